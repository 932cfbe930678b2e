import { expect, test } from 'vitest';
import type { BuildingView } from '../../../state/site-view.ts';
import { changedBuildings } from './changed-buildings.ts';

const building = (code: string, tileset: string | null = null, heightM = 12) =>
  ({ code, tileset, heightM }) as unknown as BuildingView;

test('W29 a new building, another bake and another record are changes; the same again is none', () => {
  const before = [building('B01', '/a?v=1'), building('B02'), building('B03')];
  const after = [building('B01', '/a?v=2'), building('B02'), building('B03', null, 15), building('B04')];
  const { changed, removed } = changedBuildings(before, after);
  expect(changed.map(({ code }) => code)).toEqual(['B01', 'B03', 'B04']);
  expect(removed).toBe(false);
  expect(changedBuildings(after, structuredClone(after))).toEqual({ changed: [], removed: false });
});

test('W29 a building that is gone is noticed', () => {
  expect(changedBuildings([building('B01'), building('B02')], [building('B02')])).toEqual({
    changed: [],
    removed: true,
  });
});
