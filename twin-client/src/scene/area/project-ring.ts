/** A corner in clip space. */
type Corner = readonly [x: number, y: number, w: number];

/** What is nearer to the camera's plane than this is cut off, metres. */
const NEAREST_M = 0.5;

/**
 * A ring of earth-centred places ([n × 3] metres) on a canvas: CSS pixels. What lies behind the camera is cut off, so that the rest keeps
 * its shape; nothing where all of it does. `viewProjection`: world to clip space, column by column.
 */
export function projectRing(
  places: ArrayLike<number>,
  viewProjection: ArrayLike<number>,
  width: number,
  height: number,
): [x: number, y: number][] {
  const m = viewProjection;
  const row = (r: number, x: number, y: number, z: number) => m[r]! * x + m[4 + r]! * y + m[8 + r]! * z + m[12 + r]!;
  const corners: Corner[] = [];
  for (let at = 0; at + 2 < places.length; at += 3) {
    const [x, y, z] = [places[at]!, places[at + 1]!, places[at + 2]!];
    corners.push([row(0, x, y, z), row(1, x, y, z), row(3, x, y, z)]);
  }
  return cutBehind(corners).map(([x, y, w]) => [(x / w / 2 + 0.5) * width, (0.5 - y / w / 2) * height]);
}

/** Sutherland and Hodgman's cut of a polygon by one plane. */
function cutBehind(corners: readonly Corner[]): Corner[] {
  const kept: Corner[] = [];
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length]!;
    if (corner[2] >= NEAREST_M) kept.push(corner);
    if (corner[2] >= NEAREST_M === next[2] >= NEAREST_M) return;
    const share = (NEAREST_M - corner[2]) / (next[2] - corner[2]);
    const between = (a: number, b: number) => a + (b - a) * share;
    kept.push([between(corner[0], next[0]), between(corner[1], next[1]), NEAREST_M]);
  });
  return kept;
}
