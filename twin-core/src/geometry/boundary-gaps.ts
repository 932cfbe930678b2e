import { isInside, type Ring } from './ring.ts';

type Point = readonly [x: number, y: number];

/** A stretch of a boundary, from where to where in metres along it from its first corner, and its ends. */
export interface BoundaryStretch {
  readonly fromM: number;
  readonly toM: number;
  readonly from: Point;
  readonly to: Point;
}

/** A short piece of a boundary: its middle, its ends, and where it begins and how long it is along the boundary, metres. */
export interface BoundaryStep {
  readonly x: number;
  readonly y: number;
  readonly from: Point;
  readonly to: Point;
  readonly fromM: number;
  readonly lengthM: number;
}

/** The boundary is looked at each so many metres; a gap is known to twice that. */
const STEP_M = 0.5;

/** A closed boundary in steps of half a metre. What is so of the middle of a step is taken to be so of all of it. */
export function boundarySteps(boundary: Ring): BoundaryStep[] {
  let along = 0;
  return boundary.flatMap((corner, i) => {
    const next = boundary[(i + 1) % boundary.length]!;
    const side = Math.hypot(next[0] - corner[0], next[1] - corner[1]);
    const count = Math.max(1, Math.ceil(side / STEP_M));
    const at = (share: number): Point => [
      corner[0] + (next[0] - corner[0]) * share,
      corner[1] + (next[1] - corner[1]) * share,
    ];
    const begin = along;
    along += side;
    return Array.from({ length: count }, (_, step): BoundaryStep => {
      const [x, y] = at((step + 0.5) / count);
      const fromM = begin + (side * step) / count;
      return { x, y, from: at(step / count), to: at((step + 1) / count), fromM, lengthM: side / count };
    });
  });
}

/** Steps in a row of which something is so, each row as one stretch. */
export function stretchesWhere(
  steps: readonly BoundaryStep[],
  isSo: (step: number, place: BoundaryStep) => boolean,
): BoundaryStretch[] {
  const stretches: { fromM: number; toM: number; from: Point; to: Point }[] = [];
  let wasSo = false;
  for (const [i, step] of steps.entries()) {
    const so = isSo(i, step);
    const { fromM, lengthM, from, to } = step;
    if (so && wasSo) Object.assign(stretches.at(-1)!, { toM: fromM + lengthM, to });
    else if (so) stretches.push({ fromM, toM: fromM + lengthM, from, to });
    wasSo = so;
  }
  return stretches;
}

/** Whether places are within `toleranceM` of one of the lines, such as on a fence. Metres of one frame. */
export function nearLines(lines: readonly (readonly Point[])[], toleranceM: number): (x: number, y: number) => boolean {
  return (x, y) => lines.some((line) => distanceTo(line, x, y) <= toleranceM);
}

/**
 * Which stretches of a closed boundary no fence covers (7.2.4-1: no blind areas). Metres of one frame; `lines` are fences, `areas` are zones
 * whose inside is watched; a fence within `toleranceM` of the boundary covers it.
 */
export function boundaryGaps(
  boundary: Ring,
  lines: readonly (readonly Point[])[],
  areas: readonly Ring[],
  toleranceM: number,
): { readonly lengthM: number; readonly uncoveredM: number; readonly gaps: readonly BoundaryStretch[] } {
  const steps = boundarySteps(boundary);
  const isFenced = nearLines(lines, toleranceM);
  const gaps = stretchesWhere(steps, (_, { x, y }) => !isFenced(x, y) && !areas.some((area) => isInside(area, x, y)));
  const lengthM = steps.reduce((sum, step) => sum + step.lengthM, 0);
  return { lengthM, uncoveredM: gaps.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0), gaps };
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
