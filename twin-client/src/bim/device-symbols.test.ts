import { localToGeo, type Placement, type StoreyModel } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import { DeviceSymbols, isShown, symbolAt } from './device-symbols.ts';

const PLACEMENT: Placement = { longitude: 112.549, latitude: 37.87, height: 771.6, headingDeg: 4 };

const STOREY: StoreyModel = {
  globalId: 'id',
  name: '17F',
  elevation: 47.5,
  index: 17,
  box: null,
  inferred: false,
  content: { shell: [], interior: [], mep: [] },
  spaceContent: null,
  products: 0,
};

function marker(code: string, over: Partial<DeviceMarker> = {}): DeviceMarker {
  return {
    code,
    name: code,
    building: 'B05',
    storey: '17F',
    location: localToGeo(PLACEMENT, [-4, 1.25, 50.3]),
    symbol: '',
    place: '5号楼 17F',
    state: 'normal',
    priority: null,
    acknowledged: true,
    ...over,
  };
}

describe('DeviceSymbols', () => {
  test('a location becomes a place of the building frame, heading included', () => {
    const symbols = new DeviceSymbols(PLACEMENT);
    symbols.setDevices([marker('FA-1')]);
    const { plan, position } = symbols.get('FA-1')!;
    expect(plan[0]).toBeCloseTo(-4, 2);
    expect(plan[1]).toBeCloseTo(1.25, 2);
    expect(position.y).toBeCloseTo(50.3, 2);
  });

  test('what hangs from a ceiling that is cut away is drawn lower, at the same place of the plan', () => {
    const symbols = new DeviceSymbols(PLACEMENT);
    symbols.setDevices([marker('FA-1')]);
    const device = symbols.get('FA-1')!;
    const place = symbols.placeOf(device, STOREY, 'solid');
    expect(place.y).toBeLessThan(STOREY.elevation + 2);
    expect([place.x, place.z]).toEqual([device.position.x, device.position.z]);
    expect(symbols.placeOf(device, null, 'solid').y).toBeCloseTo(50.3, 2);
  });

  test('a condition changes the marker and nothing else; an unknown device changes nothing', () => {
    const symbols = new DeviceSymbols(PLACEMENT);
    symbols.setDevices([marker('FA-1')]);
    const alarm = { state: 'alarm', priority: 1, acknowledged: false } as const;
    expect(symbols.update('FA-1', alarm)).toEqual(marker('FA-1', alarm));
    expect(symbols.update('FA-2', alarm)).toBeUndefined();
  });
});

describe('isShown', () => {
  test('a storey shows all of its devices and no others', () => {
    expect(isShown(marker('a'), STOREY, null)).toBe(true);
    expect(isShown(marker('a', { storey: '16F', state: 'alarm' }), STOREY, null)).toBe(false);
  });

  test('a whole building shows what is not normal, and the device selected', () => {
    expect(isShown(marker('a'), null, null)).toBe(false);
    expect(isShown(marker('a'), null, 'a')).toBe(true);
    expect(isShown(marker('a', { state: 'offline' }), null, null)).toBe(true);
  });
});

describe('symbolAt', () => {
  const drawn = (code: string, x: number) => ({ marker: marker(code), x, y: 0, sizePx: 20 });

  test('the nearest within 12 px is meant', () => {
    expect(symbolAt([drawn('a', 0), drawn('b', 15)], 10, 0)?.marker.code).toBe('b');
    expect(symbolAt([drawn('a', 0)], 13, 0)).toBeNull();
  });

  test('of two at one place the one drawn on top is meant', () => {
    expect(symbolAt([drawn('under', 0), drawn('over', 0)], 1, 0)?.marker.code).toBe('over');
  });
});
