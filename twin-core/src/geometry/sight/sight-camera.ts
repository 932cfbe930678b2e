import type { CameraView } from '../../camera-view.ts';
import type { Calibration } from '../throw/case.ts';
import { axesOf } from '../throw/lens.ts';

/** A camera in a frame of metres, x east, y north, z up, and what it can see of it at all. */
export interface SightCamera extends Omit<CameraView, 'device'> {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Of a camera that was calibrated; of the others its picture is taken for 16:9, level and without distortion. */
  readonly lens?: CalibratedLens;
}

/** What a calibration says of a camera beyond where it stands and looks. */
export interface CalibratedLens extends Pick<Calibration, 'rollDeg' | 'focalPx' | 'widthPx' | 'heightPx' | 'k1'> {
  /** Standard deviation of the rotation about each of its axes, degrees. */
  readonly sigmaDeg: number;
}

/** Width of a picture by its height: what cameras send, and what is not told of each. */
export const PICTURE_ASPECT = 16 / 9;
/** A wider picture is not flat: a fisheye's, or one put together of several. */
const FLAT_DEG = 150;
/** Pixels a metre with which it can be told that somebody is there: IEC 62676-4, "detect". */
const DETECT_PX_M = 25;

/** How a camera looks: unit vectors to the right, up and forward of its picture, and the half sizes of the picture at distance 1. */
export interface Looking {
  readonly right: readonly [x: number, y: number, z: number];
  readonly up: readonly [x: number, y: number, z: number];
  readonly forward: readonly [x: number, y: number, z: number];
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Radial distortion x·(1 + k1·r²), x and r at distance 1. */
  readonly k1: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A camera as it was measured, which goes before what people said of it; how far it sees is theirs, or where nobody said it by its pixels. */
export function calibratedCamera(
  code: string,
  { position: [x, y, z], headingDeg, tiltDeg, sigma, ...measured }: Calibration,
  rangeM: number | null,
): SightCamera {
  const { rollDeg, focalPx, widthPx, heightPx, k1 } = measured;
  const angleDeg = (360 / Math.PI) * Math.atan(widthPx / 2 / focalPx);
  const lens = { rollDeg, focalPx, widthPx, heightPx, k1, sigmaDeg: sigma.angleDeg };
  return { code, x, y, z, headingDeg, tiltDeg, angleDeg, rangeM: rangeM ?? focalPx / DETECT_PX_M, lens };
}

/** Whether a camera's picture is flat: straight lines stay straight in it, but for its calibrated distortion. */
export function isFlat({ angleDeg }: Pick<CameraView, 'angleDeg'>): boolean {
  return angleDeg < FLAT_DEG;
}

/** How a camera looks. */
export function lookingOf({
  headingDeg,
  tiltDeg,
  angleDeg,
  lens,
}: Pick<SightCamera, 'headingDeg' | 'tiltDeg' | 'angleDeg' | 'lens'>): Looking {
  const { right, up, ahead } = axesOf({ headingDeg, tiltDeg, rollDeg: lens?.rollDeg ?? 0 });
  const halfWidth = Math.tan(radians(Math.min(angleDeg, FLAT_DEG)) / 2);
  const halfHeight = lens ? (halfWidth * lens.heightPx) / lens.widthPx : halfWidth / PICTURE_ASPECT;
  return { right, up, forward: ahead, halfWidth, halfHeight, k1: lens?.k1 ?? 0 };
}

/** Where distortion puts a place of the picture, by its squared distance from the middle at distance 1: so many times as far; null beyond the fold of a barrel, where no picture is. */
export function bendAt({ k1 }: Looking, r2: number): number | null {
  return 1 + 3 * k1 * r2 > 0 ? 1 + k1 * r2 : null;
}

/**
 * Whether points are within a camera's picture and range, without regard to what stands between. The range is on the ground, as CameraView
 * has it: an upward look at a facade is not cut off by it. Of a picture that is not flat only the angle to both sides counts.
 */
export function seesPoint(camera: SightCamera): (x: number, y: number, z: number) => boolean {
  const range2 = camera.rangeM * camera.rangeM;
  if (!isFlat(camera)) {
    const heading = radians(camera.headingDeg);
    const half = radians(camera.angleDeg) / 2;
    return (x, y) => {
      const [east, north] = [x - camera.x, y - camera.y];
      if (east * east + north * north > range2) return false;
      const off = Math.abs(Math.atan2(east, north) - heading) % (2 * Math.PI);
      return Math.min(off, 2 * Math.PI - off) <= half;
    };
  }
  const looking = lookingOf(camera);
  const { right, up, forward, halfWidth, halfHeight } = looking;
  return (x, y, z) => {
    const [east, north, rise] = [x - camera.x, y - camera.y, z - camera.z];
    if (east * east + north * north > range2) return false;
    const ahead = east * forward[0] + north * forward[1] + rise * forward[2];
    if (ahead <= 0) return false;
    const side = (east * right[0] + north * right[1] + rise * right[2]) / ahead;
    const height = (east * up[0] + north * up[1] + rise * up[2]) / ahead;
    const bend = bendAt(looking, side * side + height * height);
    return bend !== null && Math.abs(side) * bend <= halfWidth && Math.abs(height) * bend <= halfHeight;
  };
}
