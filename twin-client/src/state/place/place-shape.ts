import type { ZoneRecord } from 'twin-core';
import type { LonLat } from '../ground-plan.ts';

/** What a place is on the ground: a point, an open line, or an area by its outer ring. */
export type ShapeKind = 'point' | 'line' | 'polygon';

/** A place while it is drawn or changed: its corners, an area's first not repeated. */
export interface PlaceShape {
  readonly kind: ShapeKind;
  readonly points: readonly LonLat[];
  /** Rings inside an area that are not of it; carried along unchanged. */
  readonly holes: readonly (readonly LonLat[])[];
}

/** Geometry of one part as it is stored (GeoJSON, RFC 7946): rings are closed. */
export type PlaceGeometry = { readonly type: 'Point'; readonly coordinates: LonLat } | ZoneRecord['geometry'];

/** Corners that a shape has at least. */
export const LEAST_POINTS: Readonly<Record<ShapeKind, number>> = { point: 1, line: 2, polygon: 3 };

/** Decimals of stored degrees: a tenth of a millimetre. */
const DECIMALS = 9;

const open = (ring: readonly LonLat[]) => ring.slice(0, -1);

const rounded = ([longitude, latitude]: LonLat): [number, number] => [
  Number(longitude.toFixed(DECIMALS)),
  Number(latitude.toFixed(DECIMALS)),
];

function closed(ring: readonly LonLat[]): [number, number][] {
  const corners = ring.map(rounded);
  return corners[0] ? [...corners, corners[0]] : corners;
}

/** Twice the signed area in square degrees: positive for a ring that runs counterclockwise. */
function turnOf(ring: readonly LonLat[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** A stored geometry as a shape to work on. */
export function shapeOf(geometry: PlaceGeometry): PlaceShape {
  switch (geometry.type) {
    case 'Point':
      return { kind: 'point', points: [geometry.coordinates], holes: [] };
    case 'LineString':
      return { kind: 'line', points: geometry.coordinates, holes: [] };
    case 'Polygon': {
      const [outer = [], ...holes] = geometry.coordinates;
      return { kind: 'polygon', points: open(outer), holes: holes.map(open) };
    }
  }
}

/** A shape as it is stored; an outer ring runs counterclockwise and holes the other way (RFC 7946, 3.1.6). */
export function geometryOf({ kind, points, holes }: PlaceShape): PlaceGeometry {
  if (kind === 'point') return { type: 'Point', coordinates: rounded(points[0]!) };
  if (kind === 'line') return { type: 'LineString', coordinates: points.map(rounded) };
  const wound = (ring: readonly LonLat[], sign: number) => (turnOf(ring) * sign < 0 ? [...ring].reverse() : ring);
  return {
    type: 'Polygon',
    coordinates: [closed(wound(points, 1)), ...holes.map((hole) => closed(wound(hole, -1)))],
  };
}

/** The shape with a corner elsewhere. */
export function withMoved(shape: PlaceShape, at: number, place: LonLat): PlaceShape {
  return { ...shape, points: shape.points.map((point, i) => (i === at ? place : point)) };
}

/** The shape with one more corner, before the one that is `at` now. */
export function withInserted(shape: PlaceShape, at: number, place: LonLat): PlaceShape {
  return { ...shape, points: [...shape.points.slice(0, at), place, ...shape.points.slice(at)] };
}

/** The shape without a corner; null where it would be none any more. */
export function withRemoved(shape: PlaceShape, at: number): PlaceShape | null {
  if (shape.points.length <= LEAST_POINTS[shape.kind]) return null;
  return { ...shape, points: shape.points.filter((_, i) => i !== at) };
}

/** Middles of the sides, by the corner that one put there would be. */
export function middlesOf({ kind, points }: PlaceShape): { readonly at: number; readonly place: LonLat }[] {
  if (kind === 'point') return [];
  const sides = kind === 'polygon' && points.length > 2 ? points.length : points.length - 1;
  return Array.from({ length: Math.max(0, sides) }, (_, i) => {
    const [from, to] = [points[i]!, points[(i + 1) % points.length]!];
    return { at: i + 1, place: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const };
  });
}
