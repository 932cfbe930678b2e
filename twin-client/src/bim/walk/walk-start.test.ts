import type { SpaceModel } from 'twin-core';
import { expect, test } from 'vitest';
import { insideRing } from '../footprint.ts';
import { walkStart } from './walk-start.ts';

function room(name: string, objectType: string, west: number, south: number, east: number, north: number): SpaceModel {
  const footprint: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  return { globalId: name, name, longName: null, objectType, storey: 's', footprint, box: null };
}

const home = room('1701', 'HOME', -10, -8, 0, 0);
const corridor = room('CORRIDOR', 'CORRIDOR', -9, 0.5, 9, 2);

test('inside: walk: it begins in the corridor and looks along it', () => {
  const start = walkStart([home, corridor], null);
  expect(start && insideRing(start.at, corridor.footprint)).toBe(true);
  expect(Math.abs(start?.yaw ?? 0)).toBeCloseTo(Math.PI / 2);
});

test('inside: walk: it begins in the room that was chosen', () => {
  const start = walkStart([home, corridor], home);
  expect(start && insideRing(start.at, home.footprint)).toBe(true);
});

test('inside: walk: without rooms there is no place to begin', () => {
  expect(walkStart([], null)).toBeNull();
});
