import { z } from 'zod';
import type { CameraCalibration } from './camera-calibration.ts';
import { MOST_RESIDUAL_SHARE } from './camera-calibration.ts';
import type { CameraView } from './camera-view.ts';
import { type GeoPoint, geoToLocal } from './place.ts';

/** Where base data have a camera; directions are null where nobody said them. */
export interface StatedPose {
  readonly location: GeoPoint;
  readonly headingDeg: number | null;
  readonly tiltDeg: number | null;
}

/** Why a calibration is doubted, by how much, and from when on. */
export const CalibrationDrift = z.object({
  why: z.enum(['turns', 'moved', 'turned', 'residual']),
  by: z.number().describe('metres (moved), degrees (turned), pixels (residual); 0 where it is turned from here'),
  bound: z.number().describe('in the same unit: beyond it the calibration is doubted'),
});
export type CalibrationDrift = z.infer<typeof CalibrationDrift>;

/** Base data place a camera by hand and write whole degrees: smaller changes are no move. */
const MOVED_M = 0.5;
const TURNED_DEG = 1.5;
/** No deviation of a calibration is larger, degrees (CalibrationSigma). */
const MOST_ANGLE_DEG = 20;

/** What base data say of a camera: its place as a device, and what its view says of it. */
export function statedPose(
  location: GeoPoint,
  view: Pick<CameraView, 'headingDeg' | 'tiltDeg'> | null | undefined,
): StatedPose {
  return { location, headingDeg: view?.headingDeg ?? null, tiltDeg: view?.tiltDeg ?? null };
}

/** Root mean square that points of a picture may lie off, pixels. */
export const mostResidualPx = ({ widthPx }: Pick<CameraCalibration, 'widthPx'>): number =>
  MOST_RESIDUAL_SHARE * widthPx;

/**
 * Whether a calibration is to be doubted: because the camera can be turned from here, because base data have it elsewhere than when it was
 * calibrated (`then`), or because points that were looked at again lie `checkedPx` off. The gravest first; null where nothing speaks against it.
 */
export function driftOf(
  calibration: Pick<CameraCalibration, 'widthPx'>,
  then: StatedPose,
  now: StatedPose,
  { checkedPx, turns }: { readonly checkedPx: number | null; readonly turns: boolean },
): CalibrationDrift | null {
  if (turns) return { why: 'turns', by: 0, bound: 0 };
  const [east, north, up] = geoToLocal({ ...then.location, headingDeg: 0 }, now.location);
  const movedM = Math.hypot(east, north, up);
  if (movedM > MOVED_M) return { why: 'moved', by: movedM, bound: MOVED_M };
  const turnedDeg = Math.max(between(then.headingDeg, now.headingDeg), between(then.tiltDeg, now.tiltDeg));
  if (turnedDeg > TURNED_DEG) return { why: 'turned', by: turnedDeg, bound: TURNED_DEG };
  const bound = mostResidualPx(calibration);
  return checkedPx !== null && checkedPx > bound ? { why: 'residual', by: checkedPx, bound } : null;
}

function between(then: number | null, now: number | null): number {
  if (then === null || now === null) return 0;
  return Math.abs(((now - then + 540) % 360) - 180);
}

/**
 * What of a doubted calibration a fall may still be traced by. Points known to lie off by some pixels are an error of the direction as
 * large: it is widened by that. Of a camera that was moved or turned nobody knows where it looks: null.
 */
export function trustedCalibration(
  calibration: CameraCalibration,
  drift: CalibrationDrift | null,
): CameraCalibration | null {
  if (!drift) return calibration;
  if (drift.why !== 'residual') return null;
  const offDeg = (Math.atan(drift.by / calibration.focalPx) * 180) / Math.PI;
  const angleDeg = Math.min(MOST_ANGLE_DEG, Math.hypot(calibration.sigma.angleDeg, offDeg));
  return { ...calibration, sigma: { ...calibration.sigma, angleDeg } };
}
