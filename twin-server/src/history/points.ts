/** What one datastream observed: phenomenonTime (epoch ms) ascending, each instant once, and its value. */
export interface Points {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

const NO_POINTS: Points = { times: new Float64Array(0), values: new Float64Array(0) };

/** Observations in the order in which they were recorded as points: of several for one instant the one recorded last counts. */
export function pointsOf(times: Float64Array, values: Float64Array): Points {
  let ascending = true;
  for (let i = 1; i < times.length && ascending; i++) ascending = times[i]! > times[i - 1]!;
  if (ascending) return { times, values };
  const order = Uint32Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
  const kept = order.filter((place, i) => i + 1 === order.length || times[order[i + 1]!] !== times[place]);
  return {
    times: Float64Array.from(kept, (place) => times[place]!),
    values: Float64Array.from(kept, (place) => values[place]!),
  };
}

/** Several lists as one, the one recorded earliest first. */
export function mergePoints(lists: readonly Points[]): Points {
  const filled = lists.filter(({ times }) => times.length > 0);
  if (filled.length < 2) return filled[0] ?? NO_POINTS;
  const total = filled.reduce((sum, { times }) => sum + times.length, 0);
  const [times, values] = [new Float64Array(total), new Float64Array(total)];
  let at = 0;
  for (const list of filled) {
    times.set(list.times, at);
    values.set(list.values, at);
    at += list.times.length;
  }
  return pointsOf(times, values);
}

/** The points from one instant to another, both included. */
export function cutPoints({ times, values }: Points, from: number, to: number): Points {
  const begin = firstAtOrAfter(times, from);
  let end = firstAtOrAfter(times, to);
  if (times[end] === to) end++;
  return { times: times.subarray(begin, end), values: values.subarray(begin, end) };
}

/** The place of the first instant that is not before another. */
function firstAtOrAfter(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
