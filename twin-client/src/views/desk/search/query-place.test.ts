import { describe, expect, test } from 'vitest';
import type { BuildingView } from '../../../state/site-view.ts';
import { isInitials, readBuildingFirst, readHomeAddress } from './query-place.ts';

const BUILDINGS = [
  { code: 'B05', name: '5号楼' },
  { code: 'B15', name: '15号楼' },
  { code: 'B12', name: '服务中心' },
] as BuildingView[];

describe('6.4.1-3-7 searching block-unit-room finds the home', () => {
  test.each([
    ['5-1-1702', '5', '1', '1702'],
    ['５－１－１７０２', '5', '1', '1702'],
    ['5栋1单元1702', '5', '1', '1702'],
    ['5号楼 1单元 1702室', '5', '1', '1702'],
    ['5号楼1702', '5', null, '1702'],
    ['5-302', '5', null, '302'],
    ['B05-1-1702', '5', '1', '1702'],
    ['b05-01-101', '5', '1', '101'],
    ['15-2-1001', '15', '2', '1001'],
  ])('%s', (query, block, unit, room) => expect(readHomeAddress(query)).toEqual({ block, unit, room }));

  test.each(['FA-05-17-03', '1702', '5号楼', '5-1', '外墙', '2024-11-22', '138157'])('%s is no address', (query) =>
    expect(readHomeAddress(query)).toBeNull(),
  );
});

describe('6.4.1-2-6 what is looked for in a building', () => {
  test.each([
    ['5号楼 17F', 'B05', '17F'],
    ['5栋17层', 'B05', '17F'],
    ['15号楼 外墙', 'B15', '外墙'],
    ['b05 ifcdoor EI60', 'B05', 'ifcdoor EI60'],
    ['服务中心 门', 'B12', '门'],
  ])('%s', (query, building, rest) => expect(readBuildingFirst(query, BUILDINGS)).toEqual({ building, rest }));

  test.each(['5号楼', '7号楼 17F', '外墙', ''])('%s names no place in a building', (query) =>
    expect(readBuildingFirst(query, BUILDINGS)).toBeNull(),
  );
});

test.each([
  ['3hl', true],
  ['yg', true],
  ['3hl yg', true],
  ['３ＨＬ', true],
  ['1702', false],
  ['FA-05', false],
  ['3号楼', false],
  ['', false],
])('6.4.7-1 %j may be pinyin initials: %j', (query, expected) => expect(isInitials(query)).toBe(expected));
