import { describe, expect, test } from 'vitest';
import { areaLeftM2 } from './area-left.ts';
import type { Ring } from './ring.ts';

const box = (x: number, y: number, width: number, height: number): Ring => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const SITE = [box(0, 0, 100, 50)];

describe('5.7.6 the area of green', () => {
  test('what lies outside the site, twice over each other or under something else is not counted', () => {
    expect(areaLeftM2(SITE, [[box(0, 0, 100, 50)]], [])).toBeCloseTo(5000, 0);
    expect(areaLeftM2(SITE, [[box(90, 0, 20, 50)]], [])).toBeCloseTo(500, 0);
    expect(areaLeftM2(SITE, [[box(0, 0, 10, 50)], [box(5, 0, 10, 50)]], [])).toBeCloseTo(750, 0);
    expect(areaLeftM2(SITE, [SITE], [[box(10, 10, 20, 20)], [box(20, 20, 20, 20)], [box(99, 49, 9, 9)]])).toBeCloseTo(
      5000 - 700 - 1,
      0,
    );
    expect(areaLeftM2(SITE, [[box(0, 0, 40, 40), box(10, 10, 20, 20)]], [])).toBeCloseTo(1200, 0);
  });

  test('a slanted border is met within a tenth of a percent', () => {
    const triangle: Ring = [
      [0, 0],
      [100, 0],
      [0, 50],
    ];
    expect(areaLeftM2(SITE, [[triangle]], [])).toBeCloseTo(2500, -1);
    expect(areaLeftM2([], [[triangle]], [])).toBe(0);
  });
});
