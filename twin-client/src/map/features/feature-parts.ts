import type { FeatureGeometry, LayerFeature } from 'twin-core';
import type { LonLat } from '../../state/ground-plan.ts';
import { type Bounds, boundsOf, distanceToLine, isWithin, toPlane } from '../plane.ts';

/** One area, line or point of a feature; heights are left aside. */
export interface FeaturePart {
  readonly id: string;
  readonly shape: 'area' | 'line' | 'point';
  /** Rings of an area, the outer first; one line; one point. */
  readonly lines: readonly (readonly LonLat[])[];
  readonly bounds: Bounds;
}

const flat = (position: readonly number[]): LonLat => [position[0]!, position[1]!];

/** The parts that features are drawn of and met by. */
export function partsOf(features: readonly LayerFeature[]): FeaturePart[] {
  return features.flatMap(({ id, geometry }) =>
    shapesOf(geometry).map(({ shape, lines }) => ({ id, shape, lines, bounds: boundsOf(lines[0] ?? []) })),
  );
}

function shapesOf(geometry: FeatureGeometry): Pick<FeaturePart, 'shape' | 'lines'>[] {
  const area = (rings: readonly (readonly (readonly number[])[])[]) =>
    ({ shape: 'area', lines: rings.map((ring) => ring.map(flat)) }) as const;
  const line = (path: readonly (readonly number[])[]) => ({ shape: 'line', lines: [path.map(flat)] }) as const;
  const point = (position: readonly number[]) => ({ shape: 'point', lines: [[flat(position)]] }) as const;
  switch (geometry.type) {
    case 'Point':
      return [point(geometry.coordinates)];
    case 'MultiPoint':
      return geometry.coordinates.map(point);
    case 'LineString':
      return [line(geometry.coordinates)];
    case 'MultiLineString':
      return geometry.coordinates.map(line);
    case 'Polygon':
      return [area(geometry.coordinates)];
    case 'MultiPolygon':
      return geometry.coordinates.map(area);
  }
}

/** Whether a place means a part: within an area and not in its holes, near a line or a point. `reachPx` is in CSS pixels of the zoom. */
export function meets({ shape, lines, bounds }: FeaturePart, place: LonLat, zoom: number, reachPx: number): boolean {
  const [x, y] = toPlane(place, zoom);
  const [left, bottom] = toPlane(bounds[0], zoom);
  const [right, top] = toPlane(bounds[1], zoom);
  if (x < left - reachPx || x > right + reachPx || y < top - reachPx || y > bottom + reachPx) return false;
  const [first = [], ...holes] = lines;
  if (shape === 'area') return isWithin(place, first) && !holes.some((hole) => isWithin(place, hole));
  // The box of a point is the point.
  if (shape === 'point') return true;
  return (
    distanceToLine(
      [x, y],
      first.map((vertex) => toPlane(vertex, zoom)),
    ) <= reachPx
  );
}
