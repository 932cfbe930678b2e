import { describe, expect, test } from 'vitest';
import { fullPlaceName, placedName, placeName } from './place-name.ts';
import type { SiteView } from './site-view.ts';

const SITE = {
  buildings: [{ code: 'B05', name: '5号楼' }],
  zones: [{ code: 'Z-N07', name: '北侧7号防区' }],
} as unknown as SiteView;

const at = (
  building: string | null,
  storey: string | null,
  space: string | null = null,
  zone: string | null = null,
) => ({
  building,
  storey,
  space,
  zone,
});

describe('WALL an alarm says where it is, in words people use', () => {
  test('a building with its storey, else the zone, else nothing', () => {
    expect(placeName(SITE, at('B05', '17F'))).toBe('5号楼 17F');
    expect(placeName(SITE, at('B05', null))).toBe('5号楼');
    expect(placeName(SITE, at(null, null, null, 'Z-N07'))).toBe('北侧7号防区');
    expect(placeName(SITE, at(null, null))).toBe('');
  });

  test('a code without a record stays readable', () => {
    expect(placeName(SITE, at('B99', '1F'))).toBe('B99 1F');
  });

  test('a room’s number is told, a space’s name in the model is not', () => {
    expect(fullPlaceName(SITE, at('B05', '17F', '1702'))).toBe('5号楼 17F 1702');
    expect(fullPlaceName(SITE, at('B05', '17F', '1-LOBBY'))).toBe('5号楼 17F');
  });

  test('a place is not told twice', () => {
    expect(placedName(SITE, at('B05', '17F'), '5号楼17F1702室感烟探测器')).toBe('5号楼17F1702室感烟探测器');
    expect(placedName(SITE, at('B05', '17F'), '5号楼1单元17层走廊感烟探测器')).toBe('5号楼1单元17层走廊感烟探测器');
    expect(placedName(SITE, at('B05', '17F'), 'FA 17-03')).toBe('5号楼 17F · FA 17-03');
    expect(placedName(SITE, at(null, null), 'FA 17-03')).toBe('FA 17-03');
  });
});
