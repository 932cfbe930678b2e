import { describe, expect, test } from 'vitest';
import { degreesOf, northFrame, squareAround, tileWindow, toGround } from './ground-frame.ts';

const FRAME = { longitude: 112.55, latitude: 37.87, height: 771.579, headingDeg: 30 };

describe('ground frame', () => {
  test('the four tiles of a level share its square without gap or overlap, row 0 in the north', () => {
    const square = { west: -100, south: -100, east: 100, north: 100 };
    expect(tileWindow(square, 0, 0, 1)).toEqual({ west: -100, south: 0, east: 0, north: 100 });
    expect(tileWindow(square, 1, 0, 1)).toEqual({ west: 0, south: 0, east: 100, north: 100 });
    expect(tileWindow(square, 0, 1, 1)).toEqual({ west: -100, south: -100, east: 0, north: 0 });
    expect(tileWindow(square, 1, 1, 1)).toEqual({ west: 0, south: -100, east: 100, north: 0 });
  });

  test('a tile of the finest level is as sharp as it is named: 3 km over 256 tiles', () => {
    const window = tileWindow({ west: 0, south: 0, east: 3000, north: 3000 }, 255, 0, 8);
    expect(window.east).toBeCloseTo(3000, 9);
    expect(window.east - window.west).toBeCloseTo(3000 / 256, 9);
  });

  test('the square around a boundary holds it with its margin and is square', () => {
    const corners = degreesOf(FRAME, { west: -150, south: -80, east: 50, north: 60 });
    const ring = [
      [corners.west, corners.south],
      [corners.east, corners.north],
    ] as const;
    const square = squareAround(FRAME, ring, 300);
    expect(square.west).toBeCloseTo(-450, 3);
    expect(square.east).toBeCloseTo(350, 3);
    expect(square.north - square.south).toBeCloseTo(square.east - square.west, 9);
  });

  test('degrees and metres are each other’s inverse whatever the heading of the site frame', () => {
    const { west, south } = degreesOf(FRAME, { west: -733.25, south: 412.5, east: 0, north: 500 });
    const [x, y] = toGround(northFrame(FRAME), [west, south]);
    expect(x).toBeCloseTo(-733.25, 4);
    expect(y).toBeCloseTo(412.5, 4);
  });
});
