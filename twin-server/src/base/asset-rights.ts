import type pg from 'pg';
import type { AssetRights } from 'twin-core';
import { ASSET_RIGHTS_TABLE, loadRecords, upsertRecords } from './record-table.ts';

/** What the rows' `source` says of what was given over the API. */
const SOURCE = 'api';

/** Whose the assets of a site are (8.2.1-2): read from the database for the one device asked about. */
export class AssetRightsTable {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** All rows: those of devices, then of facilities, each by code. */
  list(): Promise<AssetRights[]> {
    return loadRecords(this.#pool, ASSET_RIGHTS_TABLE, this.#site);
  }

  /** The device's own, else those of its facility; null where nobody said. */
  async of(device: { readonly code: string; readonly facility: string }): Promise<AssetRights | null> {
    for (const [scope, code] of [
      ['device', device.code],
      ['facility', device.facility],
    ] as const) {
      const rows = await loadRecords(this.#pool, ASSET_RIGHTS_TABLE, this.#site, { field: 'code', value: code });
      const found = rows.find((row) => row.scope === scope);
      if (found) return found;
    }
    return null;
  }

  async put(rights: AssetRights): Promise<void> {
    await upsertRecords(this.#pool, ASSET_RIGHTS_TABLE, this.#site, SOURCE, [rights]);
  }

  /** Takes back what was said of a device or of a facility. Returns whether anything was. */
  async remove({ scope, code }: Pick<AssetRights, 'scope' | 'code'>): Promise<boolean> {
    const sql = 'DELETE FROM asset_rights WHERE site = $1 AND scope = $2 AND code = $3';
    return (await this.#pool.query(sql, [this.#site, scope, code])).rowCount === 1;
  }
}
