/** One point of a plot: time in epoch ms. */
export interface PlotPoint {
  readonly time: number;
  readonly value: number;
}

/** The part of the plane a plot shows. */
export interface PlotRange {
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
}

/** Smallest range of values shown, so that a constant does not become a cliff of noise: a share of its own size. */
const FLAT_SHARE = 0.02;

/** The range of values of some points with room above and below; null without points. */
export function valueRange(values: readonly number[]): { min: number; max: number } | null {
  if (values.length === 0) return null;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const least = Math.max(Math.abs(min), Math.abs(max), 1) * FLAT_SHARE;
  const room = Math.max((max - min) * 0.08, (least - (max - min)) / 2, 0);
  return { min: min - room, max: max + room };
}

/**
 * An SVG path through points in a box of width × height. A gap longer than gapMs breaks the line: what was not measured is not
 * drawn.
 */
export function linePath(
  points: readonly PlotPoint[],
  range: PlotRange,
  width: number,
  height: number,
  gapMs: number,
): string {
  const x = (time: number) => ((time - range.from) / (range.to - range.from)) * width;
  const y = (value: number) => height - ((value - range.min) / (range.max - range.min)) * height;
  let path = '';
  let before: number | null = null;
  for (const { time, value } of points) {
    const place = `${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
    // A lone point is a line of no length, which round caps draw as a dot.
    path += before === null || time - before > gapMs ? `M${place}L${place}` : `L${place}`;
    before = time;
  }
  return path;
}

/** Round values (1, 2 or 5 times a power of ten) inside a range, about `count` of them. */
export function roundSteps(min: number, max: number, count: number): number[] {
  const raw = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  const steps: number[] = [];
  // Counted, not added up: sums of 0.1 drift.
  for (let i = Math.ceil(min / step); i * step <= max; i++) steps.push(Number((i * step).toPrecision(12)));
  return steps;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY_MS),
];
/** Of the span, at either end: a mark's text would be cut there. */
const EDGE_SHARE = 0.04;

/**
 * Full moments of the local clock inside a span, `most` at most; times are epoch ms, offsetMs is what the local clock is ahead of UTC.
 * `isDays` where they are whole days.
 */
export function timeSteps(
  from: number,
  to: number,
  offsetMs: number,
  most: number,
): { readonly times: readonly number[]; readonly isDays: boolean } {
  const step = STEPS_MS.find((candidate) => (to - from) / candidate <= most) ?? STEPS_MS.at(-1)!;
  const edge = (to - from) * EDGE_SHARE;
  const times: number[] = [];
  for (let local = Math.ceil((from + offsetMs) / step) * step; local - offsetMs < to; local += step) {
    const time = local - offsetMs;
    if (time - from > edge && to - time > edge) times.push(time);
  }
  return { times, isDays: step >= DAY_MS };
}
