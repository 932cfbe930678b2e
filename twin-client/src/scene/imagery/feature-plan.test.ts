import type { FeatureGeometry, LayerFeature } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { FeaturePlan } from './feature-plan.ts';

const [LONGITUDE, LATITUDE] = [112.55, 37.87];
/** About a metre. */
const M = 1 / 111_320;

const at = (x: number, y: number): [number, number] => [
  LONGITUDE + (x * M) / Math.cos((LATITUDE * Math.PI) / 180),
  LATITUDE + y * M,
];
const square = (x: number, y: number, side: number) => [
  at(x, y),
  at(x + side, y),
  at(x + side, y + side),
  at(x, y + side),
  at(x, y),
];
const feature = (id: string, geometry: FeatureGeometry): LayerFeature => ({
  layer: 'L',
  id,
  name: null,
  geometry,
  properties: {},
});

const FEATURES = [
  feature('park', { type: 'Polygon', coordinates: [square(0, 0, 100), square(40, 40, 20)] }),
  feature('pond', { type: 'MultiPolygon', coordinates: [[square(10, 10, 10)], [square(200, 200, 10)]] }),
  feature('road', { type: 'LineString', coordinates: [at(-50, 30), at(150, 30)] }),
  feature('tree', { type: 'Point', coordinates: at(70, 70) }),
];
const plan = new FeaturePlan(FEATURES);
const pick = (x: number, y: number, toleranceM = 1) => plan.pick(...at(x, y), toleranceM, 2)?.id ?? null;

describe('6.4.1-9 features on the ground', () => {
  test.each([
    ['inside an area', [80, 10], 'park'],
    ['in its hole', [50, 50], null],
    ['a smaller area in a larger', [15, 15], 'pond'],
    ['another part of the same feature', [205, 205], 'pond'],
    ['between the parts', [150, 150], null],
    ['a line over an area', [80, 30.5], 'road'],
    ['beside a line', [80, 32.5], 'park'],
    ['past the end of a line', [152.5, 30], null],
    ['a point over an area', [70.5, 70.5], 'tree'],
    ['nothing', [-80, -80], null],
  ] as const)('a click %s', (_, [x, y], expected) => expect(pick(x, y)).toBe(expected));

  test('from afar a line is met by a finger', () => {
    expect(pick(120, 36, 1)).toBeNull();
    expect(pick(120, 36, 8)).toBe('road');
  });

  test('a tile asks for what is in it, in the order of the layer', () => {
    const [west, south] = plan.toPlan(...at(5, 5));
    const [east, north] = plan.toPlan(...at(35, 35));
    const found = plan.within({ west, south, east, north }).map((shape) => shape.feature.id);
    expect(found).toEqual(['park', 'pond', 'road']);
  });

  test('nothing moves: a place comes from the plan to the millimetre', () => {
    const places = [at(0, 0), at(150, 30)];
    const [[ax, ay], [bx, by]] = places.map((place) => plan.toPlan(...place)) as [[number, number], [number, number]];
    // The frame is linear in degrees, so a tile that is too draws everything where it is.
    const half = plan.toPlan((places[0]![0] + places[1]![0]) / 2, (places[0]![1] + places[1]![1]) / 2);
    expect(half[0]).toBeCloseTo((ax + bx) / 2, 6);
    expect(half[1]).toBeCloseTo((ay + by) / 2, 6);
    expect(Math.hypot(bx - ax, by - ay)).toBeCloseTo(Math.hypot(150, 30), 1);
  });

  test('of 100,000 features a tile looks at its own', () => {
    const many = Array.from({ length: 100_000 }, (_, index) =>
      feature(String(index), {
        type: 'Polygon',
        coordinates: [square((index % 400) * 30, Math.floor(index / 400) * 30, 20)],
      }),
    );
    const city = new FeaturePlan(many);
    const [west, south] = city.toPlan(...at(3_000, 3_000));
    const [east, north] = city.toPlan(...at(3_100, 3_100));
    expect(city.within({ west, south, east, north }).length).toBe(16);
    expect(city.pick(...at(3_010, 3_010), 1, 1)?.id).toBe(String(100 * 400 + 100));
  });

  test('a layer with nothing in it', () => {
    const empty = new FeaturePlan([]);
    expect(empty.bounds).toBeNull();
    expect(empty.within({ west: -1, south: -1, east: 1, north: 1 })).toEqual([]);
    expect(empty.pick(0, 0, 10, 1)).toBeNull();
  });
});
