import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Catalogue } from 'twin-core';
import { importSite } from './import-site.ts';
import { loadBase } from './load-base.ts';
import { BaseRegistry } from './registry.ts';
import type { SiteBase } from './site-base.ts';

export interface OpenBaseOptions {
  readonly pool: pg.Pool;
  readonly catalogue: Catalogue;
  /** Folder with site.json; null to use what the database has. */
  readonly models: string | null;
  /** One line of progress, for people. */
  readonly onProgress: (line: string) => void;
}

/**
 * The registry of the site this server is for: imported from the models folder where it holds a site.json, else the site
 * that was imported before, else a site without anything. Throws InputError for base data that are wrong.
 */
export async function openBase({ pool, catalogue, models, onProgress }: OpenBaseOptions): Promise<BaseRegistry> {
  if (models !== null && (await exists(join(models, 'site.json')))) {
    onProgress('importing the base data');
    return new BaseRegistry(pool, await importSite(pool, models, catalogue));
  }
  const { rows } = await pool.query<{ code: string }>(
    'SELECT code FROM site WHERE frame IS NOT NULL ORDER BY code LIMIT 1',
  );
  const base = rows[0] && (await loadBase(pool, rows[0].code));
  return new BaseRegistry(pool, base ?? EMPTY);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A site that nobody described yet: 500 m square at the middle of Taiyuan, where the first estate is. */
const EMPTY: SiteBase = {
  site: {
    code: 'site',
    name: { zh: '未命名小区', en: 'Unnamed estate' },
    timeZone: 'Asia/Shanghai',
    crs: 'EPSG:4546',
    frame: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 },
    normalHeightM: 790,
    heightDatum: 'egm96',
    boundary: [
      [112.5472, 37.8677],
      [112.5528, 37.8677],
      [112.5528, 37.8723],
      [112.5472, 37.8723],
    ],
    view: { from: [0, -400, 300], to: [0, 0, 0] },
  },
  ground: { type: 'FeatureCollection', features: [] },
  buildings: [],
  zones: [],
  devices: [],
  houses: [],
  persons: [],
  organisations: [],
  duties: [],
};
