import { isInside, type Ring } from './ring.ts';

type Point = readonly [x: number, y: number];

/** A stretch of a boundary without cover, from where to where in metres along it from its first corner, and its ends. */
export interface BoundaryGap {
  readonly fromM: number;
  readonly toM: number;
  readonly from: Point;
  readonly to: Point;
}

/** The boundary is looked at each so many metres; a gap is known to twice that. */
const STEP_M = 0.5;

/**
 * Which stretches of a closed boundary no fence covers (7.2.4-1: no blind areas). Metres of one frame; `lines` are fences, `areas` are zones
 * whose inside is watched; a fence within `toleranceM` of the boundary covers it.
 */
export function boundaryGaps(
  boundary: Ring,
  lines: readonly (readonly Point[])[],
  areas: readonly Ring[],
  toleranceM: number,
): { readonly lengthM: number; readonly uncoveredM: number; readonly gaps: readonly BoundaryGap[] } {
  const isCovered = ([x, y]: Point) =>
    areas.some((area) => isInside(area, x, y)) || lines.some((line) => distanceTo(line, x, y) <= toleranceM);
  const gaps: BoundaryGap[] = [];
  let begun: { fromM: number; from: Point } | null = null;
  let along = 0;
  const end = (toM: number, to: Point) => {
    if (begun) gaps.push({ ...begun, toM, to });
    begun = null;
  };
  for (const [i, corner] of boundary.entries()) {
    const next = boundary[(i + 1) % boundary.length]!;
    const side = Math.hypot(next[0] - corner[0], next[1] - corner[1]);
    const steps = Math.max(1, Math.ceil(side / STEP_M));
    for (let step = 0; step < steps; step++) {
      const at = (share: number): Point => [
        corner[0] + (next[0] - corner[0]) * share,
        corner[1] + (next[1] - corner[1]) * share,
      ];
      const here = along + (side * step) / steps;
      // A step is covered when its middle is: its ends are shared with its neighbours.
      if (isCovered(at((step + 0.5) / steps))) end(here, at(step / steps));
      else begun ??= { fromM: here, from: at(step / steps) };
    }
    along += side;
  }
  end(along, boundary[0]!);
  const uncoveredM = gaps.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0);
  return { lengthM: along, uncoveredM, gaps };
}

/** Distance from a point to a line of several sides. */
function distanceTo(line: readonly Point[], x: number, y: number): number {
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!;
    const [bx, by] = line[i]!;
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
    least = Math.min(least, Math.hypot(x - ax - dx * share, y - ay - dy * share));
  }
  return least;
}
