import { describe, expect, test } from 'vitest';
import type { Point3 } from '../solid/triangle-bvh.ts';
import { measured, middleOf } from './measure.ts';

/** A rectangle of 3 × 4 m, upright and turned by 30°. */
const turned = (across: number, up: number): Point3 => [
  across * Math.cos(Math.PI / 6),
  up,
  across * Math.sin(Math.PI / 6),
];
const RECTANGLE = [turned(0, 0), turned(3, 0), turned(3, 4), turned(0, 4)];

describe('inside: measure', () => {
  test('a path is the sum of the ways from point to point', () => {
    const { value, legs } = measured({
      kind: 'path',
      points: [
        [0, 0, 0],
        [3, 0, 0],
        [3, 0, -4],
      ],
    });
    expect(legs).toEqual([3, 4]);
    expect(value).toBe(7);
  });

  test('area of an upright polygon counts in its own plane, and its sides close', () => {
    const { value, legs } = measured({ kind: 'area', points: RECTANGLE });
    expect(value).toBeCloseTo(12, 9);
    expect(legs.map((leg) => Math.round(leg * 1e6) / 1e6)).toEqual([3, 4, 3, 4]);
  });

  test('a polygon with a bay has the area without the bay', () => {
    const points: Point3[] = [
      [0, 1, 0],
      [4, 1, 0],
      [4, 1, 4],
      [2, 1, 4],
      [2, 1, 2],
      [0, 1, 2],
    ];
    expect(measured({ kind: 'area', points }).value).toBeCloseTo(12, 9);
  });

  test('height is upright whichever way the points lie apart', () => {
    expect(
      measured({
        kind: 'height',
        points: [
          [0, 3.1, 0],
          [5, 0.3, -2],
        ],
      }).value,
    ).toBeCloseTo(2.8, 9);
  });

  test('one point is nothing yet', () => {
    expect(measured({ kind: 'length', points: [[1, 2, 3]] })).toEqual({ value: 0, legs: [] });
    expect(
      measured({
        kind: 'area',
        points: [
          [1, 2, 3],
          [2, 2, 3],
        ],
      }).value,
    ).toBe(0);
    expect(
      middleOf([
        [0, 0, 0],
        [2, 4, 6],
      ]),
    ).toEqual([1, 2, 3]);
  });
});
