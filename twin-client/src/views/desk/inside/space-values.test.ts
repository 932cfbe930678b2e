import { Catalogue, type Device, emptyState, FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { DeviceCondition } from '../../../state/marker.ts';
import { type PlacedDevice, roomProperties, roomStates, roomValues } from './space-values.ts';

let streams = 0;
const device = (slot: number, deviceKind: string, properties: readonly string[]) =>
  ({
    slot,
    deviceKind,
    properties,
    slots: properties.map(() => streams++),
  }) as unknown as Device;

const heat: PlacedDevice = { device: device(0, 'heat-detector', ['temperatureC', 'alarm']), space: 'r1' };
const twin: PlacedDevice = { device: device(1, 'heat-detector', ['temperatureC', 'alarm']), space: 'r1' };
const other: PlacedDevice = { device: device(2, 'heat-detector', ['temperatureC', 'alarm']), space: 'r2' };
const smoke: PlacedDevice = { device: device(3, 'smoke-detector', ['smokeDensityPctM', 'alarm']), space: 'r3' };
const state = emptyState('s');
state.values = new Float64Array([21, 0, 23, 0, 40, 0, 0.1, 0]);

const conditions = (states: readonly DeviceCondition['state'][]) => (slot: number) =>
  ({ state: states[slot] ?? 'normal', priority: null, acknowledged: true }) as DeviceCondition;
const all = conditions([]);

describe('6.4.1-8-6 a space colored by a live value or alarm', () => {
  test('what can be chosen is what the rooms’ devices measure in numbers, with how many rooms have it', () => {
    const found = roomProperties(new Catalogue(FACILITIES), [heat, twin, other, smoke]);
    expect(found[0]).toMatchObject({ name: 'temperatureC', rooms: 2, property: { unit: '°C' } });
    expect(found.every(({ property }) => property.type === 'number')).toBe(true);
    expect(found.map(({ name }) => name)).not.toContain('alarm');
  });

  test('a room has the mean of its devices; a room without such a device has none', () => {
    const values = roomValues(state, [heat, twin, other, smoke], all, 'temperatureC');
    expect([...values]).toEqual([
      ['r1', 22],
      ['r2', 40],
    ]);
  });

  test('a silent device says nothing: the others count, and a room with none left is unknown', () => {
    const values = roomValues(state, [heat, twin, other], conditions(['offline', 'normal', 'stale']), 'temperatureC');
    expect(values.get('r1')).toBe(23);
    expect(values.get('r2')).toBeNaN();
  });

  test('a room is as the worst of its devices, and unknown only where all are silent', () => {
    const states = roomStates([heat, twin, other, smoke], conditions(['offline', 'normal', 'offline', 'alarm']));
    expect([...states]).toEqual([
      ['r1', 'normal'],
      ['r2', 'unknown'],
      ['r3', 'alarm'],
    ]);
  });
});
