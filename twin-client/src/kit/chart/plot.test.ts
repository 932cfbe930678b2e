import { describe, expect, test } from 'vitest';
import { linePath, roundSteps, timeSteps, valueRange } from './plot.ts';

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

  test('marks of time stand at full moments of the local clock, few enough to be read', () => {
    const offset = 8 * 3_600_000;
    const from = Date.UTC(2026, 10, 22, 3, 20);
    const day = timeSteps(from, from + 86_400_000, offset, 6);
    expect(day.isDays).toBe(false);
    expect(day.times.map((time) => new Date(time + offset).toISOString().slice(11, 16))).toEqual([
      '18:00',
      '00:00',
      '06:00',
    ]);
    const month = timeSteps(from, from + 30 * 86_400_000, offset, 6);
    expect(month.isDays).toBe(true);
    expect(month.times.every((time) => (time + offset) % 86_400_000 === 0)).toBe(true);
    expect(month.times.length).toBeLessThanOrEqual(6);
  });
});
