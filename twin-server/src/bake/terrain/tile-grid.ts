import { type Extent, METERS_PER_DEGREE } from './dem.ts';

/** Posts of a tile between two of its edges: each tile has one more a side. */
export const TILE_INTERVALS = 64;

/** Address of a tile: the geographic tiling of Cesium, two tiles at level 0, rows from the south (TMS). */
export interface TileAddress {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** Columns and rows of the tiling at a level. */
function tilesAt(level: number): { readonly columns: number; readonly rows: number } {
  return { columns: 2 ** (level + 1), rows: 2 ** level };
}

/** Degrees between two posts of a level, the same along both axes. */
export function postStepDeg(level: number): number {
  return 180 / 2 ** level / TILE_INTERVALS;
}

/** Longitude of a post counted from the antimeridian: the same number for both tiles that share it. */
export function postLongitude(level: number, post: number): number {
  return post * postStepDeg(level) - 180;
}

/** Latitude of a post counted from the south pole. */
export function postLatitude(level: number, post: number): number {
  return post * postStepDeg(level) - 90;
}

/** The ground that a tile covers. */
export function tileExtent({ level, x, y }: TileAddress): Extent {
  return {
    west: postLongitude(level, x * TILE_INTERVALS),
    south: postLatitude(level, y * TILE_INTERVALS),
    east: postLongitude(level, (x + 1) * TILE_INTERVALS),
    north: postLatitude(level, (y + 1) * TILE_INTERVALS),
  };
}

/** Finest level worth baking of posts so far apart: 12 for 90 m, 13 for 30 m, 14 for 12 m; beyond, tiles only grow. */
export function levelOfSpacing(spacingM: number): number {
  const [level, meters, ratio] = [12, 90, 3];
  return Math.min(18, Math.max(0, Math.round(level + Math.log(meters / spacingM) / Math.log(ratio))));
}

/** Error that Cesium takes a tile of a level to have, metres: TerrainProvider.getEstimatedLevelZeroGeometricErrorForAHeightmap for 65 posts. */
export function levelErrorM(level: number): number {
  const quality = 0.25;
  return (METERS_PER_DEGREE * 360 * quality) / (65 * 2) / 2 ** level;
}

/** A rectangle of tiles of one level, both ends included, as layer.json names it. */
export interface TileRange {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
}

/** The tiles that an extent touches. */
export function rangeOf(extent: Extent, level: number): TileRange {
  const size = 180 / 2 ** level;
  const { columns, rows } = tilesAt(level);
  // A tile that is only touched along its edge shows nothing of the extent.
  const sliver = size * 1e-9;
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(value)));
  return {
    startX: within((extent.west + 180 + sliver) / size, columns),
    startY: within((extent.south + 90 + sliver) / size, rows),
    endX: within((extent.east + 180 - sliver) / size, columns),
    endY: within((extent.north + 90 - sliver) / size, rows),
  };
}
