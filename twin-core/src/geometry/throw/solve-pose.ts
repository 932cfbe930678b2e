import type { Calibration, Enu } from './case.ts';
import { lensOf, project } from './lens.ts';
import { backward, factor, forward, inverse } from './matrix.ts';

const DEG = 180 / Math.PI;
const ROUNDS = 60;
/** Two pairs more than a pose needs let the focal length be solved too. */
const PAIRS_FOR_FOCAL = 6;
const LEAST_PAIRS = 4;
/** Points nearer to one line than this share of their spread fix no pose. */
const FLAT = 0.02;

/** A point of the picture, pixels, and the corner of the model that it shows, metres in the frame. */
export interface PosePair {
  readonly pixel: readonly [u: number, v: number];
  readonly place: Enu;
}

/** A pose that was solved, with what each pair is off by. */
export interface SolvedPose {
  readonly calibration: Calibration;
  /** Distance of each pair's place from its pixel, pixels. */
  readonly residualsPx: readonly number[];
  /** Their root mean square. */
  readonly residualPx: number;
}

/** Why no pose could be solved. */
export type PoseFault = 'few-pairs' | 'in-line' | 'no-pose';

type Vector = number[];

/** [east, north, up, heading, tilt, roll in radians, log of focal length by the guess's] to a calibration. */
function posed(guess: Calibration, x: Vector): Calibration {
  return {
    ...guess,
    position: [x[0]!, x[1]!, x[2]!],
    headingDeg: (((x[3]! * DEG) % 360) + 360) % 360,
    tiltDeg: x[4]! * DEG,
    rollDeg: x[5]! * DEG,
    focalPx: guess.focalPx * Math.exp(x[6] ?? 0),
  };
}

function residuals(guess: Calibration, x: Vector, pairs: readonly PosePair[]): Float64Array | null {
  const lens = lensOf(posed(guess, x));
  const out = new Float64Array(pairs.length * 2);
  for (const [i, { pixel, place }] of pairs.entries()) {
    const seen = project(lens, place);
    if (!seen) return null;
    out[i * 2] = pixel[0] - seen[0];
    out[i * 2 + 1] = pixel[1] - seen[1];
  }
  return out;
}

const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0);

interface Solved {
  readonly x: Vector;
  readonly cost: number;
  readonly information: Float64Array;
}

function normalEquations(guess: Calibration, x: Vector, pairs: readonly PosePair[], now: Float64Array) {
  const n = x.length;
  const columns = x.map((value, k) => {
    const step = k < 3 ? 1e-3 : 1e-6;
    const moved = residuals(guess, x.with(k, value + step), pairs) ?? now;
    return now.map((each, i) => (each - moved[i]!) / step);
  });
  const information = new Float64Array(n * n);
  const pull = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    for (let i = 0; i < now.length; i++) pull[a]! += columns[a]![i]! * now[i]!;
    for (let b = 0; b < n; b++) {
      for (let i = 0; i < now.length; i++) information[a * n + b]! += columns[a]![i]! * columns[b]![i]!;
    }
  }
  return { information, pull };
}

/** Levenberg-Marquardt from one start. */
function descend(guess: Calibration, start: Vector, pairs: readonly PosePair[]): Solved | null {
  let x = start;
  let now = residuals(guess, x, pairs);
  if (!now) return null;
  let damping = 1e-2;
  const n = x.length;
  let equations = normalEquations(guess, x, pairs, now);
  for (let round = 0; round < ROUNDS; round++) {
    const damped = Float64Array.from(equations.information);
    for (let i = 0; i < n; i++) damped[i * n + i]! *= 1 + damping;
    const step = Float64Array.from(equations.pull);
    if (!factor(damped, n)) return null;
    forward(damped, n, step);
    backward(damped, n, step);
    const next = x.map((value, i) => value + step[i]!);
    const then = residuals(guess, next, pairs);
    if (!then || squares(then) > squares(now)) {
      damping *= 8;
      continue;
    }
    const gained = squares(now) - squares(then);
    [x, now] = [next, then];
    if (gained < 1e-9) break;
    damping = Math.max(1e-9, damping / 5);
    equations = normalEquations(guess, x, pairs, now);
  }
  return { x, cost: squares(now), information: normalEquations(guess, x, pairs, now).information };
}

