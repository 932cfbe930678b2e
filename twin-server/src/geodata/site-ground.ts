/** A ring or box around something, WGS 84 degrees. */
export type GroundRing = readonly (readonly [longitude: number, latitude: number, ...rest: number[]])[];

/** What is known of a site for checking where a file puts its features. */
export interface SiteGround {
  readonly boundary: GroundRing;
  /** Plans of buildings that surely stand where they are said to: a file that has them too shows by them whether it is shifted. */
  readonly buildings?: readonly GroundRing[];
}

/** west, south, east, north in degrees. */
export type GroundBox = readonly [west: number, south: number, east: number, north: number];

/** The box around points. */
export function boxAround(points: GroundRing): GroundBox {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const METERS_A_DEGREE = 111_320;
const alongParallel = (latitude: number) => METERS_A_DEGREE * Math.cos((latitude * Math.PI) / 180);

/** From one place to another in metres east and north; for distances at which the ground is flat. */
export function offsetM(from: readonly [number, number], to: readonly [number, number]): [number, number] {
  return [(to[0] - from[0]) * alongParallel((from[1] + to[1]) / 2), (to[1] - from[1]) * METERS_A_DEGREE];
}

export const middleOf = ([west, south, east, north]: GroundBox): [number, number] => [
  (west + east) / 2,
  (south + north) / 2,
];

/** Metres between two boxes; 0 where they touch. */
export function distanceM(a: GroundBox, b: GroundBox): number {
  const gap = (lowA: number, highA: number, lowB: number, highB: number) => Math.max(0, lowB - highA, lowA - highB);
  const latitude = (middleOf(a)[1] + middleOf(b)[1]) / 2;
  return Math.hypot(
    gap(a[0], a[2], b[0], b[2]) * alongParallel(latitude),
    gap(a[1], a[3], b[1], b[3]) * METERS_A_DEGREE,
  );
}

/** Width and depth of a box, metres. */
export function sizeM([west, south, east, north]: GroundBox): [number, number] {
  return offsetM([west, south], [east, north]).map(Math.abs) as [number, number];
}
