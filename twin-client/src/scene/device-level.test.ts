import { describe, expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import { deviceLevel, type LevelContext, symbolDistance } from './device-level.ts';

const marker = (more: Partial<DeviceMarker>): DeviceMarker => ({
  code: 'D1',
  name: '',
  building: null,
  storey: null,
  location: { longitude: 112, latitude: 37, height: 780 },
  symbol: '',
  place: '',
  state: 'normal',
  priority: null,
  acknowledged: true,
  ...more,
});
const WIDE: LevelContext = { selected: null, scope: null, symbolWithinM: 200 };
const indoors = marker({ building: 'B05', storey: '17F' });

describe('what is drawn of a device', () => {
  test('normal devices outdoors are symbols near the camera and dots far from it', () => {
    expect(deviceLevel(marker({}), 199, WIDE)).toBe('symbol');
    expect(deviceLevel(marker({}), 201, WIDE)).toBe('dot');
  });

  test('normal devices indoors are dots however near', () => {
    expect(deviceLevel(indoors, 5, WIDE)).toBe('dot');
  });

  test.each(['alarm', 'fault'] as const)('a device in %s is a symbol at any distance, in any scope', (state) => {
    const device = { ...indoors, state };
    expect(deviceLevel(device, 5000, WIDE)).toBe('symbol');
    expect(deviceLevel(device, 5000, { ...WIDE, scope: { building: 'B01', storey: '2F' } })).toBe('symbol');
  });

  test('the selected device is a symbol', () => {
    expect(deviceLevel(indoors, 5000, { ...WIDE, selected: 'D1' })).toBe('symbol');
  });

  test('on an isolated storey devices are symbols, elsewhere in buildings they are hidden', () => {
    const context = { ...WIDE, scope: { building: 'B05', storey: '17F' } };
    expect(deviceLevel(indoors, 90, context)).toBe('symbol');
    expect(deviceLevel({ ...indoors, storey: '16F' }, 90, context)).toBe('hidden');
    expect(deviceLevel({ ...indoors, building: 'B06' }, 90, context)).toBe('hidden');
    expect(deviceLevel(marker({}), 90, context)).toBe('symbol');
  });

  test('a building looked at as a whole keeps its dots', () => {
    expect(deviceLevel(indoors, 90, { ...WIDE, scope: { building: 'B05', storey: null } })).toBe('dot');
  });
});

describe('how far symbols reach', () => {
  test('all within the farthest distance while they are few', () => {
    expect(symbolDistance(Float64Array.of(900, 10, 30), 3, 450)).toBe(450);
  });

  test('as far as the limit allows when they are many', () => {
    expect(symbolDistance(Float64Array.of(40, 10, 30, 20, 50), 3, 450)).toBe(30);
    expect(symbolDistance(Float64Array.of(940, 910, 930, 920, 950), 3, 450)).toBe(450);
  });
});
