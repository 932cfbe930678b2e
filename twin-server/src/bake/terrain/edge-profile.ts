/**
 * Makes the edges of a tile a function of the heights along them alone, so that two tiles of a level meet without a crack whatever
 * lies inside each. Posts along an edge that are not needed within `maxError` are put on the straight line between those that are:
 * should the inside of one tile split the edge there, the other tile's longer edge still runs through that point.
 */
export function straightenEdges(heights: Float64Array, intervals: number, sag: number, maxError: number): void {
  const size = intervals + 1;
  const last = intervals * size;
  for (const [start, step] of [
    [0, 1],
    [last, 1],
    [0, size],
    [intervals, size],
  ] as const) {
    straighten(heights, start, step, intervals, sag, maxError);
  }
}

/** One edge: `intervals` + 1 posts from `start`, `step` apart. */
function straighten(
  heights: Float64Array,
  start: number,
  step: number,
  intervals: number,
  sag: number,
  maxError: number,
): void {
  const needed = new Uint8Array(intervals + 1);
  const height = (i: number) => heights[start + i * step]!;
  // From the shortest spans to the longest: a post that is needed needs the middle of the span it halves.
  for (let half = 1; half < intervals; half *= 2) {
    for (let i = half; i < intervals; i += 2 * half) {
      const error = Math.abs((height(i - half) + height(i + half)) / 2 - height(i)) + sag * (2 * half) ** 2;
      const quarter = half / 2;
      const finer = half > 1 && (needed[i - quarter] || needed[i + quarter]);
      if (error > maxError || finer) needed[i] = 1;
    }
  }
  // From the longest to the shortest, so that the ends of each line already stand where they stay.
  for (let half = intervals / 2; half >= 1; half /= 2) {
    for (let i = half; i < intervals; i += 2 * half) {
      if (!needed[i]) heights[start + i * step] = (height(i - half) + height(i + half)) / 2;
    }
  }
}
