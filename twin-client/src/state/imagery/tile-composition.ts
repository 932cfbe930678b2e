import type { ImagerySource } from 'twin-core';
import { type GridPixel, hasTile, placeInTile, sourcePixelOf, sourceZoomOf, type TileAddress } from './tile-grid.ts';

/** Squares a side that a tile is cut into. Within one the shift of Chinese tiles changes by less than a tenth of a pixel. */
const CELLS = 8;

/** A tile of the source and where it lies in the sheet they are laid out on, pixels. */
export interface LaidTile {
  readonly address: TileAddress;
  readonly left: number;
  readonly top: number;
}

/** A rectangle of the sheet and the whole pixels of the finished tile that it fills. */
export interface Patch {
  readonly from: readonly [left: number, top: number, width: number, height: number];
  readonly to: readonly [left: number, top: number, width: number, height: number];
}

/** How a tile of Web Mercator over WGS 84 is put together out of a source's tiles. */
export interface TileComposition {
  readonly sheet: { readonly width: number; readonly height: number };
  readonly tiles: readonly LaidTile[];
  readonly patches: readonly Patch[];
}

/** Whether the tiles of a source are drawn as they come. */
export function isPlain({ datum, tiling }: Pick<ImagerySource, 'datum' | 'tiling'>): boolean {
  return datum === 'wgs84' && tiling === 'mercator';
}

/** Which tiles of a source a tile is made of, and what goes where; a finished tile is as large as the source's. */
export function compositionOf(source: ImagerySource, tile: TileAddress): TileComposition {
  const { tilePx } = source;
  const zoom = sourceZoomOf(source, tile.z);
  const corners = cornersOf(source, zoom, tile);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  // A pixel beyond, which smoothing looks at.
  const first = [xs, ys].map((all) => Math.floor((Math.min(...all) - 1) / tilePx)) as [number, number];
  const last = [xs, ys].map((all) => Math.floor((Math.max(...all) + 1) / tilePx)) as [number, number];
  const tiles: LaidTile[] = [];
  for (let y = first[1]; y <= last[1]; y += 1)
    for (let x = first[0]; x <= last[0]; x += 1) {
      const address = { z: zoom, x, y };
      if (hasTile(source, address))
        tiles.push({ address, left: (x - first[0]) * tilePx, top: (y - first[1]) * tilePx });
    }
  const origin: GridPixel = [first[0] * tilePx, first[1] * tilePx];
  return {
    sheet: { width: (last[0] - first[0] + 1) * tilePx, height: (last[1] - first[1] + 1) * tilePx },
    tiles,
    patches: patchesOf(corners, origin, tilePx),
  };
}

/** Corners of the squares in the source's pixels, row by row. */
function cornersOf(source: ImagerySource, zoom: number, tile: TileAddress): GridPixel[] {
  return Array.from({ length: (CELLS + 1) ** 2 }, (_, index) => {
    const [column, row] = [index % (CELLS + 1), Math.floor(index / (CELLS + 1))];
    return sourcePixelOf(source, zoom, placeInTile(tile, column / CELLS, row / CELLS));
  });
}

function patchesOf(corners: readonly GridPixel[], [originX, originY]: GridPixel, tilePx: number): Patch[] {
  const edge = (at: number) => Math.round((at * tilePx) / CELLS);
  return Array.from({ length: CELLS ** 2 }, (_, index) => {
    const [column, row] = [index % CELLS, Math.floor(index / CELLS)];
    const at = row * (CELLS + 1) + column;
    const [a, b, c, d] = [at, at + 1, at + CELLS + 1, at + CELLS + 2].map((index) => corners[index]!) as [
      GridPixel,
      GridPixel,
      GridPixel,
      GridPixel,
    ];
    // A shifted square is turned by less than a pixel: its sides are taken in their middle.
    const [left, right] = [(a[0] + c[0]) / 2, (b[0] + d[0]) / 2];
    const [top, bottom] = [(a[1] + b[1]) / 2, (c[1] + d[1]) / 2];
    const [toLeft, toTop] = [edge(column), edge(row)];
    return {
      from: [left - originX, top - originY, right - left, bottom - top],
      to: [toLeft, toTop, edge(column + 1) - toLeft, edge(row + 1) - toTop],
    };
  });
}
