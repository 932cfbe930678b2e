import type { FeatureGeometry } from 'twin-core';
import { type Bounds, emptyBounds } from '../tiles/bounds.ts';
import type { BuildingFacts } from './building-facts.ts';
import type { LocalFrame } from './local-frame.ts';

/** A building before it is a mesh: rings of one or several surfaces, each corner at its foot and at its eaves. */
export interface Block extends BuildingFacts {
  readonly id: string;
  readonly name: string;
  /** Millimetres of the tileset's frame, [corners × 6]: east, north, up of the foot, then of the eaves. Rings are not closed. */
  readonly corners: Int32Array;
  /** Corners of each ring; a surface is its outer ring and then its holes. */
  readonly rings: readonly number[];
  /** Numbers of the rings with which surfaces begin. */
  readonly surfaces: readonly number[];
  readonly bounds: Readonly<Bounds>;
}

type Polygons = Extract<FeatureGeometry, { type: 'MultiPolygon' }>['coordinates'];

/** Rings of one or several surfaces in degrees, flat: of a city there are hundreds of thousands, and an array a corner is slow to keep. */
export interface Footprint {
  /** [corners × 2]: longitude, latitude. Rings are not closed. */
  readonly corners: Float64Array;
  /** Corners of each ring; a surface is its outer ring and then its holes. */
  readonly rings: readonly number[];
  /** Numbers of the rings with which surfaces begin. */
  readonly surfaces: readonly number[];
  /** Least height in it, metres; null in a flat one. */
  readonly leastM: number | null;
}

function surfacesOf(geometry: FeatureGeometry): Polygons {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
}

/** Numbers side by side in few buffers: one for each of hundreds of thousands of buildings would be most of the collector's work. */
export class NumberStore<T extends Float64Array | Int32Array> {
  readonly #make: (length: number) => T;
  #chunk: T;
  #used = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#chunk = make(CHUNK);
  }

  /** Zeros. */
  take(length: number): T {
    if (this.#used + length > this.#chunk.length) {
      this.#chunk = this.#make(Math.max(CHUNK, length));
      this.#used = 0;
    }
    this.#used += length;
    return this.#chunk.subarray(this.#used - length, this.#used) as T;
  }
}
const CHUNK = 65_536;

/** The surfaces of a shape; null of what is no surface. */
export function footprintOf(geometry: FeatureGeometry, store: NumberStore<Float64Array>): Footprint | null {
  const polygons = surfacesOf(geometry);
  if (polygons.length === 0) return null;
  const rings: number[] = [];
  const surfaces: number[] = [];
  let count = 0;
  for (const polygon of polygons) {
    surfaces.push(rings.length);
    for (const ring of polygon) {
      rings.push(ring.length - 1);
      count += ring.length - 1;
    }
  }
  const corners = store.take(count * 2);
  let leastM: number | null = null;
  let at = 0;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length - 1; i++) {
        const [longitude, latitude, height] = ring[i]!;
        corners[at++] = longitude;
        corners[at++] = latitude;
        if (height !== undefined) leastM = leastM === null ? height : Math.min(leastM, height);
      }
    }
  }
  return { corners, rings, surfaces, leastM };
}

function boundsOf(corners: Int32Array): Bounds {
  const bounds = emptyBounds();
  for (let i = 0; i < corners.length; i++) {
    const axis = i % 3;
    const value = corners[i]!;
    if (value < bounds[axis]!) bounds[axis] = value;
    if (value > bounds[axis + 3]!) bounds[axis + 3] = value;
  }
  return bounds;
}

/** A building on the ground: `groundM` is the lowest ground under it, metres above the ellipsoid. */
export function makeBlock(
  { corners: plan, rings, surfaces }: Footprint,
  { id, name }: { readonly id: string; readonly name: string },
  facts: BuildingFacts,
  groundM: number,
  frame: LocalFrame,
  store: NumberStore<Int32Array>,
): Block {
  const corners = store.take(plan.length * 3);
  const [lowM, highM] = [groundM + facts.bottomM, groundM + facts.heightM];
  for (let i = 0; i < plan.length; i += 2) frame.write(plan[i]!, plan[i + 1]!, lowM, highM, corners, i * 3);
  return { ...facts, id, name, corners, rings, surfaces, bounds: boundsOf(corners) };
}
