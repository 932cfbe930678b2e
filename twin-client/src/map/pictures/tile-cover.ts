import type { TileAddress } from '../../state/imagery/tile-grid.ts';
import type { MapFrame } from '../map-frame.ts';
import { type Bounds, fromPlane, toPlane } from '../plane.ts';

/** Width of a tile of the map's plane at its own zoom, CSS pixels. */
const PLANE_TILE_PX = 512;

/** The tiles of Web Mercator that show a view about as sharp as the screen is: of a source's zooms, nearest to the middle first. */
export function tileCover(
  frame: MapFrame,
  tilePx: number,
  { min, max }: { readonly min: number; readonly max: number },
  within: Bounds | null,
): TileAddress[] {
  const wanted = Math.round(frame.view.zoom + Math.log2(PLANE_TILE_PX / tilePx));
  const z = Math.min(max, wanted);
  if (z < min) return [];
  const [west, north] = frame.unproject(0, 0);
  const [east, south] = frame.unproject(frame.width, frame.height);
  const clip = within ?? [
    [west, south],
    [east, north],
  ];
  const [left, top] = tileOf([Math.max(west, clip[0][0]), Math.min(north, clip[1][1])], z);
  const [right, bottom] = tileOf([Math.min(east, clip[1][0]), Math.max(south, clip[0][1])], z);
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const tiles: TileAddress[] = [];
  for (let y = Math.floor(top); y <= Math.floor(bottom); y++)
    for (let x = Math.floor(left); x <= Math.floor(right); x++) tiles.push({ z, x, y });
  const away = ({ x, y }: TileAddress) => Math.hypot(x + 0.5 - middleX, y + 0.5 - middleY);
  return tiles.sort((a, b) => away(a) - away(b));
}

/** A place in tiles of a zoom, east and south. */
function tileOf(place: readonly [longitude: number, latitude: number], z: number): [x: number, y: number] {
  const [x, y] = toPlane(place, z);
  return [x / PLANE_TILE_PX, y / PLANE_TILE_PX];
}

/** The box of a tile, degrees. */
export function tileBounds({ z, x, y }: TileAddress): Bounds {
  const [west, north] = fromPlane(x * PLANE_TILE_PX, y * PLANE_TILE_PX, z);
  const [east, south] = fromPlane((x + 1) * PLANE_TILE_PX, (y + 1) * PLANE_TILE_PX, z);
  return [
    [west, south],
    [east, north],
  ];
}
