import type pg from 'pg';
import { CalibrationPair, GeoPoint } from 'twin-core';
import { z } from 'zod';

const Basis = z.object({
  pairs: z.array(CalibrationPair),
  stated: z.object({ location: GeoPoint, headingDeg: z.number().nullable(), tiltDeg: z.number().nullable() }),
  check: z.object({ at: z.number(), px: z.number(), points: z.number() }).nullable(),
});

/** What a calibration was made from, and the last look whether it still holds (epoch ms, root mean square in pixels, points looked at). */
export type CalibrationBasis = z.infer<typeof Basis>;
export type CalibrationCheck = NonNullable<CalibrationBasis['check']>;

/** What the calibrations of a site were made from. Those that came with base data have nothing here. */
export class CalibrationBases {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  /** By camera; with `camera`, that one. */
  async list(camera?: string): Promise<ReadonlyMap<string, CalibrationBasis>> {
    const { rows } = await this.#pool.query<{ camera: string }>(
      `SELECT camera, pairs, stated, CASE WHEN checked_at IS NULL THEN NULL ELSE
         jsonb_build_object('at', extract(epoch FROM checked_at) * 1000, 'px', checked_px, 'points', checked_points) END AS check
       FROM calibration_basis WHERE site = $1 AND ($2::text IS NULL OR camera = $2)`,
      [this.#site, camera ?? null],
    );
    return new Map(rows.map((row) => [row.camera, Basis.parse(row)]));
  }

  /** A calibration was made anew: what was checked before is of the old one. */
  async put(camera: string, { pairs, stated }: Pick<CalibrationBasis, 'pairs' | 'stated'>): Promise<void> {
    await this.#pool.query(
      `INSERT INTO calibration_basis (site, camera, pairs, stated) VALUES ($1, $2, $3, $4)
       ON CONFLICT (site, camera) DO UPDATE SET pairs = excluded.pairs, stated = excluded.stated,
         checked_at = NULL, checked_px = NULL, checked_points = NULL`,
      [this.#site, camera, JSON.stringify(pairs), JSON.stringify(stated)],
    );
  }

  /** Points of it were looked at again. */
  async check(camera: string, { at, px, points }: CalibrationCheck): Promise<void> {
    await this.#pool.query(
      `UPDATE calibration_basis SET checked_at = $3, checked_px = $4, checked_points = $5 WHERE site = $1 AND camera = $2`,
      [this.#site, camera, new Date(at), px, points],
    );
  }
}
