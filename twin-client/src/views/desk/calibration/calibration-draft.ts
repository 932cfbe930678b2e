import { type CalibrationPair, type CameraCalibration, POSE_FAULTS, type PoseRefusal } from 'twin-core';
import type { LensGuess } from '../../../state/ports/calibrations.ts';
import { Problem } from '../../../state/problem.ts';

/** Shapes of pictures that differ by less than this are one. */
const SAME_SHAPE = 0.01;
/** Horizontal angle of a camera of which nobody said it, degrees. */
const USUAL_ANGLE_DEG = 60;

/** Pairs that were matched, and the half of the next one: the picture first or the scene first, as it comes. */
export interface CalibrationDraft {
  readonly pairs: readonly CalibrationPair[];
  readonly half: Partial<CalibrationPair>;
}

export const EMPTY_DRAFT: CalibrationDraft = { pairs: [], half: {} };

/** With one half more; where both are there, a pair is whole. */
export function withHalf({ pairs, half }: CalibrationDraft, given: Partial<CalibrationPair>): CalibrationDraft {
  const { pixel, place } = { ...half, ...given };
  return pixel && place ? { pairs: [...pairs, { pixel, place }], half: {} } : { pairs, half: { ...half, ...given } };
}

/** Without a pair, by its number from 0. */
export function withoutPair({ pairs, half }: CalibrationDraft, index: number): CalibrationDraft {
  return { pairs: pairs.toSpliced(index, 1), half };
}

/** Size of a picture, pixels. */
export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The lens that a pose is solved with. A calibration keeps its size for as long as the still picture has its shape: what the camera's
 * analysis reports is in its pixels. Without one the size is the still picture's, and the focal length follows from the angle.
 */
export function lensOfPicture(
  still: PictureSize,
  calibration: CameraCalibration | null,
  angleDeg: number = USUAL_ANGLE_DEG,
): LensGuess {
  const shape = still.widthPx / still.heightPx;
  if (calibration && Math.abs(calibration.widthPx / calibration.heightPx / shape - 1) < SAME_SHAPE) {
    const { focalPx, widthPx, heightPx, k1 } = calibration;
    return { focalPx, widthPx, heightPx, k1 };
  }
  // Pictures of 150° and more are not flat: the lens is then taken as wide as a flat one can be.
  const half = (Math.min(angleDeg, 150) * Math.PI) / 360;
  return { ...still, focalPx: still.widthPx / 2 / Math.tan(half), k1: 0 };
}

/** Number from 0 of the pair that lies off most. */
export const worstOf = (residualsPx: readonly number[]): number =>
  residualsPx.reduce((worst, px, i) => (px > residualsPx[worst]! ? i : worst), 0);

/** Why the server solved no pose; null for another trouble. */
export function poseRefusal(cause: unknown): PoseRefusal | null {
  if (!(cause instanceof Problem)) return null;
  const said = cause.faults.map(({ reason }) => reason);
  const found = Object.entries(POSE_FAULTS).find(([, reason]) => said.includes(reason));
  return found ? (found[0] as PoseRefusal) : null;
}
