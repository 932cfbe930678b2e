import { expect, test } from 'vitest';
import { tiledStoreys } from './tiled-storeys.ts';

const tile = (extras: unknown, box: unknown) => ({ boundingVolume: { box }, geometricError: 0, extras });
const BOX = [0, 0, 1.5, 10, 0, 0, 0, 8, 0, 0, 0, 1.55];

test('reads a baked tileset’s storeys with the heights of their boxes', () => {
  const tileset = { root: { children: [tile({ storey: 'guid', name: '1F', index: 1 }, BOX)] } };
  const [storey] = tiledStoreys(tileset);
  expect(storey).toMatchObject({ globalId: 'guid', name: '1F', index: 1 });
  expect(storey?.bottom).toBeCloseTo(-0.05, 9);
  expect(storey?.top).toBeCloseTo(3.05, 9);
});

test.each([
  ['a tile of products without a storey', tile({ storey: null, name: null, index: null }, BOX)],
  ['a tile without extras', { boundingVolume: { box: BOX } }],
  [
    'a tile bounded by a sphere',
    { boundingVolume: { sphere: [0, 0, 0, 1] }, extras: { storey: 'g', name: '1F', index: 0 } },
  ],
  ['what is no tile', null],
])('leaves out %s', (_what, child) => {
  expect(tiledStoreys({ root: { children: [child] } })).toEqual([]);
});

test.each([[null], [{}], [{ root: 3 }], [{ root: { children: 'x' } }]])('finds none in %j', (tileset) => {
  expect(tiledStoreys(tileset)).toEqual([]);
});
