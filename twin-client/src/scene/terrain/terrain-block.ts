import type { LongitudeLatitude } from 'twin-core/crs';

/** Level of the tiling of the whole earth that a site's own tiling begins at: its tiles are 39 km high. */
export const BLOCK_LEVEL = 9;
/** Tiles of that level a side: the site is then at least half a tile from every edge. */
export const BLOCK_TILES = 2;
/** Side of a tile of that level, degrees. */
const TILE_DEG = 180 / 2 ** BLOCK_LEVEL;

/** A square of tiles cut out of the geographic tiling of the earth (two tiles at level 0, rows from the north). */
export interface TerrainBlock {
  /** Of the north-western tile at BLOCK_LEVEL. */
  readonly column: number;
  readonly row: number;
  /** Degrees. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** The block with the site nearest to its middle. Beginning there spares the first view nine refinements of the whole earth. */
export function blockAround({ longitude, latitude }: LongitudeLatitude): TerrainBlock {
  const [columns, rows] = [2 ** (BLOCK_LEVEL + 1), 2 ** BLOCK_LEVEL];
  const column = clamp(Math.round((longitude + 180) / TILE_DEG) - BLOCK_TILES / 2, columns - BLOCK_TILES);
  const row = clamp(Math.round((90 - latitude) / TILE_DEG) - BLOCK_TILES / 2, rows - BLOCK_TILES);
  const [west, north] = [column * TILE_DEG - 180, 90 - row * TILE_DEG];
  return { column, row, west, north, east: west + BLOCK_TILES * TILE_DEG, south: north - BLOCK_TILES * TILE_DEG };
}

/** A tile of the block's own tiling as a tile of the earth's. */
export function toEarthTile(
  { column, row }: Pick<TerrainBlock, 'column' | 'row'>,
  x: number,
  y: number,
  level: number,
): { readonly x: number; readonly y: number; readonly level: number } {
  return { x: column * 2 ** level + x, y: row * 2 ** level + y, level: BLOCK_LEVEL + level };
}
