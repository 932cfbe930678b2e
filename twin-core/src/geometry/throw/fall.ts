import { GRAVITY } from './drag.ts';

/** Numbers that a fall follows from: position and velocity at its start, log k, wind east and north at 10 m. */
export const FALL_PARAMETERS = 9;

/** Steps of integration, seconds: shorter for what air brakes at once. Longest, shortest, and seconds by terminal speed. */
const STEP = { longestS: 0.2, shortestS: 0.06, byMps: 0.03 };
// Wind grows with height by the power law of GB 50009-2012, 8.2.1: exponent 0.22 in built-up areas (class C).
const WIND_EXPONENT = 0.22;
const WIND_HEIGHT_M = 10;
const LOWEST_M = 2;

/** Where a fall is at given times, and how each place depends on the parameters. */
export interface FallPath {
  /** [times × 3], metres in the frame. */
  readonly places: Float64Array;
  /** [times × 3 × 6]: derivatives by the starting velocity, log k and the wind; by the starting position it is the identity. */
  readonly slopes: Float64Array;
}

/** Room for the path of a fall at `count` times. */
export function roomForPath(count: number): FallPath {
  return { places: new Float64Array(count * 3), slopes: new Float64Array(count * 18) };
}

const state = new Float64Array(6);
const middle = new Float64Array(6);
const rate = new Float64Array(6);
const sum = new Float64Array(6);
// Derivatives of place and velocity [3 × 6].
const ofPlace = new Float64Array(18);
const ofVelocity = new Float64Array(18);
const push = new Float64Array(18);
const brake = new Float64Array(9);

/** The wind at each metre of height as a share of that at 10 m. */
const GUSTS = Float64Array.from({ length: 400 }, (_, m) => (Math.max(LOWEST_M, m) / WIND_HEIGHT_M) ** WIND_EXPONENT);

function gustAt(aboveM: number): number {
  return GUSTS[Math.min(GUSTS.length - 1, Math.max(0, Math.round(aboveM)))]!;
}

function rateOf(at: Float64Array, k: number, east: number, north: number): void {
  const x = at[3]! - east;
  const y = at[4]! - north;
  const z = at[5]!;
  const drag = k * Math.sqrt(x * x + y * y + z * z);
  rate[0] = at[3]!;
  rate[1] = at[4]!;
  rate[2] = at[5]!;
  rate[3] = -drag * x;
  rate[4] = -drag * y;
  rate[5] = -drag * z - GRAVITY;
}

/** One step of the classic fourth-order Runge-Kutta; leaves the velocity at its middle in `middle`. */
function stepState(h: number, k: number, east: number, north: number): void {
  rateOf(state, k, east, north);
  sum.set(rate);
  for (let i = 0; i < 6; i++) middle[i] = state[i]! + (h / 2) * rate[i]!;
  rateOf(middle, k, east, north);
  for (let i = 0; i < 6; i++) {
    sum[i]! += 2 * rate[i]!;
    middle[i] = state[i]! + (h / 2) * rate[i]!;
  }
  rateOf(middle, k, east, north);
  for (let i = 0; i < 6; i++) {
    sum[i]! += 2 * rate[i]!;
    middle[i] = state[i]! + h * rate[i]!;
  }
  rateOf(middle, k, east, north);
  for (let i = 0; i < 6; i++) {
    const next = state[i]! + (h / 6) * (sum[i]! + rate[i]!);
    middle[i] = (state[i]! + next) / 2;
    state[i] = next;
  }
}

/** The derivatives over the same step: the drag's own derivative taken at the step's middle, to second order. */
function stepSlopes(h: number, k: number, east: number, north: number, gust: number): void {
  const r = [middle[3]! - east, middle[4]! - north, middle[5]!];
  const speed = Math.max(1e-6, Math.hypot(r[0]!, r[1]!, r[2]!));
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) brake[i * 3 + j] = k * ((i === j ? speed : 0) + (r[i]! * r[j]!) / speed);
    for (let j = 0; j < 3; j++) push[i * 6 + j] = 0;
    push[i * 6 + 3] = -k * speed * r[i]!;
    push[i * 6 + 4] = brake[i * 3]! * gust;
    push[i * 6 + 5] = brake[i * 3 + 1]! * gust;
  }
  for (let j = 0; j < 6; j++) {
    const [a, b, c] = [ofVelocity[j]!, ofVelocity[6 + j]!, ofVelocity[12 + j]!];
    const x = push[j]! - brake[0]! * a - brake[1]! * b - brake[2]! * c;
    const y = push[6 + j]! - brake[3]! * a - brake[4]! * b - brake[5]! * c;
    const z = push[12 + j]! - brake[6]! * a - brake[7]! * b - brake[8]! * c;
    ofPlace[j]! += h * a + (h * h * x) / 2;
    ofPlace[6 + j]! += h * b + (h * h * y) / 2;
    ofPlace[12 + j]! += h * c + (h * h * z) / 2;
    ofVelocity[j]! += h * x - (h * h * (brake[0]! * x + brake[1]! * y + brake[2]! * z)) / 2;
    ofVelocity[6 + j]! += h * y - (h * h * (brake[3]! * x + brake[4]! * y + brake[5]! * z)) / 2;
    ofVelocity[12 + j]! += h * z - (h * h * (brake[6]! * x + brake[7]! * y + brake[8]! * z)) / 2;
  }
}

/**
 * Follows a fall from its start under gravity, quadratic drag and wind to ascending times, seconds after the start (≥ 0).
 * `parameters` as FALL_PARAMETERS says; `groundM` is where the wind's height counts from.
 */
export function followFall(parameters: Float64Array, times: Float64Array, groundM: number, path: FallPath): void {
  state.set(parameters.subarray(0, 6));
  ofPlace.fill(0);
  ofVelocity.fill(0);
  for (let i = 0; i < 3; i++) ofVelocity[i * 6 + i] = 1;
  const k = Math.exp(parameters[6]!);
  const stepS = Math.min(STEP.longestS, Math.max(STEP.shortestS, STEP.byMps * Math.sqrt(GRAVITY / k)));
  let now = 0;
  for (let at = 0; at < times.length; at++) {
    const span = times[at]! - now;
    const steps = Math.ceil(span / stepS - 1e-9);
    for (let step = 0; step < steps; step++) {
      const gust = gustAt(state[2]! - groundM);
      const [east, north] = [parameters[7]! * gust, parameters[8]! * gust];
      stepState(span / steps, k, east, north);
      stepSlopes(span / steps, k, east, north, gust);
    }
    now = times[at]!;
    path.places.set(state.subarray(0, 3), at * 3);
    path.slopes.set(ofPlace, at * 18);
  }
}
