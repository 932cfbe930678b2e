import { areaText, lengthText } from '../../state/measure/quantity-text.ts';
import type { Point3 } from '../solid/triangle-bvh.ts';

/** What is measured: from point to point, along a path, an area between points, a height from one to another. */
export type MeasureKind = 'length' | 'path' | 'area' | 'height';

/** Every kind, in the order they are offered. */
export const MEASURE_KINDS: readonly MeasureKind[] = ['length', 'path', 'area', 'height'];

/** Points put down, in three's axes (y up), metres. */
export interface Measurement {
  /** Counts from 1; 0 while it is being taken. */
  readonly number: number;
  readonly kind: MeasureKind;
  readonly points: readonly Point3[];
}

/** What a measurement comes to. */
export interface Measured {
  /** Metres, or square metres for an area. */
  readonly value: number;
  /** Lengths from point to point, metres; an area's last leads back to its first. */
  readonly legs: readonly number[];
}

/** How many points end a measurement by themselves, and how many it needs to be one. */
export const POINTS: Readonly<Record<MeasureKind, { readonly least: number; readonly most: number }>> = {
  length: { least: 2, most: 2 },
  path: { least: 2, most: Infinity },
  area: { least: 3, most: Infinity },
  height: { least: 2, most: 2 },
};

const distance = ([ax, ay, az]: Point3, [bx, by, bz]: Point3) => Math.hypot(ax - bx, ay - by, az - bz);

/** What the points put down so far come to. */
export function measured({ kind, points }: Pick<Measurement, 'kind' | 'points'>): Measured {
  const legs = points.slice(1).map((point, at) => distance(points[at]!, point));
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return { value: 0, legs };
  if (kind === 'height') return { value: Math.abs(last[1] - first[1]), legs };
  if (kind !== 'area') return { value: legs.reduce((sum, leg) => sum + leg, 0), legs };
  const closed = points.length > 2 ? [...legs, distance(last, first)] : legs;
  return { value: polygonArea(points), legs: closed };
}

/** Area of a polygon in space, square metres: that of its shadow on the plane it lies in best (Newell). */
function polygonArea(points: readonly Point3[]): number {
  let [nx, ny, nz] = [0, 0, 0];
  points.forEach(([ax, ay, az], at) => {
    const [bx, by, bz] = points[(at + 1) % points.length]!;
    nx += (ay - by) * (az + bz);
    ny += (az - bz) * (ax + bx);
    nz += (ax - bx) * (ay + by);
  });
  return Math.hypot(nx, ny, nz) / 2;
}

/** The middle of points, where the value of an area stands. */
export function middleOf(points: readonly Point3[]): Point3 {
  const sum = points.reduce(([x, y, z], [px, py, pz]) => [x + px, y + py, z + pz] as const, [0, 0, 0] as const);
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

/** A length or area as it is written on screen: two decimals and the unit. */
export function quantityText(kind: MeasureKind, value: number): string {
  return kind === 'area' ? areaText(value) : lengthText(value);
}
