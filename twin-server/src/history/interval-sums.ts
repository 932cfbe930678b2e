import { decimalDigits, fromDecimal, toDecimal } from '../journal/number-column.ts';
import type { Points } from './points.ts';

/** What was observed in one interval that begins at `time` (epoch ms); `last` is the value of the latest instant. */
export interface Sums {
  readonly time: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly last: number;
  readonly count: number;
}

/** As charts show it. */
export interface Interval extends Omit<Sums, 'sum'> {
  readonly mean: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
/** Sums of whole numbers are exact until here. */
const EXACT = 2 ** 53;

/** Points summed up by intervals of a width in ms, counted from 1970. Sums of decimals are exact. */
export function sumPoints({ times, values }: Points, width: number): Sums[] {
  const digits = decimalDigits(values);
  const sums: Sums[] = [];
  for (let begin = 0; begin < times.length; ) {
    const time = Math.floor(times[begin]! / width) * width;
    let [min, max, sum, scaled, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, begin];
    for (; end < times.length && times[end]! < time + width; end++) {
      const value = values[end]!;
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      if (digits >= 0) scaled += toDecimal(value, digits);
    }
    const exact = digits >= 0 && Math.abs(scaled) < EXACT;
    sums.push({
      time,
      min,
      max,
      sum: exact ? fromDecimal(scaled, digits) : sum,
      last: values[end - 1]!,
      count: end - begin,
    });
    begin = end;
  }
  return sums;
}

/** Sums of finer intervals, in order, as those of a wider one. */
export function widenSums(finer: readonly Sums[], width: number): Interval[] {
  const intervals: (Sums & { count: number })[] = [];
  for (const sums of finer) {
    const time = Math.floor(sums.time / width) * width;
    const before = intervals.at(-1);
    if (before?.time !== time) {
      intervals.push({ ...sums, time });
      continue;
    }
    intervals[intervals.length - 1] = {
      time,
      min: Math.min(before.min, sums.min),
      max: Math.max(before.max, sums.max),
      sum: before.sum + sums.sum,
      last: sums.last,
      count: before.count + sums.count,
    };
  }
  return intervals.map(({ sum, ...rest }) => ({ ...rest, mean: sum / rest.count }));
}
