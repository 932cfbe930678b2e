import { describe, expect, test } from 'vitest';
import type { OperationsReport } from '../../state/records/operations.ts';
import { addSample, quantileOf, quantiles, rates, SPAN_MS, since, totalOf } from './samples.ts';

const sample = (time: number, observations: number, counts: number[] = [0, 0, 0], startedAt = 0) =>
  ({
    time,
    startedAt,
    observations,
    stages: { journal: { bounds: [10, 20], counts, sum: 0 } },
  }) as unknown as OperationsReport;

describe('4.2.8 what the operations page reckons from counts', () => {
  test('a rate is a second’s share; a server that started anew makes a gap, never a negative rate', () => {
    const seen = [sample(1000, 10), sample(3000, 30), sample(5000, 4, [], 4000), sample(7000, 8, [], 4000)];
    expect(rates(seen, ({ observations }) => observations)).toEqual([
      { time: 3000, value: 10 },
      { time: 7000, value: 2 },
    ]);
  });

  test('only the last quarter of an hour is kept, each moment once', () => {
    const kept = addSample([sample(0, 0), sample(SPAN_MS, 0), sample(SPAN_MS + 5, 0)], sample(SPAN_MS + 5, 1));
    expect(kept.map(({ time }) => time)).toEqual([SPAN_MS, SPAN_MS + 5]);
  });

  test.each([
    [[10, 0, 0], 0.5, 5],
    [[0, 10, 0], 0.5, 15],
    [[5, 5, 0], 0.99, 19.8],
    [[0, 0, 3], 0.5, 20],
    [[0, 0, 0], 0.5, null],
  ])('of %j the %d-quantile is %s', (counts, q, expected) => {
    const found = quantileOf({ bounds: [10, 20], counts, sum: 0 }, q);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected);
  });

  test('a quantile is of what happened in the last half minute', () => {
    const seen = [sample(0, 0, [100, 0, 0]), sample(2000, 0, [100, 4, 0]), sample(40_000, 0, [100, 4, 0])];
    expect(quantiles(seen, ({ stages }) => stages.journal, 0.5)).toEqual([{ time: 2000, value: 15 }]);
  });

  test('what was added since, and its mean', () => {
    const now = { bounds: [1], counts: [3, 2], sum: 9 };
    expect(totalOf(since(now, { bounds: [1], counts: [1, 1], sum: 3 }))).toEqual({ count: 3, mean: 2 });
    expect(totalOf(since(now, now))).toBeNull();
  });
});
