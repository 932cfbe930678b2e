import type { CameraView } from '../../camera-view.ts';

/** A camera in a frame of metres, x east, y north, z up, and what it can see of it at all. */
export interface SightCamera extends Omit<CameraView, 'device'> {
  readonly code: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Width of a picture by its height: what cameras send, and what is not told of each. */
export const PICTURE_ASPECT = 16 / 9;
/** A wider picture is not flat: a fisheye's, or one put together of several. */
const FLAT_DEG = 150;

/** How a camera looks: unit vectors to the right, up and forward of its picture, and the half sizes of the picture at distance 1. */
export interface Looking {
  readonly right: readonly [x: number, y: number, z: number];
  readonly up: readonly [x: number, y: number, z: number];
  readonly forward: readonly [x: number, y: number, z: number];
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Whether a camera's picture is flat: straight lines stay straight in it. */
export function isFlat({ angleDeg }: Pick<CameraView, 'angleDeg'>): boolean {
  return angleDeg < FLAT_DEG;
}

/** How a camera looks; its picture is taken for one without distortion whose rows are level. */
export function lookingOf({
  headingDeg,
  tiltDeg,
  angleDeg,
}: Pick<CameraView, 'headingDeg' | 'tiltDeg' | 'angleDeg'>): Looking {
  const [heading, tilt] = [radians(headingDeg), radians(tiltDeg)];
  const [sh, ch, st, ct] = [Math.sin(heading), Math.cos(heading), Math.sin(tilt), Math.cos(tilt)];
  const halfWidth = Math.tan(radians(Math.min(angleDeg, FLAT_DEG)) / 2);
  return {
    right: [ch, -sh, 0],
    up: [-sh * st, -ch * st, ct],
    forward: [sh * ct, ch * ct, st],
    halfWidth,
    halfHeight: halfWidth / PICTURE_ASPECT,
  };
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
  const { right, up, forward, halfWidth, halfHeight } = lookingOf(camera);
  return (x, y, z) => {
    const [east, north, rise] = [x - camera.x, y - camera.y, z - camera.z];
    if (east * east + north * north > range2) return false;
    const ahead = east * forward[0] + north * forward[1] + rise * forward[2];
    if (ahead <= 0) return false;
    const side = east * right[0] + north * right[1];
    const height = east * up[0] + north * up[1] + rise * up[2];
    return Math.abs(side) <= ahead * halfWidth && Math.abs(height) <= ahead * halfHeight;
  };
}
