import { describe, expect, test } from 'vitest';
import { linePath, roundSteps, valueRange } from './plot.ts';

describe('plot: what was measured, and nothing else', () => {
  test('a gap breaks the line', () => {
    const points = [0, 10, 50, 60].map((time) => ({ time, value: 1 }));
    const path = linePath(points, { from: 0, to: 60, min: 0, max: 2 }, 60, 20, 15);
    expect(path).toBe('M0.0 10.0L0.0 10.0L10.0 10.0M50.0 10.0L50.0 10.0L60.0 10.0');
  });

  test('a line that is never broken still begins with a move', () => {
    const points = [0, 60].map((time) => ({ time, value: 1 }));
    const path = linePath(points, { from: 0, to: 60, min: 0, max: 2 }, 60, 20, Number.POSITIVE_INFINITY);
    expect(path).toBe('M0.0 10.0L0.0 10.0L60.0 10.0');
  });

  test('a constant lies in the middle of a range that is not empty', () => {
    const range = valueRange([230, 230])!;
    expect(range.max - range.min).toBeGreaterThan(0);
    expect((range.max + range.min) / 2).toBeCloseTo(230);
    expect(valueRange([])).toBeNull();
  });

  test.each([
    [0, 1, 4, [0, 0.5, 1]],
    [-3, 12, 3, [0, 5, 10]],
    [0.11, 0.42, 3, [0.2, 0.4]],
  ])('round steps of %d to %d', (min, max, count, expected) => {
    expect(roundSteps(min, max, count)).toEqual(expected);
  });
});
