import type { Wind } from './case.ts';
import { type DragClass, logDrag } from './drag.ts';
import type { Facade } from './facade.ts';
import { FALL_PARAMETERS, type FallPath, followFall, roomForPath } from './fall.ts';
import { THROWN } from './leaving.ts';
import { backward, factor, forward, inverse, logDeterminant } from './matrix.ts';
import type { Observed } from './observed.ts';
import type { Spread } from './spread.ts';

const N = FALL_PARAMETERS;

/** Standard deviation of the start's distance from the facade's plane, metres, within one fit; openings narrow it afterwards. */
export const OUT_SIGMA_M = 2;

const MAX_ROUNDS = 10;
const ENOUGH = 0.01;

/** A fall that began a given time before it was first seen, fitted: its parameters as FALL_PARAMETERS says. */
export interface StartFit extends Spread {
  /** Squared distance from sightings and priors, in standard deviations. */
  readonly chi2: number;
  /** Logarithm of the evidence by Laplace's approximation, up to one constant for all fits to the same sightings. */
  readonly logEvidence: number;
  /** Downwards, when first seen, metres a second. */
  readonly fallingMps: number;
  /** Height when first seen, metres. */
  readonly firstM: number;
}

/** Fits the start of a fall to what all cameras saw, one drag class and one time at a time (Gauss-Newton with halved steps). */
export class StartFitter {
  readonly #observed: readonly Observed[];
  readonly #times: Float64Array;
  readonly #shifted: Float64Array;
  readonly #at: readonly Int32Array[];
  readonly #groundM: number;
  readonly #path: FallPath;
  readonly #mean = new Float64Array(N);
  readonly #precision = new Float64Array(N * N);
  readonly #information = new Float64Array(N * N);
  readonly #pull = new Float64Array(N);
  readonly #rows: Float64Array;
  readonly #weighed = new Float64Array(N + 1);
  readonly #logPrior: number;

  constructor(
    observed: readonly Observed[],
    facade: Facade,
    wind: Wind,
    drag: DragClass,
    groundM: number,
    firstS: number,
  ) {
    this.#observed = observed;
    this.#groundM = groundM;
    const all = observed.flatMap(({ nodes }) => [...nodes]).sort((a, b) => a - b);
    this.#times = Float64Array.from(all, (t) => t - firstS);
    this.#shifted = new Float64Array(all.length);
    this.#at = observed.map(({ nodes }) => Int32Array.from(nodes, (t) => all.indexOf(t)));
    this.#path = roomForPath(all.length);
    this.#rows = new Float64Array(2 * Math.max(...observed.map(({ terms }) => terms)) * (N + 1));
    this.#logPrior =
      Math.log(drag.share / drag.logSigma) - observed.reduce((sum, each) => sum + each.logDeterminant, 0) / 2;
    this.#expect(facade, wind, drag);
  }

