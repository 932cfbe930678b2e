import Flatbush from 'flatbush';
import type { FeatureGeometry, GeoBounds, LayerFeature, Position } from 'twin-core';

/** Metres of a degree of latitude, near enough for widths and clicks; places themselves are turned to and fro by it exactly. */
const DEGREE_M = 111_320;

/** A rectangle in metres of a plan. */
export interface PlanWindow {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A part of a feature: an area with its holes, a line, or a point. Paths are x, y, x, y … in metres of the plan. */
export interface PlanShape {
  readonly kind: 'area' | 'line' | 'point';
  readonly feature: LayerFeature;
  readonly paths: readonly Float64Array[];
  readonly bounds: PlanWindow;
}

/**
 * The features of a layer made ready for painting and for clicks: metres east and north of the layer's middle, linear in degrees so that
 * nothing moves, and an index by place.
 */
export class FeaturePlan {
  /** Degrees; null for a layer with nothing in it. */
  readonly bounds: GeoBounds | null;
  readonly #shapes: readonly PlanShape[];
  readonly #index: Flatbush | null;
  readonly #middle: readonly [longitude: number, latitude: number];
  readonly #perDegree: readonly [x: number, y: number];

  constructor(features: readonly LayerFeature[]) {
    this.bounds = boundsOf(features);
    const [west, south, east, north] = this.bounds ?? [0, 0, 0, 0];
    this.#middle = [(west + east) / 2, (south + north) / 2];
    this.#perDegree = [DEGREE_M * Math.cos((this.#middle[1] * Math.PI) / 180), DEGREE_M];
    this.#shapes = features.flatMap((feature) => this.#shapesOf(feature));
    this.#index = this.#shapes.length > 0 ? new Flatbush(this.#shapes.length) : null;
    for (const { bounds } of this.#shapes) this.#index?.add(bounds.west, bounds.south, bounds.east, bounds.north);
    this.#index?.finish();
  }

  /** Degrees to metres of the plan. */
  toPlan(longitude: number, latitude: number): readonly [x: number, y: number] {
    return [(longitude - this.#middle[0]) * this.#perDegree[0], (latitude - this.#middle[1]) * this.#perDegree[1]];
  }

  /** What of the plan meets a rectangle, in the order of the layer. */
  within({ west, south, east, north }: PlanWindow): readonly PlanShape[] {
    const found = this.#index?.search(west, south, east, north) ?? [];
    return found.sort((a, b) => a - b).map((index) => this.#shapes[index]!);
  }

  /**
   * The feature that a place means: a point before a line before an area, the nearer before the farther, the smaller area before the
   * larger. `toleranceM`: how near to a point or line is on it; `lineWidthM`: how wide lines are drawn. Null for none.
   */
  pick(longitude: number, latitude: number, toleranceM: number, lineWidthM: number): LayerFeature | null {
    const [x, y] = this.toPlan(longitude, latitude);
    const reachM = Math.max(toleranceM, lineWidthM / 2);
    const near = this.within({ west: x - reachM, south: y - reachM, east: x + reachM, north: y + reachM });
    let best: { readonly shape: PlanShape; readonly rank: number; readonly measure: number } | null = null;
    for (const shape of near) {
      const measure = measureOf(shape, x, y);
      if (measure === null || (shape.kind !== 'area' && measure > reachM)) continue;
      const rank = RANKS[shape.kind];
      if (!best || rank < best.rank || (rank === best.rank && measure <= best.measure)) best = { shape, rank, measure };
    }
    return best?.shape.feature ?? null;
  }

  #shapesOf(feature: LayerFeature): PlanShape[] {
    return partsOf(feature.geometry).map(({ kind, lines }) => {
      const paths = lines.map((line) => this.#pathOf(line));
      return { kind, feature, paths, bounds: windowOf(paths) };
    });
  }

  #pathOf(line: readonly Position[]): Float64Array {
    const path = new Float64Array(line.length * 2);
    line.forEach(([longitude, latitude], index) => {
      path.set(this.toPlan(longitude, latitude), index * 2);
    });
    return path;
  }
}

const RANKS = { point: 0, line: 1, area: 2 } as const;

interface Part {
  readonly kind: PlanShape['kind'];
  readonly lines: readonly (readonly Position[])[];
}

function partsOf(geometry: FeatureGeometry): Part[] {
  switch (geometry.type) {
    case 'Point':
      return [{ kind: 'point', lines: [[geometry.coordinates]] }];
    case 'MultiPoint':
      return geometry.coordinates.map((place) => ({ kind: 'point', lines: [[place]] }));
    case 'LineString':
      return [{ kind: 'line', lines: [geometry.coordinates] }];
    case 'MultiLineString':
      return geometry.coordinates.map((line) => ({ kind: 'line', lines: [line] }));
    case 'Polygon':
      return [{ kind: 'area', lines: geometry.coordinates }];
    case 'MultiPolygon':
      return geometry.coordinates.map((lines) => ({ kind: 'area', lines }));
  }
}

function boundsOf(features: readonly LayerFeature[]): GeoBounds | null {
  const bounds: GeoBounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features)
    for (const { lines } of partsOf(geometry))
      for (const line of lines)
        for (const [longitude, latitude] of line) {
          bounds[0] = Math.min(bounds[0], longitude);
          bounds[1] = Math.min(bounds[1], latitude);
          bounds[2] = Math.max(bounds[2], longitude);
          bounds[3] = Math.max(bounds[3], latitude);
        }
  return bounds[0] <= bounds[2] ? bounds : null;
}

function windowOf(paths: readonly Float64Array[]): PlanWindow {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths)
    for (let at = 0; at < path.length; at += 2) {
      west = Math.min(west, path[at]!);
      east = Math.max(east, path[at]!);
      south = Math.min(south, path[at + 1]!);
      north = Math.max(north, path[at + 1]!);
    }
  return { west, south, east, north };
}

/** How far a place is from a point or line, metres; for an area that holds it its extent, m²; null where an area does not. */
function measureOf({ kind, paths, bounds }: PlanShape, x: number, y: number): number | null {
  const [outer] = paths;
  if (!outer) return null;
  if (kind === 'point') return Math.hypot(outer[0]! - x, outer[1]! - y);
  if (kind === 'line') return distanceTo(outer, x, y);
  const crossings = paths.reduce((sum, path) => sum + crossingsOf(path, x, y), 0);
  return crossings % 2 === 1 ? (bounds.east - bounds.west) * (bounds.north - bounds.south) : null;
}

/** Times that a ray to the east meets a ring. */
function crossingsOf(path: Float64Array, x: number, y: number): number {
  let crossings = 0;
  for (let at = 0; at + 3 < path.length; at += 2) {
    const [ax, ay, bx, by] = [path[at]!, path[at + 1]!, path[at + 2]!, path[at + 3]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossings += 1;
  }
  return crossings;
}

function distanceTo(path: Float64Array, x: number, y: number): number {
  let nearest = Infinity;
  for (let at = 0; at + 3 < path.length; at += 2) {
    const [ax, ay, bx, by] = [path[at]!, path[at + 1]!, path[at + 2]!, path[at + 3]!];
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
    nearest = Math.min(nearest, Math.hypot(ax + along * dx - x, ay + along * dy - y));
  }
  return nearest;
}
