import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { Vault } from '../engines/vault.ts';
import { UnavailableError } from '../problem.ts';
import { type DossierFile, readDossierFile } from './dossier-file.ts';
import { type DossierKey, openDossierKey } from './dossier-key.ts';

export interface DossiersOptions {
  readonly pool: pg.Pool;
  readonly vault: Vault;
  readonly site: string;
  /** The built page that dossiers are written into. */
  readonly page: string;
}

/** WHAT DOSSIERS ARE MADE WITH: the site's key, and the page that shows them wherever they are opened. */
export class Dossiers {
  readonly #options: DossiersOptions;

  constructor(options: DossiersOptions) {
    this.#options = options;
  }

  /** As openDossierKey. */
  key(): Promise<DossierKey> {
    const { pool, vault, site } = this.#options;
    return openDossierKey(pool, vault, site);
  }

  /** The page without records. Throws UnavailableError where it was not built. */
  async page(): Promise<DossierFile> {
    const built = await readFile(this.#options.page).catch(() => null);
    const page = built && readDossierFile(built);
    if (!page) throw new UnavailableError('the page of dossiers is not built: npm run build');
    return page;
  }
}
