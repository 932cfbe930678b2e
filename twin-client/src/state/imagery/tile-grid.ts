import type { ImagerySource } from 'twin-core';
import { type LongitudeLatitude, toBaiduMercator, toShifted } from 'twin-core/crs';

/** A tile of Web Mercator over WGS 84, rows from the north. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** A pixel of a grid at one zoom, counted eastward and southward; fractions lie inside it. */
export type GridPixel = readonly [x: number, y: number];

/** Of each grid, the zoom that shows about as much as Web Mercator's zoom 0. */
const ZOOM_OFFSET: Readonly<Record<ImagerySource['tiling'], number>> = { mercator: 0, geographic: -1, baidu: 1 };

/** At zoom 18 a pixel of Baidu's is a metre of its Mercator. */
const BAIDU_METRE_ZOOM = 18;

const DEGREES = 180 / Math.PI;

/** The zoom of a source that a Web Mercator zoom is drawn from. */
export function sourceZoomOf({ tiling }: Pick<ImagerySource, 'tiling'>, z: number): number {
  return z + ZOOM_OFFSET[tiling];
}

/** The Web Mercator zooms that a source has pictures for. */
export function zoomsOf({ tiling, minZoom, maxZoom }: Pick<ImagerySource, 'tiling' | 'minZoom' | 'maxZoom'>): {
  readonly min: number;
  readonly max: number;
} {
  const offset = ZOOM_OFFSET[tiling];
  return { min: Math.max(0, minZoom - offset), max: Math.max(0, maxZoom - offset) };
}

/** Where a place is in Web Mercator, 0 to 1 eastward and southward. */
function toMercator({ longitude, latitude }: LongitudeLatitude): GridPixel {
  const sine = Math.sin(latitude / DEGREES);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** The place at a share of a tile's width and height, WGS 84. */
export function placeInTile({ z, x, y }: TileAddress, across: number, down: number): LongitudeLatitude {
  const count = 2 ** z;
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + down)) / count))) * DEGREES;
  return { longitude: ((x + across) / count) * 360 - 180, latitude };
}

/** Where a place of WGS 84 is in a source's pictures of one of its zooms, pixels. */
export function sourcePixelOf(source: ImagerySource, zoom: number, place: LongitudeLatitude): GridPixel {
  const { datum, tiling, tilePx } = source;
  const shifted = datum === 'wgs84' ? place : toShifted(datum === 'gcj02' ? 'GCJ-02' : 'BD-09', place);
  const sizePx = tilePx * 2 ** zoom;
  if (tiling === 'geographic')
    return [((shifted.longitude + 180) / 180) * sizePx, ((90 - shifted.latitude) / 180) * sizePx];
  if (tiling === 'baidu') {
    const [east, north] = toBaiduMercator(shifted);
    const pixelM = (2 ** (BAIDU_METRE_ZOOM - zoom) * 256) / tilePx;
    return [east / pixelM, -north / pixelM];
  }
  const [x, y] = toMercator(shifted);
  return [x * sizePx, y * sizePx];
}

/** Whether a grid has a tile; Baidu's goes on below zero. */
export function hasTile({ tiling }: Pick<ImagerySource, 'tiling'>, { z, x, y }: TileAddress): boolean {
  if (tiling === 'baidu') return Math.abs(x) < 2 ** z && Math.abs(y) < 2 ** z;
  const columns = tiling === 'geographic' ? 2 ** (z + 1) : 2 ** z;
  return x >= 0 && x < columns && y >= 0 && y < 2 ** z;
}
