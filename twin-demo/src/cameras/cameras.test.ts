import { expect, test } from 'vitest';
import { indoorView, isWithin } from './indoor-view.ts';
import { View } from './view.ts';
import { isHidden, walkers } from './walkers.ts';

const FRAME = { longitude: 112.55, latitude: 37.87, height: 770, headingDeg: 0 };
const pose = (headingDeg: number, tiltDeg: number) => ({
  location: { longitude: 112.55, latitude: 37.87, height: 774 },
  headingDeg,
  tiltDeg,
  angleDeg: 90,
});

test('7.2.10-3 a camera sees what is ahead in the middle, what is level on the horizon, and what is right on the right', () => {
  const level = new View(FRAME, pose(90, 0), 320, 180);
  expect(level.project([20, 0, 4])).toEqual([160, expect.closeTo(90, 6)]);
  expect(level.horizon).toBeCloseTo(90);
  // Field of view of 90°: what is as far to the right as ahead is at the edge.
  expect(level.project([20, -20, 4])![0]).toBeCloseTo(320);
  expect(level.project([-5, 0, 4])).toBeNull();
  const down = new View(FRAME, pose(0, -45), 320, 180);
  expect(down.project([0, 4, 0])!.map(Math.round)).toEqual([160, 90]);
  expect(down.horizon).toBeLessThan(0);
});

test('7.2.10-3 a polygon that reaches behind the camera is cut off before it', () => {
  const view = new View(FRAME, pose(0, 0), 320, 180);
  const ground = view.polygon([
    [-50, -50, 0],
    [50, -50, 0],
    [50, 50, 0],
    [-50, 50, 0],
  ])!;
  expect(ground.every((pixel) => pixel.every(Number.isFinite))).toBe(true);
  expect(
    view.polygon([
      [-5, -50, 0],
      [5, -50, 0],
      [5, -40, 0],
    ]),
  ).toBeNull();
});

test('7.2.10-3 people walk where the camera can see them, the same ones every time', () => {
  const view = new View(FRAME, pose(0, -12), 320, 180);
  const wall = [
    [-40, 12],
    [40, 12],
    [40, 14],
    [-40, 14],
  ] as const;
  const options = { seed: 'a', view, angleDeg: 90, rangeM: 60, floor: 0, frames: 192, framesPerSecond: 8 };
  const isOpen = (place: readonly [number, number]) => !isHidden([0, 0], place, [wall]) && !isWithin(place, wall);
  const pictures = walkers({ ...options, isOpen });
  expect(walkers({ ...options, isOpen })).toEqual(pictures);
  const figures = pictures.flat();
  expect(figures.length).toBeGreaterThan(24);
  for (const { feet, head } of figures) expect(feet[1]).toBeGreaterThan(head[1]);
  // Nobody stands farther than the wall: higher in the picture than its foot.
  const foot = view.project([0, 12, 0])![1];
  expect(figures.every(({ feet }) => feet[1] > foot - 20)).toBe(true);
});

test('7.2.10-3 a room shows its floor, its walls and the doors in them', () => {
  const view = new View(FRAME, { ...pose(0, -10), location: { ...pose(0, 0).location, height: 772.5 } }, 320, 180);
  const space = {
    footprint: [
      [-3, -1],
      [3, -1],
      [3, 9],
      [-3, 9],
    ] as [number, number][],
    box: { min: [-3, -1, 0] as [number, number, number], max: [3, 9, 3] as [number, number, number] },
  };
  const door = {
    box: { min: [-0.5, 8.9, 0] as [number, number, number], max: [0.5, 9.1, 2.1] as [number, number, number] },
  };
  const count = (doors: (typeof door)[]) => indoorView(view, space, doors).filter((stroke) => 'area' in stroke).length;
  expect(count([door]) - count([])).toBe(1);
});
