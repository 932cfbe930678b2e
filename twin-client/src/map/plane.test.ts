import { describe, expect, test } from 'vitest';
import { distanceToLine, isWithin, toPlane } from './plane.ts';

describe('plane', () => {
  test("the plane is deck.gl's: one tile of 512 pixels holds the earth at zoom 0, x east, y south", () => {
    expect(toPlane([0, 0], 0)).toEqual([256, 256]);
    expect(toPlane([180, 0], 1)[0]).toBe(1024);
    // EPSG 9.1, method 1024: the square's northern edge.
    expect(toPlane([0, 85.0511287798], 0)[1]).toBeCloseTo(0, 6);
  });

  test('a place is within a ring or not, in its notch too', () => {
    const notched = [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 1],
      [0, 4],
    ] as const;
    expect(isWithin([1, 1], notched)).toBe(true);
    expect(isWithin([2, 3], notched)).toBe(false);
  });

  test('a line is as far as its nearest segment, not as its extension', () => {
    const line = [
      [0, 0],
      [10, 0],
    ] as const;
    expect(distanceToLine([5, 3], line)).toBe(3);
    expect(distanceToLine([13, 4], line)).toBe(5);
  });
});
