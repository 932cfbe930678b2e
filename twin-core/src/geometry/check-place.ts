import type { FeatureGeometry, Position } from '../layer.ts';
import { geoToLocal } from '../place.ts';
import type { ZoneRecord } from '../site.ts';
import { areaOf, extentOf, findSelfContact, isInside, type Ring } from './ring.ts';

/** Why a shape cannot stand on the ground of a site. `point` and `other` count from 1. */
export type PlaceFault =
  | { readonly reason: 'tooFewPoints'; readonly least: number }
  | { readonly reason: 'tooManyPoints'; readonly most: number }
  | { readonly reason: 'notClosed' }
  | { readonly reason: 'crossing'; readonly point: number; readonly other: number }
  | { readonly reason: 'noArea' }
  | { readonly reason: 'outsideSite'; readonly point: number; readonly byM: number }
  | { readonly reason: 'holeOutside' }
  | { readonly reason: 'wrongShape'; readonly expected: readonly FeatureGeometry['type'][] };

/** Positions of one shape at most: more than anybody draws. */
const MOST_POINTS = 2000;
/** Smaller is a slip of the mouse, square metres. */
const LEAST_M2 = 0.5;
/** How far a zone may reach over the site's boundary: walls and their poles stand on it, metres. */
const ZONE_MARGIN_M = 100;

/** Shapes that zones of a kind have: what is guarded along its line may be one, what is stood upon is an area. */
export const ZONE_SHAPES: Readonly<Record<ZoneRecord['kind'], readonly ('LineString' | 'Polygon')[]>> = {
  fence: ['LineString', 'Polygon'],
  fireLane: ['Polygon', 'LineString'],
  parking: ['Polygon'],
  charging: ['Polygon'],
  area: ['Polygon'],
};

/** What is wrong with the shape of a zone on a site, or null. */
export function checkZone(
  { kind, geometry }: Pick<ZoneRecord, 'kind' | 'geometry'>,
  boundary: Ring,
): PlaceFault | null {
  const expected = ZONE_SHAPES[kind];
  if (!expected.includes(geometry.type)) return { reason: 'wrongShape', expected };
  return checkPlace(geometry, boundary, ZONE_MARGIN_M);
}

/** What is wrong with a shape that may reach `marginM` metres over a site's boundary, or null. Points, lines and polygons of one part. */
export function checkPlace(geometry: FeatureGeometry, boundary: Ring, marginM: number): PlaceFault | null {
  switch (geometry.type) {
    case 'Point':
      return outsideSite([geometry.coordinates], boundary, marginM);
    case 'LineString':
      return checkLine(geometry.coordinates) ?? outsideSite(geometry.coordinates, boundary, marginM);
    case 'Polygon':
      return checkPolygon(geometry.coordinates) ?? outsideSite(geometry.coordinates[0] ?? [], boundary, marginM);
    default:
      return { reason: 'wrongShape', expected: ['Point', 'LineString', 'Polygon'] };
  }
}

function checkLine(line: readonly Position[]): PlaceFault | null {
  const corners = withoutRepeats(line);
  if (corners.length < 2) return { reason: 'tooFewPoints', least: 2 };
  return line.length > MOST_POINTS ? { reason: 'tooManyPoints', most: MOST_POINTS } : null;
}

function checkPolygon(rings: readonly (readonly Position[])[]): PlaceFault | null {
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > MOST_POINTS)
    return { reason: 'tooManyPoints', most: MOST_POINTS };
  const corners = rings.map(cornersOf);
  for (const [at, ring] of rings.entries()) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return { reason: 'notClosed' };
    const own = corners[at]!;
    if (own.length < 3) return { reason: 'tooFewPoints', least: 3 };
    const contact = findSelfContact(own);
    if (contact) return { reason: 'crossing', point: contact[0] + 1, other: contact[1] + 1 };
    if (areaM2(own) < LEAST_M2) return { reason: 'noArea' };
  }
  const [outer, ...holes] = corners;
  return holes.some((hole) => hole.some(([x, y]) => !isInside(outer!, x, y))) ? { reason: 'holeOutside' } : null;
}

/** A closed ring by its corners: a double click sets none. */
function cornersOf(ring: readonly Position[]): Ring {
  const corners = withoutRepeats(ring);
  const [[x, y], last] = [corners[0] ?? [0, 0], corners.at(-1)];
  return last?.[0] === x && last[1] === y ? corners.slice(0, -1) : corners;
}

function withoutRepeats(positions: readonly Position[]): Ring {
  return positions
    .map(([x, y]) => [x, y] as const)
    .filter(([x, y], at, all) => at === 0 || x !== all[at - 1]![0] || y !== all[at - 1]![1]);
}

function areaM2(ring: Ring): number {
  const [west, south, east, north] = extentOf(ring);
  return areaOf(inMetres(ring, [(west + east) / 2, (south + north) / 2]));
}

function inMetres(ring: Ring, [longitude, latitude]: readonly [number, number]): Ring {
  const frame = { longitude, latitude, height: 0, headingDeg: 0 };
  return ring.map(([x, y]) => {
    const [east, north] = geoToLocal(frame, { longitude: x, latitude: y, height: 0 });
    return [east, north] as const;
  });
}

function outsideSite(positions: readonly Position[], boundary: Ring, marginM: number): PlaceFault | null {
  for (const [at, [x, y]] of positions.entries()) {
    if (isInside(boundary, x, y)) continue;
    const byM = distanceTo(inMetres(boundary, [x, y]));
    if (byM > marginM) return { reason: 'outsideSite', point: at + 1, byM: Math.round(byM) };
  }
  return null;
}

/** From the origin to the nearest side of a ring. */
function distanceTo(ring: Ring): number {
  return ring.reduce((least, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
    return Math.min(least, Math.hypot(ax + along * dx, ay + along * dy));
  }, Infinity);
}
