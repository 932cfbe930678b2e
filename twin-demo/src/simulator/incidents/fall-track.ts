/** A point of a track as the camera's analysis tells it: seconds, pixels right, pixels down. */
export type TrackPoint = readonly [t: number, u: number, v: number];

/** Width and height of the camera's picture, pixels. */
export const FRAME_PX = [1920, 1080] as const;

const GRAVITY = 9.81;
// An upward-looking camera of the estate: metres above the ground, metres to the facade, focal length in pixels, elevation.
const CAMERA = { heightM: 3.5, distanceM: 17, focalPx: 1100, elevationRad: (55 * Math.PI) / 180 };
const STEP_S = 0.1;

/** How something falls: from what height above the ground, how far left or right of the camera's axis and how it drifts (m, m/s). */
export interface Fall {
  readonly fromM: number;
  readonly asideM: number;
  readonly driftMps: number;
}

/** What the camera sees of a fall without drag, by the pinhole model: the points within its picture, ten a second. */
export function fallTrack({ fromM, asideM, driftMps }: Fall): TrackPoint[] {
  const { heightM, distanceM, focalPx, elevationRad } = CAMERA;
  const [width, height] = FRAME_PX;
  const points: TrackPoint[] = [];
  const duration = Math.sqrt((2 * fromM) / GRAVITY);
  for (let step = 0; step * STEP_S <= duration; step += 1) {
    const t = step * STEP_S;
    const up = fromM - (GRAVITY * t * t) / 2 - heightM;
    const depth = distanceM * Math.cos(elevationRad) + up * Math.sin(elevationRad);
    const rise = up * Math.cos(elevationRad) - distanceM * Math.sin(elevationRad);
    const u = Math.round(width / 2 + (focalPx * (asideM + driftMps * t)) / depth);
    const v = Math.round(height / 2 - (focalPx * rise) / depth);
    if (u >= 0 && u < width && v >= 0 && v < height) points.push([Math.round(t * 10) / 10, u, v]);
  }
  return points;
}
