import { geoToLocal } from '../place.ts';
import type { BuildingRecord } from '../site.ts';
import { areaOf, extentOf, findSelfContact, type Relation, type Ring, relationTo } from './ring.ts';

/** A polygon of longitude and latitude in degrees, and heights above the ellipsoid in metres where given. */
export interface Region {
  readonly ring: Ring;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Larger than any estate: a slip of the mouse, or of the coordinates. */
const MOST_KM2 = 100;

/** Why a polygon cannot be asked about. */
export interface RegionFault {
  readonly field: 'ring' | 'from';
  readonly reason: string;
}

/** A region without repeated points, or what is wrong with it. */
export function checkRegion({ ring: given, from, to }: Region): Region | RegionFault {
  // The first point again, or a double click, is no fault.
  const ring = given.filter(([x, y], i) => {
    const [beforeX, beforeY] = given.at(i - 1)!;
    return x !== beforeX || y !== beforeY;
  });
  if (ring.length < 3) return { field: 'ring', reason: 'expected at least 3 different points' };
  const [west, south, east, north] = extentOf(ring);
  const frame = { longitude: (west + east) / 2, latitude: (south + north) / 2, height: 0, headingDeg: 0 };
  const areaM2 = areaOf(
    ring.map(([longitude, latitude]) => {
      const [x, y] = geoToLocal(frame, { longitude, latitude, height: 0 });
      return [x, y] as const;
    }),
  );
  if (areaM2 > MOST_KM2 * 1e6) {
    return { field: 'ring', reason: `expected at most ${MOST_KM2} km², it is ${(areaM2 / 1e6).toFixed(0)} km²` };
  }
  const contact = findSelfContact(ring);
  if (contact) {
    const [first, second] = contact.map((side) => side + 1);
    return { field: 'ring', reason: `its sides from point ${first} and from point ${second} cross or touch` };
  }
  if (from !== undefined && to !== undefined && from > to) {
    return { field: 'from', reason: `expected at most to (${to})` };
  }
  return { ring, from, to };
}

/** How a building stands to a region, by its footprint and its height above its placement. */
export function relationOfBuilding(
  { ring, from = -Infinity, to = Infinity }: Region,
  { footprint, placement, heightM }: Pick<BuildingRecord, 'footprint' | 'placement' | 'heightM'>,
): Relation {
  const relation = relationTo(ring, footprint);
  const [foot, top] = [placement.height, placement.height + heightM];
  if (relation === 'outside' || top < from || foot > to) return 'outside';
  return relation === 'inside' && foot >= from && top <= to ? 'inside' : 'across';
}
