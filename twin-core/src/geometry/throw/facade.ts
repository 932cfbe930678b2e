import type { Enu, Opening } from './case.ts';

const RAD = Math.PI / 180;
const SAME_AZIMUTH_DEG = 3;
/** Openings of one facade lie in a slab at most this deep: windows and the balconies before them, metres. */
const SLAB_M = 3;

/** An opening in its facade's own axes, metres: along the facade, up, and outwards. */
export interface FacadeOpening {
  readonly opening: Opening;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly outM: number;
}

/** Openings that face one way about in one plane. */
export interface Facade {
  readonly normal: readonly [east: number, north: number];
  readonly along: readonly [east: number, north: number];
  /** The plane's distance from the frame's origin along the normal, metres: the mean of its openings. */
  readonly outM: number;
  readonly openings: readonly FacadeOpening[];
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

function turn(a: number, b: number): number {
  return Math.abs(((a - b + 540) % 360) - 180);
}

function facadeOf(openings: readonly Opening[]): Facade {
  const azimuth = openings[0]!.azimuthDeg * RAD;
  const normal = [Math.sin(azimuth), Math.cos(azimuth)] as const;
  const along = [Math.cos(azimuth), -Math.sin(azimuth)] as const;
  const placed = openings.map((opening): FacadeOpening => {
    const { middle, widthM, heightM } = opening;
    const s = middle[0] * along[0] + middle[1] * along[1];
    return {
      opening,
      left: s - widthM / 2,
      right: s + widthM / 2,
      low: middle[2] - heightM / 2,
      high: middle[2] + heightM / 2,
      outM: middle[0] * normal[0] + middle[1] * normal[1],
    };
  });
  return {
    normal,
    along,
    outM: placed.reduce((sum, { outM }) => sum + outM, 0) / placed.length,
    openings: placed,
    left: Math.min(...placed.map(({ left }) => left)),
    right: Math.max(...placed.map(({ right }) => right)),
    low: Math.min(...placed.map(({ low }) => low)),
    high: Math.max(...placed.map(({ high }) => high)),
  };
}

/** The facades that openings make, building by building. */
export function facadesOf(openings: readonly Opening[]): Facade[] {
  const out = ({ middle, azimuthDeg }: Opening) =>
    middle[0] * Math.sin(azimuthDeg * RAD) + middle[1] * Math.cos(azimuthDeg * RAD);
  const sorted = [...openings].sort(
    (a, b) =>
      (a.building < b.building ? -1 : a.building > b.building ? 1 : 0) ||
      Math.round(a.azimuthDeg / SAME_AZIMUTH_DEG) - Math.round(b.azimuthDeg / SAME_AZIMUTH_DEG) ||
      out(a) - out(b),
  );
  const groups: Opening[][] = [];
  for (const opening of sorted) {
    const first = groups.at(-1)?.[0];
    const joins =
      first?.building === opening.building &&
      turn(first.azimuthDeg, opening.azimuthDeg) <= SAME_AZIMUTH_DEG &&
      out(opening) - out(first) <= SLAB_M;
    if (joins) groups.at(-1)!.push(opening);
    else groups.push([opening]);
  }
  return groups.map(facadeOf);
}

/** Metres along a ray from a place to the facade's plane, in lengths of the ray; null if it does not meet it. */
export function meetFacade({ normal, outM }: Facade, from: Enu, ray: Enu): number | null {
  const towards = ray[0] * normal[0] + ray[1] * normal[1];
  const reach = (outM - from[0] * normal[0] - from[1] * normal[1]) / towards;
  return towards < 0 && reach > 0 ? reach : null;
}
