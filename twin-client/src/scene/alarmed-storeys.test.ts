import { expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import { AlarmedStoreys } from './alarmed-storeys.ts';

const marker = (code: string, more: Partial<DeviceMarker> = {}): DeviceMarker => ({
  code,
  name: '',
  building: 'B05',
  storey: '17F',
  location: { longitude: 112, latitude: 37, height: 780 },
  symbol: '',
  place: '',
  state: 'alarm',
  priority: 2,
  acknowledged: false,
  ...more,
});

test('a storey has the worst priority of its devices in alarm, until the last returns to normal', () => {
  const alarmed = new AlarmedStoreys();
  expect(alarmed.note(marker('A'))).toBe(true);
  expect(alarmed.note(marker('B', { priority: 1 }))).toBe(true);
  expect(alarmed.worst().get('B05')?.get('17F')).toBe(1);
  expect(alarmed.note(marker('B', { state: 'normal', priority: null }))).toBe(true);
  expect(alarmed.worst().get('B05')?.get('17F')).toBe(2);
  expect(alarmed.note(marker('A', { state: 'normal', priority: null }))).toBe(true);
  expect(alarmed.worst().get('B05')?.size).toBe(0);
});

test('what changes nothing says so: another value, a fault, a device outdoors', () => {
  const alarmed = new AlarmedStoreys();
  alarmed.note(marker('A'));
  expect(alarmed.note(marker('A', { acknowledged: true }))).toBe(false);
  expect(alarmed.note(marker('B', { state: 'fault' }))).toBe(false);
  expect(alarmed.note(marker('C', { building: null, storey: null }))).toBe(false);
});
