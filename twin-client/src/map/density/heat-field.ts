import type { DensityItem } from '../../state/records/alarm-density.ts';
import { rgba } from '../color.ts';
import { type Bounds, boundsOf, fromPlane, toPlane } from '../plane.ts';
import { DENSITY_COLORS } from './density.ts';

/** A field of densities over a box on the earth: shares of its densest place, 0 to 1, row by row from the north. */
export interface HeatField {
  readonly bounds: Bounds;
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array;
}

/** How far an alarm is felt, metres, and how many cells of the field that is. */
const REACH_M = 45;
const REACH_CELLS = 12;
const EARTH_M = 40_075_016.686;
const TILE_PX = 512;
/** Least share that is painted at all. */
const FAINTEST = 0.04;
const OPACITY = 0.72;

/** Spreads counts over their surroundings: a quartic kernel, so that each alarm weighs the same wherever it stands. */
export function heatField(items: readonly DensityItem[]): HeatField | null {
  if (items.length === 0) return null;
  const [southWest, northEast] = boundsOf(items.map(({ longitude, latitude }) => [longitude, latitude]));
  const cell = (REACH_M / REACH_CELLS / EARTH_M / Math.cos((southWest[1] * Math.PI) / 180)) * TILE_PX;
  const [left, bottom] = toPlane(southWest, 0);
  const [right, top] = toPlane(northEast, 0);
  const [originX, originY] = [left - REACH_CELLS * cell, top - REACH_CELLS * cell];
  const width = Math.ceil((right - left) / cell) + 2 * REACH_CELLS + 1;
  const height = Math.ceil((bottom - top) / cell) + 2 * REACH_CELLS + 1;
  const shares = new Float32Array(width * height);
  let most = 0;
  for (const { longitude, latitude, count } of items) {
    const [x, y] = toPlane([longitude, latitude], 0);
    const [column, row] = [(x - originX) / cell - 0.5, (y - originY) / cell - 0.5];
    for (let j = Math.max(0, Math.ceil(row - REACH_CELLS)); j <= Math.min(height - 1, row + REACH_CELLS); j++) {
      for (let i = Math.max(0, Math.ceil(column - REACH_CELLS)); i <= Math.min(width - 1, column + REACH_CELLS); i++) {
        const away = ((i - column) ** 2 + (j - row) ** 2) / REACH_CELLS ** 2;
        if (away >= 1) continue;
        const sum = shares[j * width + i]! + count * (1 - away) ** 2;
        shares[j * width + i] = sum;
        most = Math.max(most, sum);
      }
    }
  }
  for (let i = 0; i < shares.length; i++) shares[i] = shares[i]! / most;
  const [west, north] = fromPlane(originX, originY, 0);
  const [east, south] = fromPlane(originX + width * cell, originY + height * cell, 0);
  return {
    bounds: [
      [west, south],
      [east, north],
    ],
    width,
    height,
    shares,
  };
}

/** The field in its colors, [width × height × 4] bytes: faint where little is, never a hard edge. */
export function heatPixels({ shares }: HeatField): Uint8ClampedArray<ArrayBuffer> {
  const ramp = DENSITY_COLORS.map((color) => rgba(color));
  const pixels = new Uint8ClampedArray(shares.length * 4);
  shares.forEach((share, i) => {
    if (share < FAINTEST) return;
    const at = share * (ramp.length - 1);
    const [from, to] = [ramp[Math.floor(at)]!, ramp[Math.ceil(at)]!];
    for (let channel = 0; channel < 3; channel++)
      pixels[i * 4 + channel] = from[channel]! + (to[channel]! - from[channel]!) * (at % 1);
    pixels[i * 4 + 3] = 255 * OPACITY * Math.min(1, (share - FAINTEST) / 0.25);
  });
  return pixels;
}
