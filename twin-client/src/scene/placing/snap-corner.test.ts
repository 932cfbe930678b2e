import type { LocalPoint } from 'twin-core';
import { expect, it } from 'vitest';
import { snapCorner } from './snap-corner.ts';

const CORNERS: readonly LocalPoint[] = [
  [0, 0, 0],
  [10, 0, 0],
  [10, 0, 30],
];
/** A side view: 10 pixels a metre. */
const placeOf = ([x, , z]: LocalPoint) => (x < 0 ? undefined : { x: x * 10, y: -z * 10 });

it('6.4.1-2-3 a click near a corner means the corner, elsewhere the surface', () => {
  expect(snapCorner(CORNERS, { x: 96, y: 5 }, placeOf)).toEqual([10, 0, 0]);
  expect(snapCorner(CORNERS, { x: 104, y: -297 }, placeOf)).toEqual([10, 0, 30]);
  expect(snapCorner(CORNERS, { x: 50, y: 0 }, placeOf)).toBeNull();
});

it('corners behind the camera are not met', () => {
  expect(snapCorner([[-5, 0, 0]], { x: 0, y: 0 }, placeOf)).toBeNull();
});
