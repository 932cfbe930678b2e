import type { LonLat } from '../state/ground-plan.ts';

/** Tiles of the map's pyramid are this many pixels wide: at zoom 0 the earth is one tile. */
const TILE_PX = 512;

/** [west, south], [east, north] in degrees. */
export type Bounds = [[west: number, south: number], [east: number, north: number]];

/** Pixels of the Web Mercator plane at a zoom (deck.gl's, 512 px tiles): x east, y south. */
export function toPlane([longitude, latitude]: LonLat, zoom: number): [x: number, y: number] {
  const earthPx = TILE_PX * 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [earthPx * (longitude / 360 + 0.5), earthPx * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

/** The place at a pixel of the plane at a zoom: the inverse of toPlane. */
export function fromPlane(x: number, y: number, zoom: number): [longitude: number, latitude: number] {
  const earthPx = TILE_PX * 2 ** zoom;
  const latitude = 2 * Math.atan(Math.exp((0.5 - y / earthPx) * 2 * Math.PI)) - Math.PI / 2;
  return [(x / earthPx - 0.5) * 360, (latitude * 180) / Math.PI];
}

/** The least box around places, degrees. */
export function boundsOf(places: readonly LonLat[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of places) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [
    [west, south],
    [east, north],
  ];
}

/** Whether a place lies in a ring. */
export function isWithin([x, y]: LonLat, ring: readonly LonLat[]): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** Distance from a point to a line, in the unit of both. */
export function distanceToLine(
  [x, y]: readonly [number, number],
  line: readonly (readonly [number, number])[],
): number {
  let nearest = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [px, py] = line[i - 1]!;
    const [qx, qy] = line[i]!;
    const length2 = (qx - px) ** 2 + (qy - py) ** 2;
    const share = length2 === 0 ? 0 : ((x - px) * (qx - px) + (y - py) * (qy - py)) / length2;
    const at = Math.max(0, Math.min(1, share));
    nearest = Math.min(nearest, Math.hypot(px + at * (qx - px) - x, py + at * (qy - py) - y));
  }
  return nearest;
}
