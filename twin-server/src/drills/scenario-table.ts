import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type ReadScenario, readScenario, type Scenario, type ScenarioSite } from 'twin-core/drill';

/** A scenario's text; presets come with the program and never change. */
export interface ScenarioText {
  readonly code: string;
  readonly text: string;
  readonly preset: boolean;
  readonly changedBy: string | null;
  readonly changedAt: number | null;
}

/** The scenarios of a site: presets, and those that people wrote. */
export class Scenarios {
  readonly #pool: pg.Pool;
  readonly #site: string;
  readonly #against: ScenarioSite;
  readonly #presets: readonly ScenarioText[];

  private constructor(pool: pg.Pool, site: string, against: ScenarioSite, presets: readonly ScenarioText[]) {
    this.#pool = pool;
    this.#site = site;
    this.#against = against;
    this.#presets = presets;
  }

  /** folder: of the presets; null for none. */
  static async open(pool: pg.Pool, site: string, against: ScenarioSite, folder: string | null): Promise<Scenarios> {
    const files =
      folder === null ? [] : (await readdir(folder).catch(() => [])).filter((file) => /\.ya?ml$/.test(file));
    const presets = await Promise.all(
      files.sort().map(async (file) => ({
        code: file.replace(/\.ya?ml$/, ''),
        text: await readFile(join(folder!, file), 'utf8'),
        preset: true,
        changedBy: null,
        changedAt: null,
      })),
    );
    return new Scenarios(pool, site, against, presets);
  }

  /** Reads a text as it would stand on this site now. */
  read(text: string): ReadScenario {
    return readScenario(text, this.#against);
  }

  /** Presets first, then the site's own, by code. */
  async list(): Promise<ScenarioText[]> {
    return [...this.#presets, ...(await this.#own(null))];
  }

  async get(code: string): Promise<ScenarioText | null> {
    return this.#presets.find((preset) => preset.code === code) ?? (await this.#own(code))[0] ?? null;
  }

  isPreset(code: string): boolean {
    return this.#presets.some((preset) => preset.code === code);
  }

  async put({ code }: Scenario, text: string, by: string, at: number): Promise<void> {
    await this.#pool.query(
      `INSERT INTO drill_scenario (site, code, body, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (site, code) DO UPDATE SET body = excluded.body, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [this.#site, code, text, by, new Date(at)],
    );
  }

  /** Whether there was one. */
  async remove(code: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('DELETE FROM drill_scenario WHERE site = $1 AND code = $2', [
      this.#site,
      code,
    ]);
    return rowCount === 1;
  }

  async #own(code: string | null): Promise<ScenarioText[]> {
    const { rows } = await this.#pool.query<ScenarioText>(
      `SELECT code, body AS text, false AS preset, changed_by AS "changedBy", (extract(epoch FROM changed_at) * 1000)::float8 AS "changedAt"
       FROM drill_scenario WHERE site = $1 AND ($2::text IS NULL OR code = $2) ORDER BY code`,
      [this.#site, code],
    );
    return rows;
  }
}
