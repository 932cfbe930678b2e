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

/** Surfaces of a shape; none of what is no surface. */
export function polygonsOf(geometry: FeatureGeometry): Polygons {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
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
  polygons: Polygons,
  named: { readonly id: string; readonly name: string },
  facts: BuildingFacts,
  groundM: number,
  frame: LocalFrame,
): Block {
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
  const corners = new Int32Array(count * 6);
  const [lowM, highM] = [groundM + facts.bottomM, groundM + facts.heightM];
  let at = 0;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length - 1; i++) {
        frame.write(ring[i]![0], ring[i]![1], lowM, highM, corners, at);
        at += 6;
      }
    }
  }
  return { ...facts, ...named, corners, rings, surfaces, bounds: boundsOf(corners) };
}
