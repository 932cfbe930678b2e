import type { Placement } from 'twin-core';
import type { Bounds } from './bounds.ts';

// WGS 84 (NIMA TR8350.2): semi-major axis in metres, first eccentricity squared.
const SEMI_MAJOR_M = 6378137;
const E2 = 0.0066943799901413165;

/** Column-major 4 × 4 matrix from a local frame (metres, x right, y forward, z up) to earth-centred coordinates (metres). */
export function placementMatrix({ longitude, latitude, height, headingDeg }: Placement): number[] {
  const lambda = (longitude * Math.PI) / 180;
  const phi = (latitude * Math.PI) / 180;
  const heading = (headingDeg * Math.PI) / 180;
  const [sl, cl, sp, cp] = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
  const n = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sp * sp);
  const east = [-sl, cl, 0] as const;
  const north = [-sp * cl, -sp * sl, cp] as const;
  const [sh, ch] = [Math.sin(heading), Math.cos(heading)];
  const turn = (e: number, m: number) => [0, 1, 2].map((axis) => east[axis]! * e + north[axis]! * m);
  return [
    ...turn(ch, -sh),
    0,
    ...turn(sh, ch),
    0,
    ...[cp * cl, cp * sl, sp],
    0,
    ...[(n + height) * cp * cl, (n + height) * cp * sl, (n * (1 - E2) + height) * sp],
    1,
  ];
}

/** A tile of tileset.json (3D Tiles 1.1, 7.2). */
export interface Tile {
  readonly boundingVolume: { readonly box: readonly number[] };
  /** Metres. */
  readonly geometricError: number;
  readonly refine?: 'ADD' | 'REPLACE';
  readonly transform?: readonly number[];
  readonly content?: { readonly uri: string };
  readonly children?: readonly Tile[];
  readonly extras?: Readonly<Record<string, unknown>>;
}

/** Bounding box of a tile in metres of its frame (Z-up): centre and three half axes. */
export function boxOf(bounds: Readonly<Bounds>): number[] {
  const center = [0, 1, 2].map((axis) => (bounds[axis]! + bounds[axis + 3]!) / 2000);
  // A flat box has no volume to be tested against the view, so each half axis is at least half a millimetre.
  const half = [0, 1, 2].map((axis) => Math.max((bounds[axis + 3]! - bounds[axis]!) / 2000, 0.0005));
  return [...center, half[0]!, 0, 0, 0, half[1]!, 0, 0, 0, half[2]!];
}

/** Diagonal of bounds in metres. */
export function diagonalM(bounds: Readonly<Bounds>): number {
  return Math.hypot(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]) / 1000;
}

/** tileset.json of 3D Tiles 1.1. `extras` says what the tileset was made of. */
export function tilesetJson(root: Tile, geometricError: number, extras: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ asset: { version: '1.1', extras }, geometricError, root });
}