function lookAt(from: Enu, to: Enu): Vector {
  const [e, n, u] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  return [...from, Math.atan2(e, n), Math.atan2(u, Math.hypot(e, n)), 0];
}

/** The guess as it is, and looking at the points from its place and from others about it. */
function starts(guess: Calibration, pairs: readonly PosePair[]): Vector[] {
  const middle = [0, 1, 2].map((k) => pairs.reduce((sum, { place }) => sum + place[k]!, 0) / pairs.length);
  const to: Enu = [middle[0]!, middle[1]!, middle[2]!];
  const [e, n, u] = guess.position;
  const around: Enu[] = [
    [0, 0],
    [10, 0],
    [-10, 0],
    [0, 10],
    [0, -10],
  ].map(([x, y]) => [e + x!, n + y!, u]);
  const asGuessed = [e, n, u, guess.headingDeg / DEG, guess.tiltDeg / DEG, guess.rollDeg / DEG];
  return [asGuessed, ...around.map((from) => lookAt(from, to))];
}

function isInLine(pairs: readonly PosePair[]): boolean {
  const [first] = pairs;
  const away = (a: Enu, b: Enu) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]] as const;
  const far = pairs.reduce((a, b) =>
    Math.hypot(...away(b.place, first!.place)) > Math.hypot(...away(a.place, first!.place)) ? b : a,
  );
  const d = away(far.place, first!.place);
  const length = Math.hypot(...d);
  const aside = pairs.map(({ place }) => {
    const r = away(place, first!.place);
    return Math.hypot(d[1] * r[2] - d[2] * r[1], d[2] * r[0] - d[0] * r[2], d[0] * r[1] - d[1] * r[0]) / (length || 1);
  });
  return length === 0 || Math.max(...aside) < FLAT * length;
}

/**
 * Solves a camera's pose from at least four pairs, and its focal length from six on, by least squares from several starts about a guess
 * (its registered place and view). Lens distortion is the guess's. Standard deviations follow from the residual and from `pixelPx`.
 */
export function solvePose(pairs: readonly PosePair[], guess: Calibration): SolvedPose | PoseFault {
  if (pairs.length < LEAST_PAIRS) return 'few-pairs';
  if (isInLine(pairs)) return 'in-line';
  const solved = starts(guess, pairs).flatMap((start) => descend(guess, start, pairs) ?? []);
  if (solved.length === 0) return 'no-pose';
  let best = solved.reduce((a, b) => (b.cost < a.cost ? b : a));
  if (pairs.length >= PAIRS_FOR_FOCAL) best = descend(guess, [...best.x, 0], pairs) ?? best;
  const n = best.x.length;
  if (!factor(best.information, n)) return 'no-pose';
  const off = residuals(guess, best.x, pairs)!;
  const residualsPx = pairs.map((_, i) => Math.hypot(off[i * 2]!, off[i * 2 + 1]!));
  const freedom = Math.max(1, 2 * pairs.length - n);
  const pixelPx = Math.max(guess.sigma.pixelPx, Math.sqrt(best.cost / freedom));
  const spread = inverse(best.information, n);
  const sigmaOf = (...axes: number[]) =>
    pixelPx * Math.sqrt(axes.reduce((sum, k) => sum + spread[k * n + k]!, 0) / axes.length);
  return {
    calibration: {
      ...posed(guess, best.x),
      sigma: {
        ...guess.sigma,
        positionM: sigmaOf(0, 1, 2),
        angleDeg: sigmaOf(3, 4, 5) * DEG,
        focal: n > 6 ? sigmaOf(6) : guess.sigma.focal,
      },
    },
    residualsPx,
    residualPx: Math.sqrt(best.cost / pairs.length),
  };
}
