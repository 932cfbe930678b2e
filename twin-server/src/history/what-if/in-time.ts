import type { Series } from '../series-block.ts';

/** Observations of several datastreams in the order of their times (epoch ms); of one instant in the order of the series. */
export interface InTime {
  readonly slots: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/**
 * Series as one list in time, their times not before `begin`, epoch ms. Sorted as numbers that hold the time and the place: without a
 * function to compare, millions take a second. That is exact while milliseconds × observations stay below 2⁵³: a day of 10⁸.
 */
export function inTime(list: readonly Series[], begin: number): InTime {
  const count = list.reduce((sum, { times }) => sum + times.length, 0);
  const [slots, times, values] = [new Int32Array(count), new Float64Array(count), new Float64Array(count)];
  let at = 0;
  for (const series of list) {
    slots.fill(series.datastream, at, at + series.times.length);
    times.set(series.times, at);
    values.set(series.values, at);
    at += series.times.length;
  }
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = Math.floor(times[i]! - begin) * count + i;
  keys.sort();
  const sorted = { slots: new Int32Array(count), times: new Float64Array(count), values: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const from = keys[i]! % count;
    sorted.slots[i] = slots[from]!;
    sorted.times[i] = times[from]!;
    sorted.values[i] = values[from]!;
  }
  return sorted;
}
