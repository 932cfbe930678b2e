import type { Sighting } from './case.ts';
import { factor, forward } from './matrix.ts';

const MAX_TERMS = 10;
/** Longer tracks are cut: nothing is left in them of where the fall began. */
const LONGEST_S = 4;
const ROBUST_ROUNDS = 3;
/** Sightings farther off than this many standard deviations weigh less (Huber). */
const HUBER = 2.5;

/**
 * A track pressed into what it says: Chebyshev coefficients of u(t) and v(t) in a basis in which their errors are independent and of one
 * size. A fall is smooth, so that nothing is lost, and a model is compared at `nodes` alone instead of at every sighting.
 */
export interface TrackCurve {
  /** Number of coefficients m of each of u and v. */
  readonly terms: number;
  /** Chebyshev nodes, seconds, ascending. */
  readonly nodes: Float64Array;
  /** Pixels at the nodes, [u…, v…]. */
  readonly pixels: Float64Array;
  /** Coefficients, [u…, v…], each with standard deviation `sigmaPx`. */
  readonly coefficients: Float64Array;
  /** From pixels at nodes to coefficients, [m × m]. */
  readonly basis: Float64Array;
  readonly sigmaPx: number;
  /** u'(t) and v'(t) at the nodes, pixels a second, [u…, v…]. */
  readonly speeds: Float64Array;
  readonly firstS: number;
  readonly lastS: number;
}

function chebyshev(x: number, terms: number, into: Float64Array): void {
  into[0] = 1;
  if (terms > 1) into[1] = x;
  for (let k = 2; k < terms; k++) into[k] = 2 * x * into[k - 1]! - into[k - 2]!;
}

/** Solves L·Lᵀ·a = b, b given as L⁻¹·b. */
function rise(l: Float64Array, m: number, b: Float64Array): Float64Array {
  const a = Float64Array.from(b);
  for (let i = m - 1; i >= 0; i--) {
    for (let k = i + 1; k < m; k++) a[i]! -= l[k * m + i]! * a[k]!;
    a[i]! /= l[i * m + i]!;
  }
  return a;
}

function seriesAt(series: Float64Array, x: number): number {
  const terms = new Float64Array(series.length);
  chebyshev(x, series.length, terms);
  return series.reduce((sum, each, k) => sum + each * terms[k]!, 0);
}

interface Pressed {
  readonly l: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

function press(xs: Float64Array, sightings: readonly Sighting[], weights: Float64Array, m: number): Pressed | null {
  const l = new Float64Array(m * m);
  const u = new Float64Array(m);
  const v = new Float64Array(m);
  const row = new Float64Array(m);
  sightings.forEach((sighting, i) => {
    chebyshev(xs[i]!, m, row);
    for (let a = 0; a < m; a++) {
      const w = weights[i]! * row[a]!;
      u[a]! += w * sighting.u;
      v[a]! += w * sighting.v;
      for (let b = 0; b <= a; b++) l[a * m + b]! += w * row[b]!;
    }
  });
  if (!factor(l, m)) return null;
  forward(l, m, u);
  forward(l, m, v);
  return { l, u, v };
}

/** The curve of straightened sightings in ascending time, at least four; null if their times do not tell them apart. */
export function trackCurve(all: readonly Sighting[], pixelPx: number): TrackCurve | null {
  const firstS = all[0]!.t;
  const sightings = all.filter(({ t }) => t - firstS <= LONGEST_S);
  const lastS = sightings.at(-1)!.t;
  const count = sightings.length;
  if (count < 4 || lastS <= firstS) return null;
  const m = Math.min(MAX_TERMS, Math.max(4, Math.floor(count / 2)));
  const half = (lastS - firstS) / 2;
  const xs = Float64Array.from(sightings, ({ t }) => (t - firstS) / half - 1);
  const weights = new Float64Array(count).fill(1);
  let pressed = press(xs, sightings, weights, m);
  let sigmaPx = pixelPx;
  for (let round = 0; pressed && round < ROBUST_ROUNDS && count >= m + 4; round++) {
    const [u, v] = [rise(pressed.l, m, pressed.u), rise(pressed.l, m, pressed.v)];
    const off = sightings.map((each, i) => Math.hypot(each.u - seriesAt(u, xs[i]!), each.v - seriesAt(v, xs[i]!)));
    const sorted = [...off].sort((a, b) => a - b);
    // The median of a Rayleigh distribution is 1.1774 of its scale; fitting took m of the count.
    sigmaPx = Math.max(pixelPx, sorted[count >> 1]! / 1.1774 / Math.sqrt(1 - m / count));
    for (let i = 0; i < count; i++) weights[i] = Math.min(1, (HUBER * sigmaPx) / Math.max(1e-9, off[i]!));
    pressed = press(xs, sightings, weights, m);
  }
  return pressed && curveOf(pressed, m, sigmaPx, firstS, half);
}

function curveOf({ l, u, v }: Pressed, m: number, sigmaPx: number, firstS: number, half: number): TrackCurve {
  const xs = Float64Array.from({ length: m }, (_, j) => -Math.cos((Math.PI * (j + 0.5)) / m));
  const series = [rise(l, m, u), rise(l, m, v)] as const;
  const basis = new Float64Array(m * m);
  const row = new Float64Array(m);
  xs.forEach((x, j) => {
    chebyshev(x, m, row);
    // Coefficient c = Lᵀ·a, where a are the series' terms by the nodes' discrete orthogonality.
    for (let i = 0; i < m; i++) {
      for (let k = i; k < m; k++) basis[i * m + j]! += (l[k * m + i]! * (row[k]! * (k === 0 ? 1 : 2))) / m;
    }
  });
  const both = (read: (terms: Float64Array, x: number) => number) =>
    Float64Array.from({ length: 2 * m }, (_, i) => read(series[i < m ? 0 : 1], xs[i % m]!));
  return {
    terms: m,
    nodes: xs.map((x) => firstS + (x + 1) * half),
    pixels: both(seriesAt),
    coefficients: Float64Array.from([...u, ...v]),
    basis,
    sigmaPx,
    speeds: both((terms, x) => (seriesAt(terms, x + 1e-3) - seriesAt(terms, x - 1e-3)) / (2e-3 * half)),
    firstS,
    lastS: firstS + 2 * half,
  };
}
