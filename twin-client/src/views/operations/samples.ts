import type { PlotPoint } from '../../kit/chart/plot.ts';
import type { Buckets, OperationsReport } from '../../state/records/operations.ts';

/** What is kept in the page. */
export const SPAN_MS = 15 * 60_000;
/** Quantiles are taken over this much time up to a point. */
const WINDOW_MS = 30_000;

/** The samples with one more, those past the span left out. */
export function addSample(samples: readonly OperationsReport[], sample: OperationsReport): OperationsReport[] {
  return [...samples.filter(({ time }) => sample.time - time <= SPAN_MS && time < sample.time), sample];
}

/** How fast a count grows, a second; no point where the server started anew in between. */
export function rates(samples: readonly OperationsReport[], read: (sample: OperationsReport) => number): PlotPoint[] {
  return samples.flatMap((sample, i) => {
    const before = samples[i - 1];
    if (!before || before.startedAt !== sample.startedAt) return [];
    return { time: sample.time, value: ((read(sample) - read(before)) / (sample.time - before.time)) * 1000 };
  });
}

/** A value as it was at each sample. */
export function values(samples: readonly OperationsReport[], read: (sample: OperationsReport) => number): PlotPoint[] {
  return samples.map((sample) => ({ time: sample.time, value: read(sample) }));
}

/** A quantile of what happened in the half minute before each sample; no point where nothing happened. */
export function quantiles(
  samples: readonly OperationsReport[],
  read: (sample: OperationsReport) => Buckets,
  q: number,
): PlotPoint[] {
  let first = 0;
  return samples.flatMap((sample, i) => {
    while (
      first < i &&
      (sample.time - samples[first]!.time > WINDOW_MS || samples[first]!.startedAt !== sample.startedAt)
    )
      first++;
    if (first === i) return [];
    const value = quantileOf(since(read(sample), read(samples[first]!)), q);
    return value === null ? [] : { time: sample.time, value };
  });
}

/** What was added to buckets since they were seen before. */
export function since(now: Buckets, before: Buckets | null): Buckets {
  if (!before) return now;
  return {
    bounds: now.bounds,
    counts: now.counts.map((count, i) => count - (before.counts[i] ?? 0)),
    sum: now.sum - before.sum,
  };
}

/** The q-quantile (0–1) by linear reckoning inside its bucket; null of nothing. Above the last bound it is that bound. */
export function quantileOf({ bounds, counts }: Buckets, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return null;
  let below = 0;
  for (const [i, count] of counts.entries()) {
    if (count > 0 && below + count >= q * total) {
      const upper = bounds[i];
      if (upper === undefined) break;
      const lower = bounds[i - 1] ?? 0;
      return lower + ((upper - lower) * (q * total - below)) / count;
    }
    below += count;
  }
  return bounds.at(-1) ?? null;
}

/** How many values buckets hold, and their mean; null of nothing. */
export function totalOf({ counts, sum }: Buckets): { readonly count: number; readonly mean: number } | null {
  const count = counts.reduce((all, one) => all + one, 0);
  return count > 0 ? { count, mean: sum / count } : null;
}
