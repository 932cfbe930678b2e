import type { LonLat } from '../ground-plan.ts';
import type { AreaRing } from './area-controls.ts';

/** Mean radius of the Earth in metres (IUGG): enough for what is shown in whole metres. */
const EARTH_RADIUS_M = 6_371_009;
const RADIANS = Math.PI / 180;

/** Metres east and north of a place for another near it. */
function offsetM(from: LonLat, to: LonLat): readonly [east: number, north: number] {
  const parallelM = EARTH_RADIUS_M * RADIANS * Math.cos(from[1] * RADIANS);
  return [(to[0] - from[0]) * parallelM, (to[1] - from[1]) * EARTH_RADIUS_M * RADIANS];
}

function moved(from: LonLat, [east, north]: readonly [number, number]): LonLat {
  const parallelM = EARTH_RADIUS_M * RADIANS * Math.cos(from[1] * RADIANS);
  return [from[0] + east / parallelM, from[1] + north / (EARTH_RADIUS_M * RADIANS)];
}

/** The rectangle with opposite corners a and b whose sides lie along `bearing` (radians clockwise from north) and across it. */
export function boxBetween(a: LonLat, b: LonLat, bearing: number): AreaRing {
  const [east, north] = offsetM(a, b);
  const [sine, cosine] = [Math.sin(bearing), Math.cos(bearing)];
  const along = east * sine + north * cosine;
  const across = east * cosine - north * sine;
  return [
    a,
    moved(a, [across * cosine, -across * sine]),
    moved(a, [along * sine + across * cosine, along * cosine - across * sine]),
    moved(a, [along * sine, along * cosine]),
  ];
}

/** Corners of a circle: its area is right to 0.2 %. */
const CIRCLE_CORNERS = 64;

/** The circle around a place through another one, as a ring. */
export function circleThrough(middle: LonLat, rim: LonLat): AreaRing {
  const radius = Math.hypot(...offsetM(middle, rim));
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const turn = (i / CIRCLE_CORNERS) * 2 * Math.PI;
    return moved(middle, [radius * Math.sin(turn), radius * Math.cos(turn)]);
  });
}

/** Area in square metres of a small ring; 0 of what encloses nothing. */
export function ringAreaM2(ring: AreaRing): number {
  const [first] = ring;
  if (!first) return 0;
  // Counted from the first point: products of whole degrees would drown the differences.
  const corners = ring.map((place) => offsetM(first, place));
  let doubled = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    doubled += x * nextY - nextX * y;
  });
  return Math.abs(doubled) / 2;
}

/** Length in metres along a small line. */
export function lineLengthM(line: readonly LonLat[]): number {
  return line.slice(1).reduce((sum, place, i) => sum + Math.hypot(...offsetM(line[i]!, place)), 0);
}

/** Length in metres around a small ring. */
export function ringPerimeterM(ring: AreaRing): number {
  return ring.reduce((sum, place, i) => sum + Math.hypot(...offsetM(place, ring[(i + 1) % ring.length]!)), 0);
}

/** Whether sides of a ring that are not neighbors cross. */
export function isCrossed(ring: AreaRing): boolean {
  const { length } = ring;
  const side = (p: LonLat, q: LonLat, r: LonLat) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  for (let i = 0; i < length; i++) {
    for (let j = i + 2; j < length; j++) {
      if (i === 0 && j === length - 1) continue;
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % length]!];
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true;
    }
  }
  return false;
}
