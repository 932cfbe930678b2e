import type { BuildingOutline } from 'twin-core';
import { expect, test } from 'vitest';
import { spaceAt } from './space-at.ts';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const space = (globalId: string, storey: string, footprint: [number, number][]) => ({ globalId, storey, footprint });
const model = {
  storeys: [
    { globalId: 's1', name: '1F' },
    { globalId: 's2', name: '2F' },
  ],
  spaces: [
    space('home-101', 's1', square(0, 0, 10)),
    space('bath-101', 's1', square(1, 1, 2)),
    space('home-201', 's2', square(0, 0, 10)),
  ],
} as Partial<BuildingOutline> as BuildingOutline;

test('6.4.1-3-7 a click on the floor of a storey finds the home over it', () => {
  expect(spaceAt(model, '1F', [8, 8, 0])).toBe('home-101');
  expect(spaceAt(model, '2F', [8, 8, 3])).toBe('home-201');
});

test('6.4.1-3-7 a room within a home is found rather than the home', () => {
  expect(spaceAt(model, '1F', [2, 2, 0])).toBe('bath-101');
});

test('6.4.1-3-7 outside every space, and on an unknown storey, there is none', () => {
  expect(spaceAt(model, '1F', [20, 20, 0])).toBeNull();
  expect(spaceAt(model, '9F', [2, 2, 0])).toBeNull();
  expect(spaceAt(model, null, [2, 2, 0])).toBeNull();
});