  #expect({ normal: [e, n], along: [a, b], outM }: Facade, wind: Wind, drag: DragClass): void {
    const place = 1 / OUT_SIGMA_M ** 2;
    const { out: forth, along: aside, up: rise } = THROWN;
    const [out, along, up] = [1 / forth[1] ** 2, 1 / aside[1] ** 2, 1 / rise[1] ** 2];
    const p = this.#precision;
    p[0] = e * e * place;
    p[1] = p[N] = e * n * place;
    p[N + 1] = n * n * place;
    p[3 * N + 3] = e * e * out + a * a * along;
    p[3 * N + 4] = p[4 * N + 3] = e * n * out + a * b * along;
    p[4 * N + 4] = n * n * out + b * b * along;
    p[5 * N + 5] = up;
    p[6 * N + 6] = 1 / (2 * drag.logSigma) ** 2;
    p[7 * N + 7] = p[8 * N + 8] = 1 / Math.max(0.1, wind.sigmaMps) ** 2;
    this.#mean.set([e * outM, n * outM, 0, e * forth[0], n * forth[0], rise[0]]);
    this.#mean.set([logDrag(drag.terminalMps), wind.eastMps, wind.northMps], 6);
  }

  /** A first guess: what is expected, at a place. */
  guess(place: readonly [number, number, number]): Float64Array {
    const parameters = Float64Array.from(this.#mean);
    parameters.set(place);
    return parameters;
  }

  /** The fall that began `beforeS` seconds before it was first seen; null if none can be fitted. */
  fit(beforeS: number, from: Float64Array): StartFit | null {
    const shifted = this.#shifted;
    for (let i = 0; i < shifted.length; i++) shifted[i] = this.#times[i]! + beforeS;
    const parameters = Float64Array.from(from);
    let chi2 = this.#weigh(parameters);
    const step = new Float64Array(N);
    for (let round = 0; ; round++) {
      if (!Number.isFinite(chi2) || !factor(this.#information, N)) return null;
      step.set(this.#pull);
      forward(this.#information, N, step);
      let gain = 0;
      for (let i = 0; i < N; i++) gain += step[i]! * step[i]!;
      if (gain < ENOUGH || round === MAX_ROUNDS) break;
      backward(this.#information, N, step);
      const next = this.#walk(parameters, step, chi2);
      if (next !== null) {
        chi2 = next;
        continue;
      }
      chi2 = this.#weigh(parameters);
      if (!factor(this.#information, N)) return null;
      break;
    }
    return {
      parameters,
      covariance: inverse(this.#information, N),
      chi2,
      logEvidence: this.#logPrior - chi2 / 2 - logDeterminant(this.#information, N) / 2,
      fallingMps: this.#falling(),
      firstM: this.#path.places[2]!,
    };
  }

  /** Places of a fall at seconds after its start, and their standard deviation (root mean square of the three axes). */
  trace({ parameters, covariance }: StartFit, times: Float64Array): { at: [number, number, number]; sigmaM: number }[] {
    const path = roomForPath(times.length);
    followFall(parameters, times, this.#groundM, path);
    return Array.from(times, (_, i) => {
      let variance = 0;
      const row = new Float64Array(N);
      for (let axis = 0; axis < 3; axis++) {
        row.fill(0);
        row[axis] = 1;
        row.set(path.slopes.subarray(i * 18 + axis * 6, i * 18 + axis * 6 + 6), 3);
        for (let a = 0; a < N; a++) for (let b = 0; b < N; b++) variance += row[a]! * row[b]! * covariance[a * N + b]!;
      }
      const [e, n, u] = path.places.subarray(i * 3, i * 3 + 3);
      return { at: [e!, n!, u!], sigmaM: Math.sqrt(variance / 3) };
    });
  }

  #falling(): number {
    const [t, p, last] = [this.#shifted, this.#path.places, Math.min(2, this.#shifted.length - 1)];
    return last === 0 ? 0 : (p[2]! - p[last * 3 + 2]!) / (t[last]! - t[0]!);
  }

  /** Takes a step, halved until it does not lead away; null if it does not lead nearer. */
  #walk(parameters: Float64Array, step: Float64Array, before: number): number | null {
    for (let i = 0; i < N; i++) parameters[i]! += step[i]!;
    let share = 1;
    for (let halving = 0; halving < 6; halving++) {
      const chi2 = this.#weigh(parameters);
      if (chi2 < before + ENOUGH) return chi2;
      for (let i = 0; i < N; i++) parameters[i]! -= (share / 2) * step[i]!;
      share /= 2;
    }
    for (let i = 0; i < N; i++) parameters[i]! -= share * step[i]!;
    return null;
  }

  /** The squared distance of parameters; leaves the information and the pull towards better ones. */
  #weigh(parameters: Float64Array): number {
    followFall(parameters, this.#shifted, this.#groundM, this.#path);
    this.#information.set(this.#precision);
    let chi2 = 0;
    for (let i = 0; i < N; i++) {
      let sum = 0;
      for (let j = 0; j < N; j++) sum += this.#precision[i * N + j]! * (this.#mean[j]! - parameters[j]!);
      this.#pull[i] = sum;
      chi2 += sum * (this.#mean[i]! - parameters[i]!);
    }
    for (const [index, each] of this.#observed.entries()) {
      if (!this.#see(each, this.#at[index]!)) return Number.POSITIVE_INFINITY;
      chi2 += this.#compare(each);
    }
    return chi2;
  }

  /** Pixels at the nodes and their derivatives, [2m × 10]; false behind the camera. */
  #see({ lens, terms: m }: Observed, at: Int32Array): boolean {
    const { places, slopes } = this.#path;
    const rows = this.#rows;
    const { position: c, right: r, up: w, ahead: f } = lens;
    for (let i = 0; i < m; i++) {
      const place = at[i]! * 3;
      const [dx, dy, dz] = [places[place]! - c[0], places[place + 1]! - c[1], places[place + 2]! - c[2]];
      const z = dx * f[0] + dy * f[1] + dz * f[2];
      if (z < 0.5) return false;
      const p = (dx * r[0] + dy * r[1] + dz * r[2]) / z;
      const q = (dx * w[0] + dy * w[1] + dz * w[2]) / z;
      const scale = lens.focalPx / z;
      for (let both = 0; both < 2; both++) {
        const row = (both * m + i) * (N + 1);
        const [axis, share, sign] = both === 0 ? [r, p, 1] : [w, q, -1];
        rows[row + N] = both === 0 ? lens.centreU + lens.focalPx * p : lens.centreV - lens.focalPx * q;
        for (let k = 0; k < 3; k++) rows[row + k] = sign * scale * (axis[k]! - share * f[k]!);
        for (let j = 0; j < 6; j++) {
          const slope = at[i]! * 18 + j;
          rows[row + 3 + j] =
            rows[row]! * slopes[slope]! + rows[row + 1]! * slopes[slope + 6]! + rows[row + 2]! * slopes[slope + 12]!;
        }
      }
    }
    return true;
  }

  #compare({ terms, weigh, target }: Observed): number {
    const rows = this.#rows;
    const information = this.#information;
    const pull = this.#pull;
    const weighed = this.#weighed;
    const size = 2 * terms;
    let chi2 = 0;
    for (let i = 0; i < size; i++) {
      weighed.fill(0);
      for (let j = 0; j < size; j++) {
        const w = weigh[i * size + j]!;
        const row = j * (N + 1);
        for (let k = 0; k <= N; k++) weighed[k]! += w * rows[row + k]!;
      }
      const off = target[i]! - weighed[N]!;
      chi2 += off * off;
      for (let a = 0; a < N; a++) {
        pull[a]! += weighed[a]! * off;
        for (let b = 0; b <= a; b++) information[a * N + b]! += weighed[a]! * weighed[b]!;
      }
    }
    return chi2;
  }
}
