import type { CalibrationPair, CameraCalibration } from 'twin-core';
import type { CalibrationEntry, GeoCorner, SolvedCalibration } from '../records/calibration.ts';

/** What is known of a lens before a pose is solved. */
export type LensGuess = Pick<CameraCalibration, 'focalPx' | 'widthPx' | 'heightPx' | 'k1'>;

/** How cameras stand and see. Rejects with a Problem. */
export interface CalibrationsPort {
  list(signal?: AbortSignal): Promise<readonly CalibrationEntry[]>;
  /** Corners of buildings near a camera, the nearest first. */
  corners(camera: string, signal?: AbortSignal): Promise<readonly GeoCorner[]>;
  /** Stores nothing. */
  solve(
    camera: string,
    lens: LensGuess,
    pairs: readonly CalibrationPair[],
    signal?: AbortSignal,
  ): Promise<SolvedCalibration>;
  /** `version`: of the calibration as it was read; null for the first. */
  put(
    calibration: CameraCalibration,
    pairs: readonly CalibrationPair[],
    version: string | null,
  ): Promise<CalibrationEntry>;
  /** Tells where corners are in the picture now. */
  check(camera: string, points: readonly CalibrationPair[]): Promise<CalibrationEntry>;
}
