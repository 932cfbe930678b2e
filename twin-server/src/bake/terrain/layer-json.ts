import type { Extent } from './dem.ts';
import type { Terrain } from './terrain.ts';
import { rangeOf, type TileRange } from './tile-grid.ts';

/** The description of a terrain that Cesium reads: TileJSON with the tiles there are. */
export interface LayerJson {
  readonly tilejson: '2.1.0';
  readonly name: string;
  readonly version: string;
  readonly format: 'quantized-mesh-1.0';
  readonly scheme: 'tms';
  readonly projection: 'EPSG:4326';
  readonly extensions: readonly string[];
  readonly tiles: readonly string[];
  readonly minzoom: number;
  readonly maxzoom: number;
  /** West, south, east, north of what the sources cover, degrees. */
  readonly bounds: readonly [number, number, number, number];
  /** By level; rows from the south. */
  readonly available: readonly (readonly TileRange[])[];
}

const contains = (outer: TileRange, inner: TileRange) =>
  outer.startX <= inner.startX && outer.startY <= inner.startY && outer.endX >= inner.endX && outer.endY >= inner.endY;

/** Tiles of each level that show ground of a source that goes so far; the two of level 0 always. */
export function availableTiles(terrain: Terrain, maxLevel: number): TileRange[][] {
  return Array.from({ length: maxLevel + 1 }, (_, level) => {
    if (level === 0) return [{ startX: 0, startY: 0, endX: 1, endY: 0 }];
    const ranges = terrain.sources
      .filter((source) => source.level >= level)
      .map(({ extent }) => rangeOf(extent, level));
    return ranges.filter(
      (range, i) => !ranges.some((other, j) => i !== j && contains(other, range) && (j < i || !contains(range, other))),
    );
  });
}

const boundsOf = ({ west, south, east, north }: Extent): LayerJson['bounds'] => [west, south, east, north];

/** Describes a terrain up to a level; `version` is part of each tile's address. */
export function layerJson(terrain: Terrain, maxLevel: number, version: string): LayerJson {
  return {
    tilejson: '2.1.0',
    name: terrain.sources.map(({ name }) => name).join(', '),
    version,
    format: 'quantized-mesh-1.0',
    scheme: 'tms',
    projection: 'EPSG:4326',
    extensions: ['octvertexnormals'],
    tiles: ['{z}/{x}/{y}.terrain?v={version}'],
    minzoom: 0,
    maxzoom: maxLevel,
    bounds: boundsOf(terrain.extent),
    available: availableTiles(terrain, maxLevel),
  };
}
