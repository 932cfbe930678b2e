import { expect, test } from 'vitest';
import { boundaryGaps } from './boundary-gaps.ts';

const SQUARE = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
] as const;

test('7.2.4-1 fences all around leave no metre uncovered', () => {
  const fence = [...SQUARE, SQUARE[0]];
  expect(boundaryGaps(SQUARE, [fence], [], 1)).toEqual({ lengthM: 400, uncoveredM: 0, gaps: [] });
});

test('7.2.4-1 a missing stretch is told with its ends and its metres', () => {
  const lines = [
    [
      [0, 0],
      [100, 0],
      [100, 40],
    ],
    [
      [100, 62],
      [100, 100],
      [0, 100],
      [0, 0],
    ],
  ] as const;
  const { uncoveredM, gaps } = boundaryGaps(SQUARE, lines, [], 1);
  expect(gaps).toHaveLength(1);
  expect(gaps[0]!.from[1]).toBeCloseTo(41, 0);
  expect(gaps[0]!.to[1]).toBeCloseTo(61, 0);
  expect(Math.abs(uncoveredM - 20)).toBeLessThanOrEqual(1);
});

test('7.2.4-1 a fence too far inside covers nothing; an area covers what lies in it; without fences all is open', () => {
  const inside = [
    [5, 5],
    [95, 5],
  ] as const;
  expect(boundaryGaps(SQUARE, [inside], [], 2).uncoveredM).toBe(400);
  const gate = [
    [40, -3],
    [60, -3],
    [60, 3],
    [40, 3],
  ] as const;
  expect(boundaryGaps(SQUARE, [], [gate], 2).uncoveredM).toBeCloseTo(380, 0);
});
