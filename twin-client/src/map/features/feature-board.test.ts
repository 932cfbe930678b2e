import type { LayerFeature } from 'twin-core';
import { expect, test } from 'vitest';
import { LayerBoard } from '../../state/layers/layer-board.ts';
import type { LayerEntry } from '../../state/records/layer.ts';
import { FeatureBoard } from './feature-board.ts';

const record = (code: string, order: number, more: Partial<LayerEntry> = {}): LayerEntry => ({
  code,
  name: { zh: code, en: code },
  kind: 'features',
  group: 'ground',
  classCode: null,
  source: 'test',
  accuracyM: null,
  surveyDate: null,
  crs: 'EPSG:4326',
  heightDatum: null,
  rights: null,
  bounds: null,
  count: 1,
  style: {},
  tileset: null,
  imagery: null,
  visible: true,
  opacity: 1,
  order,
  updatedAt: 1,
  ...more,
});
const feature = (layer: string, id: string, geometry: LayerFeature['geometry']): LayerFeature => ({
  layer,
  id,
  name: null,
  geometry,
  properties: {},
});
const ring = (from: number, to: number): [number, number][] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];
const FEATURES: Readonly<Record<string, readonly LayerFeature[]>> = {
  GREEN: [feature('GREEN', 'lawn', { type: 'Polygon', coordinates: [ring(0, 10), ring(4, 6)] })],
  PIPES: [
    feature('PIPES', 'p1', { type: 'LineString', coordinates: [[0, 2, -1.5] as never, [10, 2, -1.8] as never] }),
    feature('PIPES', 'm1', { type: 'MultiPoint', coordinates: [[8, 8] as [number, number]] }),
  ],
};

function boardOf(...records: LayerEntry[]): { readonly board: LayerBoard; readonly map: FeatureBoard } {
  const kept = new Map<string, string>();
  const keeping = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  const board = new LayerBoard({ account: 'a', keeping, load: async (layer) => FEATURES[layer] ?? [] });
  board.setRecords(records);
  return { board, map: new FeatureBoard(board, () => undefined) };
}
const drawn = (map: FeatureBoard) => map.over.filter((layer) => 'code' in layer);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const ZOOM = 10;

test('4: layers are drawn in the order, visibility and opacity of the registry as this screen changed them', async () => {
  const { board, map } = boardOf(
    record('PIPES', 2, { kind: 'network' }),
    record('GREEN', 1),
    record('DEM', 0, { kind: 'terrain' }),
  );
  await settled();
  expect(drawn(map).map(({ code, parts }) => [code, parts.length])).toEqual([
    ['GREEN', 1],
    ['PIPES', 2],
  ]);
  board.move('GREEN', 2);
  board.setOpacity('GREEN', 0.3);
  expect(drawn(map).map(({ code, opacity }) => [code, opacity])).toEqual([
    ['PIPES', 1],
    ['GREEN', 0.3],
  ]);
  board.setVisible(['PIPES'], false);
  expect(drawn(map).map(({ code }) => code)).toEqual(['GREEN']);
});

test('4: a place means the uppermost feature there: an area without its holes, a line or a point nearby', async () => {
  const { board, map } = boardOf(record('GREEN', 1), record('PIPES', 2, { kind: 'network' }));
  await settled();
  expect(map.at([5, 2.001], ZOOM)).toEqual({ layer: 'PIPES', id: 'p1' });
  expect(map.at([5, 3], ZOOM)).toEqual({ layer: 'GREEN', id: 'lawn' });
  expect(map.at([8.001, 8], ZOOM)).toEqual({ layer: 'PIPES', id: 'm1' });
  expect(map.at([5, 5], ZOOM)).toBeNull();
  board.selected.set({ layer: 'PIPES', id: 'p1' });
  expect(map.selected.map(({ shape }) => shape)).toEqual(['line']);
});

test('4: a layer of more features than a map can show is left to the scene', async () => {
  const { map } = boardOf(record('CITY', 1, { count: 2_000_000 }));
  await settled();
  expect(map.over).toEqual([]);
});

test('4: layers of the ground plan are drawn with it, and left out of it where they are switched off; a click means them all the same', async () => {
  const { board, map } = boardOf(record('GREEN', 1, { style: { plan: 'green' } }));
  await settled();
  expect(map.over).toEqual([]);
  expect(map.hiddenPlan).toEqual([]);
  expect(map.at([1, 1], ZOOM)).toEqual({ layer: 'GREEN', id: 'lawn' });
  board.setVisible(['GREEN'], false);
  expect(map.hiddenPlan).toEqual(['green']);
  expect(map.at([1, 1], ZOOM)).toBeNull();
});
