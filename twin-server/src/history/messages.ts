import type { Historian, HistorianOptions } from './historian.ts';
import type { Interval } from './interval-sums.ts';

/** What may be asked of a historian in another process. */
export interface Questions {
  readonly points: Historian['points'];
  readonly intervals: (...args: Parameters<Historian['intervals']>) => Promise<Float64Array>;
  readonly stateAt: Historian['stateAt'];
  readonly rationalise: Historian['rationalise'];
  readonly fork: Historian['fork'];
}

/** To the process: first `open`, then questions. `writes`: this process seals and ages; without, it only answers. */
export type Request =
  | { readonly kind: 'open'; readonly options: HistorianOptions; readonly writes: boolean }
  | { readonly kind: 'ask'; readonly id: number; readonly name: keyof Questions; readonly args: readonly unknown[] };

/** From the process. `tooOld`: the oldest state there is, in epoch ms. */
export type Reply =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string; readonly tooOld: number | null }
  | { readonly kind: 'trouble'; readonly reason: string };

const FIELDS = ['time', 'min', 'max', 'mean', 'last', 'count'] as const;

/** Intervals as numbers on their way between processes [n × 6]: thousands of objects would take longer than finding them. */
export function packIntervals(intervals: readonly Interval[]): Float64Array {
  const packed = new Float64Array(intervals.length * FIELDS.length);
  let at = 0;
  for (const interval of intervals) for (const field of FIELDS) packed[at++] = interval[field];
  return packed;
}

/** What packIntervals packed. */
export function unpackIntervals(packed: Float64Array): Interval[] {
  return Array.from({ length: packed.length / FIELDS.length }, (_, i) => {
    const [time, min, max, mean, last, count] = packed.subarray(i * FIELDS.length);
    return { time: time!, min: min!, max: max!, mean: mean!, last: last!, count: count! };
  });
}
