import type pg from 'pg';
import { type CalibrationDrift, type CameraCalibration, driftOf, statedPose } from 'twin-core';
import { CalibrationBases, type CalibrationBasis } from './calibration-bases.ts';
import { CameraCalibrations } from './camera-calibrations.ts';
import { CameraViews } from './camera-views.ts';
import type { BaseRegistry } from './registry.ts';

/** A calibration with what it was made from and what speaks against it. */
export interface JudgedCalibration {
  readonly calibration: CameraCalibration;
  /** Null for one that came with base data. */
  readonly basis: CalibrationBasis | null;
  readonly drift: CalibrationDrift | null;
}

export interface JudgedCalibrationsOptions {
  readonly pool: pg.Pool;
  readonly registry: Pick<BaseRegistry, 'device' | 'site'>;
  /** Whether a camera is turned from here. */
  readonly turns: (camera: string) => boolean;
}

/** The calibrations of a site, each held against what base data say of its camera now (7.2.16-1). */
export class JudgedCalibrations {
  readonly #options: JudgedCalibrationsOptions;
  readonly #calibrations: CameraCalibrations;
  readonly #bases: CalibrationBases;
  readonly #views: CameraViews;

  constructor(options: JudgedCalibrationsOptions) {
    this.#options = options;
    const { pool, registry } = options;
    this.#calibrations = new CameraCalibrations(pool, registry.site.code);
    this.#bases = new CalibrationBases(pool, registry.site.code);
    this.#views = new CameraViews(pool, registry.site.code);
  }

  /** By the codes of their cameras; with `camera`, that one alone. */
  async list(camera?: string): Promise<JudgedCalibration[]> {
    const [calibrations, bases, views] = await Promise.all([
      camera === undefined
        ? this.#calibrations.list()
        : this.#calibrations.of(camera).then((one) => (one ? [one] : [])),
      this.#bases.list(camera),
      this.#views.list(),
    ]);
    const viewOf = new Map(views.map((view) => [view.device, view]));
    return calibrations.map((calibration) => {
      const { camera: code, location } = calibration;
      const basis = bases.get(code) ?? null;
      const device = this.#options.registry.device(code);
      // What came with base data was measured where they had the camera then.
      const then = basis?.stated ?? calibration;
      const now = statedPose(device?.location ?? location, viewOf.get(code));
      const signs = { checkedPx: basis?.check?.px ?? null, turns: this.#options.turns(code) };
      return { calibration, basis, drift: driftOf(calibration, then, now, signs) };
    });
  }

  async of(camera: string): Promise<JudgedCalibration | null> {
    return (await this.list(camera))[0] ?? null;
  }
}
