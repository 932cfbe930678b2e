import type { LonLat } from '../../state/ground-plan.ts';
import type { DensityItem } from '../../state/records/alarm-density.ts';
import { fromPlane, toPlane } from '../plane.ts';

/** A hexagon of the grid with the alarms in it. */
export interface Hexagon {
  readonly ring: readonly LonLat[];
  readonly middle: LonLat;
  readonly count: number;
  /** Codes of the devices in it. */
  readonly devices: readonly string[];
}

/** From a hexagon's middle to its corner, metres: about a house. */
const RADIUS_M = 22;
/** Circumference of the earth, metres: Web Mercator's. */
const EARTH_M = 40_075_016.686;
const TILE_PX = 512;

/**
 * Counts of alarms in a grid of hexagons with a corner to the north. The grid is fixed to the earth: the same place falls
 * into the same hexagon whatever else is counted.
 */
export function hexagonsOf(items: readonly DensityItem[]): Hexagon[] {
  const latitude = items[0]?.latitude ?? 0;
  const radius = (RADIUS_M / EARTH_M / Math.cos((latitude * Math.PI) / 180)) * TILE_PX;
  const [across, up] = [radius * Math.sqrt(3), radius * 1.5];
  const cells = new Map<string, { column: number; row: number; count: number; devices: string[] }>();
  for (const { device, longitude, latitude: north, count } of items) {
    const [column, row] = cellOf(...toPlane([longitude, north], 0), across, up);
    const key = `${column} ${row}`;
    const cell = cells.get(key);
    if (cell) {
      cell.count += count;
      cell.devices.push(device);
    } else cells.set(key, { column, row, count, devices: [device] });
  }
  return [...cells.values()].map(({ column, row, count, devices }) => {
    const [x, y] = middleOf(column, row, across, up);
    const ring = Array.from({ length: 6 }, (_, corner): LonLat => {
      const angle = (corner * Math.PI) / 3;
      return fromPlane(x + radius * Math.sin(angle), y - radius * Math.cos(angle), 0);
    });
    return { ring, middle: fromPlane(x, y, 0), count, devices };
  });
}

/** Odd rows are shifted by half a hexagon. */
function middleOf(column: number, row: number, across: number, up: number): [x: number, y: number] {
  return [(column + (row & 1) / 2) * across, row * up];
}

/** The hexagon whose middle is nearest: one of two rows, in each the nearest column. */
function cellOf(x: number, y: number, across: number, up: number): [column: number, row: number] {
  let best: [number, number] = [0, 0];
  let nearest = Infinity;
  for (const row of [Math.floor(y / up), Math.ceil(y / up)]) {
    const column = Math.round(x / across - (row & 1) / 2);
    const [middleX, middleY] = middleOf(column, row, across, up);
    const away = (middleX - x) ** 2 + (middleY - y) ** 2;
    if (away >= nearest) continue;
    nearest = away;
    best = [column, row];
  }
  return best;
}
