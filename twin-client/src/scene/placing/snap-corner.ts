import type { LocalPoint } from 'twin-core';

/** A place on the screen, CSS pixels. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** How near a click must come to a corner to mean it, CSS pixels. */
const REACH_PX = 14;

/**
 * The corner of a model that a click means: the nearest drawn within reach, at equal distance the first. Null in the open.
 * `placeOf` projects a point of the building frame; undefined behind the camera.
 */
export function snapCorner(
  corners: readonly LocalPoint[],
  at: ScreenPoint,
  placeOf: (corner: LocalPoint) => ScreenPoint | undefined,
): LocalPoint | null {
  let [best, reach]: [LocalPoint | null, number] = [null, REACH_PX];
  for (const corner of corners) {
    const place = placeOf(corner);
    if (!place) continue;
    const distance = Math.hypot(place.x - at.x, place.y - at.y);
    if (distance >= reach) continue;
    [best, reach] = [corner, distance];
  }
  return best;
}
