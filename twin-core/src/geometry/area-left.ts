import type { Ring } from './ring.ts';

/** A surface by its rings in metres, the holes among them: what an odd number of rings surrounds. */
export type Surface = readonly Ring[];

type Interval = readonly [from: number, to: number];

/**
 * Area in square metres of the surfaces in `within` that lies in any of `covered` and in none of `removed`; overlaps count once. Counted
 * along lines `stepM` apart: exact across, and to about a step times the length of the borders along.
 */
export function areaLeftM2(
  within: Surface,
  covered: readonly Surface[],
  removed: readonly Surface[],
  stepM = 0.25,
): number {
  let [least, most] = [Infinity, -Infinity];
  for (const ring of within) {
    for (const [, y] of ring) {
      least = Math.min(least, y);
      most = Math.max(most, y);
    }
  }
  let area = 0;
  for (let y = least + stepM / 2; y < most; y += stepM) {
    const site = crossed([within], y);
    const kept = subtract(intersect(crossed(covered, y), site), crossed(removed, y));
    for (const [from, to] of kept) area += (to - from) * stepM;
  }
  return area;
}

/** Where a line along x at this y lies in any of the surfaces: intervals that do not overlap, from left to right. */
function crossed(surfaces: readonly Surface[], y: number): Interval[] {
  const intervals: Interval[] = [];
  for (const surface of surfaces) {
    const at: number[] = [];
    for (const ring of surface) {
      ring.forEach(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length]!;
        if (ay > y !== by > y) at.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      });
    }
    at.sort((a, b) => a - b);
    for (let i = 1; i < at.length; i += 2) intervals.push([at[i - 1]!, at[i]!]);
  }
  intervals.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of intervals) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return a.flatMap(([from, to]) =>
    b.map(([start, end]): Interval => [Math.max(from, start), Math.min(to, end)]).filter(([start, end]) => end > start),
  );
}

function subtract(kept: readonly Interval[], removed: readonly Interval[]): Interval[] {
  return removed.reduce<Interval[]>(
    (parts, [from, to]) =>
      parts.flatMap(([start, end]) =>
        (
          [
            [start, Math.min(end, from)],
            [Math.max(start, to), end],
          ] as const
        ).filter(([a, b]) => b > a),
      ),
    [...kept],
  );
}
