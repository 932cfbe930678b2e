import type { BuildingOutline, SpaceModel } from 'twin-core';
import { expect, test } from 'vitest';
import type { BuildingView } from '../state/site-view.ts';
import { boundsOf, toPlane } from './plane.ts';
import { roomAt, storeyPlan } from './storey-plan.ts';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const space = (globalId: string, storey: string, footprint: [number, number][], objectType: string): SpaceModel => ({
  globalId,
  name: globalId,
  longName: `long ${globalId}`,
  objectType,
  storey,
  footprint,
  box: null,
});
const model = {
  storeys: [
    { globalId: 's1', name: '1F' },
    { globalId: 's2', name: '2F' },
  ],
  spaces: [
    space('bath', 's1', square(1, 1, 2), 'BATH'),
    space('101', 's1', square(0, 0, 10), 'HOME'),
    space('201', 's2', square(0, 0, 10), 'HOME'),
    space('shapeless', 's1', [], 'HOME'),
  ],
} as Partial<BuildingOutline> as BuildingOutline;
const building = {
  code: 'B01',
  placement: { longitude: 112.55, latitude: 37.87, height: 780, headingDeg: 0 },
} as Partial<BuildingView> as BuildingView;

test('4: the plan of a storey holds its rooms where they are on the ground, the larger below', () => {
  const plan = storeyPlan(building, model, '1F');
  expect(plan.rooms.map(({ globalId }) => globalId)).toEqual(['101', 'bath']);
  const [[west, south], [east]] = boundsOf(plan.rooms[0]!.ring);
  expect([west, south]).toEqual([112.55, 37.87]);
  // 10 m at 38° north; a pixel of zoom 18 is about 0.236 m there.
  const widthPx = toPlane([east, south], 18)[0] - toPlane([west, south], 18)[0];
  expect(widthPx * 0.2357).toBeCloseTo(10, 1);
});

test('4: a home is called by its number, another room by its long name; a place means the innermost', () => {
  const plan = storeyPlan(building, model, '1F');
  expect(plan.rooms.map(({ name, prominent }) => [name, prominent])).toEqual([
    ['101', true],
    ['long bath', false],
  ]);
  expect(roomAt(plan, plan.rooms[1]!.middle)?.globalId).toBe('bath');
  expect(roomAt(plan, plan.rooms[0]!.middle)?.globalId).toBe('101');
  expect(roomAt(plan, [112.54, 37.87])).toBeNull();
});

test('4: an unknown storey has no rooms', () => {
  expect(storeyPlan(building, model, '9F').rooms).toEqual([]);
});
