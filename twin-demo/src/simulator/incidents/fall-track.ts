/** A point of a track as the camera's analysis tells it: seconds, pixels right, pixels down. */
export type TrackPoint = readonly [t: number, u: number, v: number];

/** Width and height of the camera's picture, pixels. */
export const FRAME_PX = [1920, 1080] as const;

/** The cameras before the south sides of the towers: alike in where they stand and look. */
export const TOWER_CAMERAS = ['FO-02-S1', 'FO-04-S1', 'FO-05-S1', 'FO-06-S1', 'FO-07-S1'] as const;

const GRAVITY = 9.80665;
// The camera before the south side of the estate's towers, as it is surveyed (camera-calibrations.json): metres above the ground, metres
// south of the building's middle, elevation, horizontal field.
const CAMERA = { heightM: 3.5, southM: 25, tiltRad: (42 * Math.PI) / 180, angleRad: (84 * Math.PI) / 180 };
const PICTURES_A_SECOND = 25;
const STEPS_A_PICTURE = 20;

/** How something falls before the south side of a tower, in the building's frame. */
export interface Fall {
  /** Above the ground, metres. */
  readonly fromM: number;
  /** East and south of the building's middle, metres. */
  readonly asideM: number;
  readonly southM: number;
  /** How it leaves, metres a second: eastwards and away from the facade. */
  readonly driftMps: number;
  readonly outMps: number;
  /** Speed at which air carries its weight, metres a second. */
  readonly terminalMps: number;
}

/** What the camera sees of a fall with quadratic drag in still air, by the pinhole model: its pictures until it leaves them or is on the ground. */
export function fallTrack({ fromM, asideM, southM, driftMps, outMps, terminalMps }: Fall): TrackPoint[] {
  const [width, height] = FRAME_PX;
  const focalPx = width / 2 / Math.tan(CAMERA.angleRad / 2);
  const drag = GRAVITY / terminalMps ** 2;
  const step = 1 / PICTURES_A_SECOND / STEPS_A_PICTURE;
  let [x, south, z] = [asideM, southM, fromM];
  let [vx, vs, vz] = [driftMps, outMps, 0];
  const points: TrackPoint[] = [];
  for (let count = 0; z > 0; count += 1) {
    if (count % STEPS_A_PICTURE === 0) {
      const away = CAMERA.southM - south;
      const up = z - CAMERA.heightM;
      const depth = away * Math.cos(CAMERA.tiltRad) + up * Math.sin(CAMERA.tiltRad);
      const rise = up * Math.cos(CAMERA.tiltRad) - away * Math.sin(CAMERA.tiltRad);
      const u = Math.round((width / 2 + (focalPx * x) / depth) * 10) / 10;
      const v = Math.round((height / 2 - (focalPx * rise) / depth) * 10) / 10;
      const isWithin = depth > 0 && u >= 0 && u < width && v >= 0 && v < height;
      if (isWithin) points.push([Math.round((count * 100) / STEPS_A_PICTURE / PICTURES_A_SECOND) / 100, u, v]);
      else if (points.length > 0) break;
    }
    const braked = drag * Math.hypot(vx, vs, vz) * step;
    vx -= braked * vx;
    vs -= braked * vs;
    vz -= braked * vz + GRAVITY * step;
    x += vx * step;
    south += vs * step;
    z += vz * step;
  }
  return points;
}
