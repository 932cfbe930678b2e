import type pg from 'pg';
import type { CameraCalibration } from 'twin-core';
import { CAMERA_CALIBRATION_TABLE, loadRecords, upsertRecords } from './record-table.ts';

/** What the rows' `source` says of what a person measured. */
const SOURCE = 'hand';

/** How the cameras of a site stand and see, where that was measured. */
export class CameraCalibrations {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** By the codes of their cameras. */
  list(): Promise<CameraCalibration[]> {
    return loadRecords(this.#pool, CAMERA_CALIBRATION_TABLE, this.#site);
  }

  async of(camera: string): Promise<CameraCalibration | null> {
    const only = { field: 'camera', value: camera } as const;
    const [found] = await loadRecords(this.#pool, CAMERA_CALIBRATION_TABLE, this.#site, only);
    return found ?? null;
  }

  async put(calibration: CameraCalibration): Promise<void> {
    await upsertRecords(this.#pool, CAMERA_CALIBRATION_TABLE, this.#site, SOURCE, [calibration]);
  }
}
