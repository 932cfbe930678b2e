import type pg from 'pg';
import { BuildingRecord } from 'twin-core';

/** A row of building_version: a model that a building has or had, and its record while it had it. Times are epoch ms. */
export interface VersionRow {
  readonly version: number;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The file, relative to the data folder; from the root while it is still the one that came with the site. */
  readonly sourcePath: string;
  readonly record: BuildingRecord;
  readonly source: string;
  /** Account id; null for a model that came with the site. */
  readonly storedBy: string | null;
  readonly storedAt: number;
}

/** Versions of one building that are kept, the present one included (clause 6.4.1-2-5). */
const KEPT_VERSIONS = 10;

/** The models that the buildings of one site have and had. */
export class VersionTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Versions of a building, newest first; the first is the present one. */
  async list(building: string): Promise<VersionRow[]> {
    const { rows } = await this.#pool.query<VersionRow & { readonly bytes: string }>(
      `SELECT version, file_name AS "fileName", bytes, sha256, source_path AS "sourcePath", record, source,
              stored_by AS "storedBy", (extract(epoch FROM stored_at) * 1000)::float8 AS "storedAt"
       FROM building_version WHERE site = $1 AND building = $2 ORDER BY version DESC`,
      [this.#site, building],
    );
    return rows.map((row) => ({ ...row, bytes: Number(row.bytes), record: BuildingRecord.parse(row.record) }));
  }

  async insert(building: string, row: VersionRow): Promise<void> {
    await this.#pool.query(
      `INSERT INTO building_version (site, building, version, file_name, bytes, sha256, source_path, record, source, stored_by, stored_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000))`,
      [
        this.#site,
        building,
        row.version,
        row.fileName,
        row.bytes,
        row.sha256,
        row.sourcePath,
        JSON.stringify(row.record),
        row.source,
        row.storedBy,
        row.storedAt,
      ],
    );
  }

  /** Keeps with a version the record as it stood last: it may have been changed by hand since. */
  async keepRecord(building: string, version: number, record: BuildingRecord): Promise<void> {
    await this.#pool.query(
      'UPDATE building_version SET record = $4 WHERE site = $1 AND building = $2 AND version = $3',
      [this.#site, building, version, JSON.stringify(record)],
    );
  }

  async remove(building: string, version: number): Promise<void> {
    await this.#pool.query('DELETE FROM building_version WHERE site = $1 AND building = $2 AND version = $3', [
      this.#site,
      building,
      version,
    ]);
  }

  /** Forgets the versions that are too many and returns their files. */
  async prune(building: string): Promise<string[]> {
    const { rows } = await this.#pool.query<{ source_path: string }>(
      `DELETE FROM building_version WHERE site = $1 AND building = $2 AND version IN (
         SELECT version FROM building_version WHERE site = $1 AND building = $2 ORDER BY version DESC OFFSET $3)
       RETURNING source_path`,
      [this.#site, building, KEPT_VERSIONS],
    );
    return rows.map(({ source_path }) => source_path);
  }

  /** When the building's record was last stored and by whom; null for a building without one. */
  async provenance(building: string): Promise<{ readonly source: string; readonly storedAt: number } | null> {
    const { rows } = await this.#pool.query<{ source: string; storedAt: number }>(
      `SELECT source, (extract(epoch FROM updated_at) * 1000)::float8 AS "storedAt" FROM building WHERE site = $1 AND code = $2`,
      [this.#site, building],
    );
    return rows[0] ?? null;
  }
}
