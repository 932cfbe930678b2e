import type { LonLat } from '../ground-plan.ts';

/** A pointer this near to a corner means the corner, CSS pixels. */
const SNAP_PX = 10;
/** Corners farther off than this are not even looked for in the picture, degrees of latitude: about 110 m. */
const LOOK_DEG = 0.001;

/** The corner that a pointer means, or null; `pointOf` says where a place is in the picture, CSS pixels. */
export function snapTo(
  place: LonLat,
  [x, y]: readonly [x: number, y: number],
  corners: readonly LonLat[],
  pointOf: (place: LonLat) => readonly [x: number, y: number] | null,
): LonLat | null {
  let [best, bestPx]: [LonLat | null, number] = [null, SNAP_PX];
  for (const corner of corners) {
    if (Math.abs(corner[1] - place[1]) > LOOK_DEG || Math.abs(corner[0] - place[0]) > 2 * LOOK_DEG) continue;
    const point = pointOf(corner);
    const px = point ? Math.hypot(point[0] - x, point[1] - y) : Infinity;
    if (px < bestPx) [best, bestPx] = [corner, px];
  }
  return best;
}
