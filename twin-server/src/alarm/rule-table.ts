import type pg from 'pg';
import { type Catalogue, RuleSettings } from 'twin-core';

/** What a site has otherwise than declared for its alarm kinds: rows, and the catalogue tuned by them. */
export class RuleTable {
  readonly #pool: pg.Pool;
  readonly #site: string;
  readonly #catalogue: Catalogue;
  readonly #settings = new Map<string, RuleSettings>();

  private constructor(pool: pg.Pool, site: string, catalogue: Catalogue) {
    this.#pool = pool;
    this.#site = site;
    this.#catalogue = catalogue;
  }

  /** Reads the rows and tunes the catalogue by them. */
  static async open(pool: pg.Pool, site: string, catalogue: Catalogue): Promise<RuleTable> {
    const table = new RuleTable(pool, site, catalogue);
    const { rows } = await pool.query<{ code: string; settings: unknown }>(
      'SELECT code, settings FROM alarm_rule WHERE site = $1',
      [site],
    );
    for (const { code, settings } of rows) table.#hold(code, RuleSettings.parse(settings));
    return table;
  }

  settingsOf(code: string): RuleSettings | null {
    return this.#settings.get(code) ?? null;
  }

  /** Stores settings, null for as declared; they hold from the next message on. */
  async put(code: string, settings: RuleSettings | null): Promise<void> {
    if (settings) {
      await this.#pool.query(
        `INSERT INTO alarm_rule (site, code, settings, changed_at) VALUES ($1, $2, $3, now())
         ON CONFLICT (site, code) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at`,
        [this.#site, code, JSON.stringify(settings)],
      );
    } else await this.#pool.query('DELETE FROM alarm_rule WHERE site = $1 AND code = $2', [this.#site, code]);
    this.#hold(code, settings);
  }

  #hold(code: string, settings: RuleSettings | null): void {
    if (settings) this.#settings.set(code, settings);
    else this.#settings.delete(code);
    this.#catalogue.tune(code, settings);
  }
}
