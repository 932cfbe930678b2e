import { isInside, type Ring } from 'twin-core/geometry';

/** A point [x, y] in plan, metres of the building frame. */
export type Point = readonly [number, number];
/** An axis-aligned box in metres of the building frame. */
export interface Box {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** A point of a ring's inside: its corners' middle where that lies inside, else the middle of its longest stretch from side to side. */
export function pointInside(ring: Ring): Point {
  const [x, y] = [0, 1].map((axis) => ring.reduce((sum, corner) => sum + corner[axis as 0 | 1], 0) / ring.length) as [
    number,
    number,
  ];
  if (isInside(ring, x, y)) return [x, y];
  const ys = [...new Set(ring.map((corner) => corner[1]))].sort((a, b) => a - b);
  let best: { readonly at: Point; readonly length: number } = { at: [x, y], length: 0 };
  for (let i = 1; i < ys.length; i++) {
    const level = (ys[i - 1]! + ys[i]!) / 2;
    const crossings = ring
      .flatMap(([ax, ay], at): number[] => {
        const [bx, by] = ring[(at + 1) % ring.length]!;
        return ay > level === by > level ? [] : [ax + ((level - ay) * (bx - ax)) / (by - ay)];
      })
      .sort((a, b) => a - b);
    for (let k = 1; k < crossings.length; k += 2) {
      const length = crossings[k]! - crossings[k - 1]!;
      if (length > best.length) best = { at: [(crossings[k]! + crossings[k - 1]!) / 2, level], length };
    }
  }
  return best.at;
}

/** A straight line is looked at each so many metres. */
const STEP_M = 0.5;

/**
 * Metres to walk within a ring: the straight line where it stays inside (its ends, in door frames, may lie just outside), else at right angles,
 * which no way round one corner is longer than.
 */
export function walkLength(ring: Ring, [ax, ay, az]: Box['min'], [bx, by, bz]: Box['min']): number {
  const straight = Math.hypot(bx - ax, by - ay);
  const steps = Math.ceil(straight / STEP_M);
  let inside = true;
  for (let step = 2; step < steps - 1 && inside; step++)
    inside = isInside(ring, ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps);
  return Math.hypot(inside ? straight : Math.abs(bx - ax) + Math.abs(by - ay), bz - az);
}

/** A stretch that two outlines have in common. */
export interface Contact {
  readonly middle: Point;
  readonly lengthM: number;
}

/** The longest stretch along which two rings lie against each other within `gapM`; null where it is shorter than `leastM`. */
export function longestContact(a: Ring, b: Ring, gapM: number, leastM: number): Contact | null {
  let best: Contact | null = null;
  for (const [i, p] of a.entries()) {
    const q = a[(i + 1) % a.length]!;
    const side = Math.hypot(q[0] - p[0], q[1] - p[1]);
    if (side < leastM) continue;
    const [ux, uy] = [(q[0] - p[0]) / side, (q[1] - p[1]) / side];
    for (const [j, r] of b.entries()) {
      const s = b[(j + 1) % b.length]!;
      const off = (point: Point) => Math.abs((point[0] - p[0]) * -uy + (point[1] - p[1]) * ux);
      if (off(r) > gapM || off(s) > gapM) continue;
      const along = (point: Point) => (point[0] - p[0]) * ux + (point[1] - p[1]) * uy;
      const from = Math.max(0, Math.min(along(r), along(s)));
      const to = Math.min(side, Math.max(along(r), along(s)));
      if (to - from < Math.max(leastM, best?.lengthM ?? 0)) continue;
      const middle = (from + to) / 2;
      best = { middle: [p[0] + ux * middle, p[1] + uy * middle], lengthM: to - from };
    }
  }
  return best;
}

/** How much of a box in plan lies in a ring, 0 to 1, by a grid of points; the box is made broader by `moreM` on each side. */
export function shareInside(ring: Ring, { min, max }: Box, moreM = 0): number {
  const GRID = 6;
  let inside = 0;
  for (let i = 0; i < GRID; i++) {
    for (let j = 0; j < GRID; j++) {
      const x = min[0] - moreM + ((max[0] - min[0] + 2 * moreM) * (i + 0.5)) / GRID;
      const y = min[1] - moreM + ((max[1] - min[1] + 2 * moreM) * (j + 0.5)) / GRID;
      if (isInside(ring, x, y)) inside++;
    }
  }
  return inside / (GRID * GRID);
}
