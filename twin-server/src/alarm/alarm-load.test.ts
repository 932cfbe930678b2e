import { describe, expect, test } from 'vitest';
import { type AlarmLimits, bandOf, PERIOD_MS, ratesOf } from './alarm-load.ts';

const LIMITS: AlarmLimits = { good: 6, manageable: 12, flood: 30, operators: 1 };
const HOUR_MS = 3_600_000;
const load = (counts: readonly number[]) => ratesOf(new Map(counts.entries()), 0, counts.length * PERIOD_MS);

describe('7.2.10-2 alarm load, ISA-18.2', () => {
  test.each([
    [0, 'good'],
    [6, 'good'],
    [6.1, 'manageable'],
    [12, 'manageable'],
    [13, 'high'],
    [30, 'high'],
    [31, 'flood'],
  ] as const)('%d an hour is %s', (rate, band) => {
    expect(bandOf(rate, LIMITS)).toBe(band);
    expect(bandOf(rate * 2, { ...LIMITS, operators: 2 })).toBe(band);
  });

  test('a time of less than an hour counts as one', () => {
    expect(ratesOf(new Map([[0, 50]]), 1000, 1000 + PERIOD_MS / 2)).toEqual({ current: 50, maximum: 50, average: 50 });
  });

  test('the most in an hour is found wherever the hour begins; the average is over the whole time', () => {
    const counts = [0, 0, 0, 4, 4, 4, 4, 4, 4, 0, 0, 6];
    expect(load(counts)).toMatchObject({ maximum: 24, current: 18, average: 15 });
    expect(load([...counts, ...counts])).toMatchObject({ average: (60 * HOUR_MS) / (24 * PERIOD_MS) });
  });
});
