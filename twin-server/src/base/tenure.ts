import type pg from 'pg';
import type { OccupancyRecord, OwnerRecord } from 'twin-core';
import { loadRecords, OCCUPANCY_TABLE, OWNER_TABLE, upsertRecords } from './record-table.ts';

/** What the rows' `source` says of what was given over the API. */
const SOURCE = 'api';

/**
 * Who owns the houses of a site and who lived in them: read from the database for the one house asked about, never held in
 * memory, because nobody but a reader with the right needs it.
 */
export class Tenure {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** Personal data: never given out but through viewOwner. */
  async ownerOf(house: string): Promise<OwnerRecord | null> {
    const [owner] = await loadRecords(this.#pool, OWNER_TABLE, this.#site, { field: 'house', value: house });
    return owner ?? null;
  }

  /** Everybody's time in a house, the earliest move-in first. Personal data: never given out but through viewOccupancy. */
  async historyOf(house: string): Promise<OccupancyRecord[]> {
    const stays = await loadRecords(this.#pool, OCCUPANCY_TABLE, this.#site, { field: 'house', value: house });
    return stays.sort((a, b) => (a.movedInAt < b.movedInAt ? -1 : a.movedInAt > b.movedInAt ? 1 : 0));
  }

  async setOwner(owner: OwnerRecord): Promise<void> {
    await upsertRecords(this.#pool, OWNER_TABLE, this.#site, SOURCE, [owner]);
  }

  /** Stores a stay, new or changed. */
  async putOccupancy(stay: OccupancyRecord): Promise<void> {
    await upsertRecords(this.#pool, OCCUPANCY_TABLE, this.#site, SOURCE, [stay]);
  }
}
