/** Steps of the scale as #rrggbb from low to high: even in lightness, told apart by the color-blind, none a priority's color. */
const STEPS = ['#35518c', '#3f7f9e', '#62a59a', '#a9bf7f', '#e2d9a0'] as const;

/** A scale from a low to a high value. */
export interface ValueScale {
  readonly from: number;
  readonly to: number;
}

/** The round scale that holds all values; null for none. */
export function scaleOf(values: readonly number[]): ValueScale | null {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = roundStep(Math.max(high - low, Math.abs(high) * 0.02, 1e-9) / 4);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  return { from: tidy(from), to: tidy(to > from ? to : from + step) };
}

/** The color of a value as #rrggbb; beyond the ends that of the end. */
export function scaleColor({ from, to }: ValueScale, value: number): string {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from))) * (STEPS.length - 1);
  const at = Math.min(STEPS.length - 2, Math.floor(share));
  const [low, high] = [channels(STEPS[at]!), channels(STEPS[at + 1]!)];
  return `#${low.map((part, i) => hex(part + (high[i]! - part) * (share - at))).join('')}`;
}

/** The scale as a CSS gradient from left to right. */
export const SCALE_GRADIENT = `linear-gradient(to right, ${STEPS.join(', ')})`;

/** 1, 2 or 5 times a power of ten, no less than a length. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  return ([1, 2, 5, 10].find((times) => times * power >= length * (1 - 1e-9)) ?? 10) * power;
}

/** Without the noise of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12));

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const hex = (part: number) => Math.round(part).toString(16).padStart(2, '0');
