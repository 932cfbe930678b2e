import type pg from 'pg';
import type { CameraView } from 'twin-core';
import { CAMERA_VIEW_TABLE, loadRecords, upsertRecords } from './record-table.ts';
import { forgetRemoval, removeRecord } from './removed-record.ts';

/** What the rows' `source` says of what a person drew. */
const SOURCE = 'hand';

/** What the cameras of a site see: read from the database when it is asked for, because only who draws it needs it. */
export class CameraViews {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** By the codes of their cameras. */
  list(): Promise<CameraView[]> {
    return loadRecords(this.#pool, CAMERA_VIEW_TABLE, this.#site);
  }

  async of(device: string): Promise<CameraView | null> {
    const [view] = await loadRecords(this.#pool, CAMERA_VIEW_TABLE, this.#site, { field: 'device', value: device });
    return view ?? null;
  }

  async put(view: CameraView): Promise<void> {
    await upsertRecords(this.#pool, CAMERA_VIEW_TABLE, this.#site, SOURCE, [view]);
    await forgetRemoval(this.#pool, 'camera_view', this.#site, view.device);
  }

  /** Removes a view for good: an import does not bring it back. */
  async remove(device: string): Promise<void> {
    await removeRecord(this.#pool, 'camera_view', this.#site, device);
  }
}
