import { Catalogue, type Device, FACILITIES, type TwinState } from 'twin-core';
import { expect, test } from 'vitest';
import { isMoving, whereaboutsOf } from './whereabouts.ts';

const device = {
  location: { longitude: 112.55, latitude: 37.87, height: 772 },
  properties: ['longitudeDeg', 'latitudeDeg'],
  slots: [0, 1],
} as unknown as Device;
const told = (...values: number[]) => ({ values: Float64Array.from(values) }) as unknown as TwinState;

test('4: a device that declares where it is stands where it said last, not where it is registered', () => {
  expect(whereaboutsOf(told(112.551, 37.869), device)).toEqual({ longitude: 112.551, latitude: 37.869, height: 772 });
});

test('4: one that never said so, or has nothing to say, has no whereabouts', () => {
  expect(whereaboutsOf(told(Number.NaN, 37.869), device)).toBeNull();
  expect(whereaboutsOf(told(), { ...device, properties: [], slots: [] })).toBeNull();
  const catalogue = new Catalogue(FACILITIES);
  expect(
    ['patrol-terminal', 'patrol-vehicle', 'smoke-detector', 'unheard-of'].map((kind) => isMoving(catalogue, kind)),
  ).toEqual([true, true, false, false]);
});
