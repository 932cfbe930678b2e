import { describe, expect, test } from 'vitest';
import { groundAt, profileScale, roundSteps } from './profile-scale.ts';

const BOX = { left: 40, top: 10, width: 500, height: 150 };
const PIPE = {
  layer: 'water',
  id: 'P',
  name: null,
  kind: 'pipe',
  medium: 'water',
  diameterMm: 200,
  material: null,
  course: [[50, 98]],
} as const;

describe('4.2.3 a section along a line', () => {
  test('steps of an axis are round', () => {
    expect(roundSteps(0, 100, 8)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(roundSteps(768.3, 771.9, 6)).toEqual([769, 770, 771]);
    expect(roundSteps(0, 7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('ground and pipes fit, and the exaggeration is what the picture has', () => {
    const scale = profileScale(
      100,
      [
        [0, 100],
        [100, 101],
      ],
      [{ ...PIPE, course: [[50, 98]] }],
      BOX,
    );
    expect([scale.x(0), scale.x(100)]).toEqual([40, 540]);
    expect(scale.y(101)).toBeGreaterThan(10);
    expect(scale.y(97.9)).toBeLessThan(160);
    expect(scale.exaggeration).toBeCloseTo(150 / (scale.high - scale.low) / 5, 6);
    expect(scale.high - scale.low).toBeGreaterThanOrEqual(3);
  });

  test('the ground between two known places is straight', () => {
    const ground = [
      [0, 100],
      [10, 102],
      [20, 101],
    ] as const;
    expect([groundAt(ground, 0), groundAt(ground, 5), groundAt(ground, 20), groundAt(ground, 30)]).toEqual([
      100, 101, 101, 101,
    ]);
    expect(groundAt([], 5)).toBeNull();
  });
});
