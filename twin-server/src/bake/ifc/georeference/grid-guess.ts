import { isWithinCrs, type LongitudeLatitude, toGeographic } from 'twin-core/crs';
import { groundDistanceM } from './ground-distance.ts';

/** A grid that a pair of coordinates may be of, and where it puts them. */
export interface GridGuess extends LongitudeLatitude {
  readonly crs: string;
  readonly easting: number;
  readonly northing: number;
  /** The coordinates were given northing first. */
  readonly swapped: boolean;
  /** From the place looked near, metres; null where none was given. */
  readonly distanceM: number | null;
}

/** Easting of a transverse Mercator zone, metres: false easting 500 km and up to 3.5 degrees either way. */
const EASTING_M = { least: 110_000, most: 890_000 };
/** Northing from the equator in the latitudes of China (3° to 54°), metres. */
const NORTHING_M = { least: 300_000, most: 6_100_000 };
/** A zone number in front of the false easting, as Chinese surveys write it: millions of metres. */
const ZONE_M = 1_000_000;
/** CGCS2000 Gauss–Krüger with the zone number in the easting: EPSG 4491–4501 in 6°, 4513–4533 in 3°. */
const PREFIXED = [
  { first: 13, last: 23, epsg: 4491 },
  { first: 25, last: 45, epsg: 4513 },
];
/** Grids without it: CGCS2000 in 3° (4534–4554) and 6° (4502–4512), UTM north and south on WGS 84. */
const PLAIN = [
  { first: 4534, last: 4554 },
  { first: 4502, last: 4512 },
  { first: 32601, last: 32660 },
  { first: 32701, last: 32760 },
];
/** A guess counts that lies as near to a place known from elsewhere, metres: the next zone is over 200 km away. */
const NEAR_M = 50_000;

const isIn = ({ least, most }: { least: number; most: number }, value: number) => value >= least && value <= most;

function prefixedCrs(easting: number): string | null {
  const zone = Math.floor(easting / ZONE_M);
  const series = PREFIXED.find(({ first, last }) => zone >= first && zone <= last);
  if (!series || !isIn(EASTING_M, easting - zone * ZONE_M)) return null;
  return `EPSG:${series.epsg + zone - series.first}`;
}

function isPlain(easting: number, northing: number, south: boolean): boolean {
  return isIn(EASTING_M, easting) && (isIn(NORTHING_M, northing) || (south && northing > 1_000_000 && northing < 1e7));
}

/** Whether a pair of coordinates in metres looks like one of a national grid or UTM, in either order. */
export function isGridLike(x: number, y: number): boolean {
  return [
    [x, y],
    [y, x],
  ].some(([easting = 0, northing = 0]) => {
    return isIn(NORTHING_M, northing) && (isIn(EASTING_M, easting) || prefixedCrs(easting) !== null);
  });
}

/**
 * The grids that a pair of coordinates in metres may be of, nearest first. A zone number in the easting names its grid;
 * without one, only grids that put the point near a place known from elsewhere are offered: every zone has such a point.
 */
export function guessGrids(x: number, y: number, near: LongitudeLatitude | null): GridGuess[] {
  const guesses: GridGuess[] = [];
  const add = (crs: string, easting: number, northing: number, swapped: boolean) => {
    const { longitude, latitude } = toGeographic(crs, easting, northing);
    if (!Number.isFinite(longitude) || !isWithinCrs(crs, longitude, latitude)) return;
    const distanceM = near && groundDistanceM(near, { longitude, latitude });
    // 3-degree and 6-degree zones share every other meridian: one grid under two numbers.
    const known = guesses.some((guess) => guess.swapped === swapped && guess.longitude === longitude);
    if (!known && (distanceM === null || distanceM <= NEAR_M))
      guesses.push({ crs, easting, northing, swapped, longitude, latitude, distanceM });
  };
  for (const swapped of [false, true]) {
    const [easting, northing] = swapped ? [y, x] : [x, y];
    const named = isIn(NORTHING_M, northing) ? prefixedCrs(easting) : null;
    if (named) add(named, easting, northing, swapped);
    if (!near || !isPlain(easting, northing, near.latitude < 0)) continue;
    for (const { first, last } of PLAIN)
      for (let epsg = first; epsg <= last; epsg++) add(`EPSG:${epsg}`, easting, northing, swapped);
  }
  return guesses.sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0));
}
