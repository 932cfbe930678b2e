import type { Facade } from './facade.ts';
import { measure, type Spread } from './spread.ts';

/** How things leave an opening: mean and standard deviation of their speed outwards, along the facade and upwards, metres a second. */
interface Leaving {
  readonly out: readonly [mean: number, sigma: number];
  readonly along: readonly [mean: number, sigma: number];
  readonly up: readonly [mean: number, sigma: number];
}

/** Wide enough for what is dropped (0) and for what is thrown from the arm (to 10). */
export const THROWN: Leaving = { out: [2.2, 2.5], along: [0, 2], up: [0.2, 1.5] };
/** Slips from a sill, is pushed over it or let go beyond it: no faster than a hand that reaches out. */
const LET_GO: Leaving = { out: [0.5, 0.5], along: [0, 0.5], up: [0, 0.5] };
/** The velocity's first place among the parameters of a fall. */
const VELOCITY = 3;

/**
 * The fit of what was thrown, narrowed to what was let go, and its evidence with it. Both expectations are normal along the facade's axes, so that
 * one in place of the other is a measurement of each axis: exact where the fall depends on its first speed in line.
 */
export function letGo<Fit extends Spread & { readonly logEvidence: number }>(fit: Fit, facade: Facade): Fit {
  const { normal, along } = facade;
  const narrowed = { ...fit, parameters: fit.parameters.slice(), covariance: fit.covariance.slice() };
  const axes = { out: [...normal, 0], along: [...along, 0], up: [0, 0, 1] } as const;
  let { logEvidence } = fit;
  for (const name of ['out', 'along', 'up'] as const) {
    const [[before, wide], [mean, sigma]] = [THROWN[name], LET_GO[name]];
    const [p0, p1] = [1 / (wide * wide), 1 / (sigma * sigma)];
    const value = (p1 * mean - p0 * before) / (p1 - p0);
    logEvidence += Math.log(wide / sigma) - (p1 * mean ** 2 - p0 * before ** 2 - (p1 - p0) * value ** 2) / 2;
    logEvidence += measure(narrowed, VELOCITY, axes[name], value, 1 / (p1 - p0));
  }
  return { ...narrowed, logEvidence };
}
