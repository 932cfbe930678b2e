import { Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { toPlan, toThree, toThreeBox } from './frame.ts';

describe('building frame and three', () => {
  test('x stays right, up becomes y, forward becomes −z as in glTF', () => {
    expect(toThree([1, 2, 3], new Vector3()).toArray()).toEqual([1, 3, -2]);
  });

  test('the plan of a point is where it came from', () => {
    expect(toPlan(toThree([-7.5, 4.25, 47.5], new Vector3()))).toEqual([-7.5, 4.25]);
  });

  test('handedness is kept: right × forward is up in both', () => {
    const right = toThree([1, 0, 0], new Vector3());
    const forward = toThree([0, 1, 0], new Vector3());
    expect(right.cross(forward).distanceTo(toThree([0, 0, 1], new Vector3()))).toBe(0);
  });

  test('a box keeps its extent, its least corner least, and may be cut', () => {
    const { min, max } = toThreeBox({ min: [-15, -9, 47], max: [16, 8, 50] }, 49);
    expect(min.toArray()).toEqual([-15, 47, -8]);
    expect(max.toArray()).toEqual([16, 49, 9]);
  });
});
