import { describe, expect, test } from 'vitest';
import { insideRing, labelPoints } from './footprint.ts';
import type { PlanPoint } from './frame.ts';

/** An L: 6 by 4 metres less its upper right quarter. */
const CORNER_HOME: readonly PlanPoint[] = [
  [0, 0],
  [6, 0],
  [6, 2],
  [2, 2],
  [2, 4],
  [0, 4],
];

describe('insideRing', () => {
  test.each<[PlanPoint, boolean]>([
    [[1, 3], true],
    [[5, 1], true],
    [[4, 3], false],
    [[-1, 1], false],
    [[7, 1], false],
  ])('a point at %j of a room around a corner: %j', (point, inside) => {
    expect(insideRing(point, CORNER_HOME)).toBe(inside);
    expect(insideRing(point, CORNER_HOME.toReversed())).toBe(inside);
  });
});

describe('labelPoints', () => {
  test('every place offered lies in the room, also where its middle does not', () => {
    const points = labelPoints(CORNER_HOME);
    expect(points.length).toBeGreaterThan(2);
    for (const point of points) expect(insideRing(point, CORNER_HOME)).toBe(true);
  });

  test('the best place of a long corridor is its middle', () => {
    const [best] = labelPoints([
      [-9, 0],
      [9, 0],
      [9, 1.5],
      [-9, 1.5],
    ]);
    expect(best).toEqual([0, 0.75]);
  });

  test('a ring of two points has no place', () => {
    expect(
      labelPoints([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual([]);
  });
});
