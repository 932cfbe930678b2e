import type { FeatureGeometry, GeoBounds, Position } from '../layer.ts';
import { disjoint, extentOf, isInside, meet, type Relation, type Ring, relationTo } from './ring.ts';

/** Every position of a geometry, in its order. */
export function* positionsOf(geometry: FeatureGeometry): Generator<Position> {
  switch (geometry.type) {
    case 'Point':
      yield geometry.coordinates;
      break;
    case 'MultiPoint':
    case 'LineString':
      yield* geometry.coordinates;
      break;
    case 'MultiLineString':
    case 'Polygon':
      for (const line of geometry.coordinates) yield* line;
      break;
    case 'MultiPolygon':
      for (const polygon of geometry.coordinates) for (const ring of polygon) yield* ring;
      break;
  }
}

/** West, south, east and north of a geometry in degrees; one over the date line is as wide as the world. */
export function boundsOfGeometry(geometry: FeatureGeometry): GeoBounds {
  const bounds: GeoBounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positionsOf(geometry)) {
    bounds[0] = Math.min(bounds[0], longitude);
    bounds[1] = Math.min(bounds[1], latitude);
    bounds[2] = Math.max(bounds[2], longitude);
    bounds[3] = Math.max(bounds[3], latitude);
  }
  return bounds;
}

/** Whether a geometry lies wholly inside a ring, partly, or not at all. The ring's unit is degrees, first corner not repeated. */
export function relationOfGeometry(ring: Ring, geometry: FeatureGeometry): Relation {
  switch (geometry.type) {
    case 'Point':
      return isInside(ring, geometry.coordinates[0], geometry.coordinates[1]) ? 'inside' : 'outside';
    case 'MultiPoint':
      return together(geometry.coordinates.map(([x, y]) => (isInside(ring, x, y) ? 'inside' : 'outside')));
    case 'LineString':
      return relationOfLine(ring, geometry.coordinates);
    case 'MultiLineString':
      return together(geometry.coordinates.map((line) => relationOfLine(ring, line)));
    case 'Polygon':
      return relationOfPolygon(ring, geometry.coordinates);
    case 'MultiPolygon':
      return together(geometry.coordinates.map((polygon) => relationOfPolygon(ring, polygon)));
  }
}

function together(parts: readonly Relation[]): Relation {
  if (parts.every((part) => part === 'outside')) return 'outside';
  return parts.every((part) => part === 'inside') ? 'inside' : 'across';
}

const flat = (positions: readonly Position[]): Ring => positions.map(([x, y]) => [x, y] as const);

function relationOfLine(ring: Ring, positions: readonly Position[]): Relation {
  const line = flat(positions);
  const extent = extentOf(line);
  if (disjoint(extentOf(ring), extent)) return 'outside';
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    if (disjoint(extentOf([a, b]), extent)) continue;
    for (let j = 1; j < line.length; j++) if (meet(a, b, line[j - 1]!, line[j]!)) return 'across';
  }
  return isInside(ring, ...line[0]!) ? 'inside' : 'outside';
}

function relationOfPolygon(ring: Ring, [outer, ...holes]: readonly (readonly Position[])[]): Relation {
  // Stored rings repeat their first corner, these do not.
  const relation = relationTo(ring, flat(outer!.slice(0, -1)));
  if (relation !== 'across') return relation;
  const inHole = holes.some((hole) => relationTo(flat(hole.slice(0, -1)), ring) === 'inside');
  return inHole ? 'outside' : 'across';
}
