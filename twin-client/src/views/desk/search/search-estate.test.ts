import { apply, emptyState } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { BuildingView } from '../../../state/site-view.ts';
import { searchEstate } from './search-estate.ts';

const BUILDINGS = [
  { code: 'B15', name: '15号楼' },
  { code: 'B05', name: '5号楼' },
] as BuildingView[];

describe('6.4.1-8 the search finds devices and buildings by code and name', () => {
  const state = emptyState('test');
  const names = ['5号楼17F 感烟探测器', '5号楼3F 感温探测器', '北侧1号防区电子围栏'];
  names.forEach((name, slot) => {
    apply(
      state,
      {
        kind: 'device.registered',
        slot,
        code: ['FA-05-17-03', 'FA-05-03-01', 'PF-N01'][slot]!,
        name,
        deviceKind: 'x',
        facility: 'x',
        building: null,
        storey: null,
        space: null,
        zone: null,
        parent: null,
        location: { longitude: 0, latitude: 0, height: 0 },
        datastreams: [],
      },
      { seq: 1, ordinal: slot, recordedAt: 0 },
    );
  });
  const search = (query: string, limit = 10) =>
    searchEstate(state, BUILDINGS, query, { buildings: limit, devices: limit });
  const codes = (query: string) => search(query).flatMap(({ found }) => found.map(({ detail }) => detail));

  test('by part of a code, in any case', () => expect(codes('fa-05-17')).toEqual(['FA-05-17-03']));
  test('by part of a Chinese name, what begins with it first; buildings before devices', () =>
    expect(codes('5号楼')).toEqual(['B05', 'B15', 'FA-05-17-03', 'FA-05-03-01']));
  test('6.4.1-2-6 a building by its name or its number alone', () => {
    expect(codes('５号楼')[0]).toBe('B05');
    expect(codes('5')[0]).toBe('B05');
  });
  test('every word must be found, in the code or the name', () => expect(codes('5号楼 感温')).toEqual(['FA-05-03-01']));
  test('nothing for nothing', () => expect(codes('  ')).toEqual([]));
  test('says how many there are beyond the limit', () =>
    expect(search('FA', 1)).toMatchObject([{ kind: 'devices', found: [{ detail: 'FA-05-17-03' }], more: 1 }]));
});
