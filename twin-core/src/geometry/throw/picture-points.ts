import type { Calibration, Enu } from './case.ts';
import { lensOf, project, rayOf } from './lens.ts';
import type { PosePair } from './solve-pose.ts';

/** Where a calibration puts places in its picture, pixels; null behind the camera. */
export function picturePoints(calibration: Calibration, places: readonly Enu[]): ([u: number, v: number] | null)[] {
  const lens = lensOf(calibration);
  return places.map((place) => project(lens, place));
}

/** How far each pair's pixel lies from where a calibration puts its place, pixels; Infinity behind the camera. */
export function pairResiduals(calibration: Calibration, pairs: readonly PosePair[]): number[] {
  const points = picturePoints(
    calibration,
    pairs.map(({ place }) => place),
  );
  return pairs.map(({ pixel: [u, v] }, i) => {
    const point = points[i];
    return point ? Math.hypot(point[0] - u, point[1] - v) : Number.POSITIVE_INFINITY;
  });
}

/** Root mean square; 0 of nothing. */
export const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));

/** The picture's corners as places of the frame, `depthM` before the lens along its axis: from the upper left clockwise. */
export function pictureFrame(calibration: Calibration, depthM: number): Enu[] {
  const lens = lensOf(calibration);
  const { widthPx, heightPx } = calibration;
  const { position } = lens;
  const corners = [
    [0, 0],
    [widthPx, 0],
    [widthPx, heightPx],
    [0, heightPx],
  ] as const;
  return corners.map(([u, v]) => {
    const [e, n, h] = rayOf(lens, u, v);
    return [position[0] + e * depthM, position[1] + n * depthM, position[2] + h * depthM];
  });
}
