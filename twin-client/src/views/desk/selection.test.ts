import { describe, expect, test } from 'vitest';
import { type DeskAddress, readAddress, readScale, writeAddress } from './selection.ts';

describe('CONTRACT pages: deep links carry what is seen', () => {
  const addresses: readonly (readonly [string, DeskAddress])[] = [
    ['/desk', { selection: null, view: 'scene' }],
    ['/desk?device=FA-05-17-03', { selection: { kind: 'device', code: 'FA-05-17-03' }, view: 'scene' }],
    ['/desk?alarm=A000012&view=map', { selection: { kind: 'alarm', id: 'A000012' }, view: 'map' }],
    [
      '/desk?building=B05&storey=17F&view=interior',
      { selection: { kind: 'building', code: 'B05', storey: '17F' }, view: 'interior' },
    ],
    [
      '/desk?building=B05&storey=17F&space=3Gha40qWrOIpu0y4ljK4v_',
      {
        selection: { kind: 'building', code: 'B05', storey: '17F', space: '3Gha40qWrOIpu0y4ljK4v_' },
        view: 'scene',
      },
    ],
    ['/desk?building=B05', { selection: { kind: 'building', code: 'B05', storey: null }, view: 'scene' }],
    ['/desk?zone=Z-S01', { selection: { kind: 'zone', code: 'Z-S01' }, view: 'scene' }],
    ['/desk?state=offline', { selection: { kind: 'list', state: 'offline' }, view: 'scene' }],
    [
      '/desk?facility=fire-facilities&kind=hydrant&state=alarm',
      {
        selection: { kind: 'list', facility: 'fire-facilities', deviceKind: 'hydrant', state: 'alarm' },
        view: 'scene',
      },
    ],
    [
      '/desk?facility=fire-alarm&at=B05&storey=17F&asset=repair',
      {
        selection: { kind: 'list', facility: 'fire-alarm', building: 'B05', storey: '17F', asset: 'repair' },
        view: 'scene',
      },
    ],
    ['/desk?list=all', { selection: { kind: 'list' }, view: 'scene' }],
  ];
  test.each(addresses)('%s is read and written alike', (address, meaning) => {
    expect(readAddress(address.slice('/desk'.length))).toEqual(meaning);
    expect(writeAddress(meaning)).toBe(address);
  });

  test('a storey’s name may hold any character', () => {
    const meaning: DeskAddress = { selection: { kind: 'building', code: 'B05', storey: '地下 1&2' }, view: 'scene' };
    expect(readAddress(writeAddress(meaning).slice('/desk'.length))).toEqual(meaning);
  });

  test.each([
    ['?scale=0.5', 0.5],
    ['?scale=9', 1],
    ['?scale=fine', 1],
    ['', 1],
  ])('the drawing’s scale: %s', (query, scale) => {
    expect(readScale(query)).toBe(scale);
  });

  test('what is not known is left out', () => {
    expect(readAddress('?state=broken&view=cellar&x=1')).toEqual({ selection: null, view: 'scene' });
  });
});
