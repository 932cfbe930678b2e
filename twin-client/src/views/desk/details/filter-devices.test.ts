import type { AssetState, Device, DeviceState } from 'twin-core';
import { expect, test } from 'vitest';
import type { DeviceFilter } from '../selection.ts';
import { filterDevices } from './filter-devices.ts';

type Row = readonly [string, string, string, string | null, string | null, DeviceState, AssetState];
const ROWS: readonly Row[] = [
  ['A', 'fire-alarm', 'smoke-detector', 'B05', '17F', 'normal', 'inService'],
  ['B', 'fire-alarm', 'heat-detector', 'B05', '17F', 'alarm', 'repair'],
  ['C', 'fire-alarm', 'smoke-detector', 'B05', '1F', 'offline', 'inService'],
  ['D', 'environment', 'noise-meter', null, null, 'normal', 'retired'],
];
const devices = ROWS.map(
  ([code, facility, deviceKind, building, storey]) =>
    ({ code, facility, deviceKind, building, storey }) as unknown as Device,
);
const rowOf = ({ code }: Device) => ROWS.find(([name]) => name === code)!;
const facts = { stateOf: (device: Device) => rowOf(device)[5], assetOf: (device: Device) => rowOf(device)[6] };
const codes = (filter: Omit<DeviceFilter, 'kind'>, without?: Parameters<typeof filterDevices>[3]) =>
  filterDevices([undefined, ...devices], { kind: 'list', ...filter }, facts, without).map(({ code }) => code);

test.each<[Omit<DeviceFilter, 'kind'>, string[]]>([
  [{}, ['A', 'B', 'C', 'D']],
  [{ facility: 'fire-alarm' }, ['A', 'B', 'C']],
  [{ facility: 'fire-alarm', deviceKind: 'smoke-detector' }, ['A', 'C']],
  [{ building: 'B05', storey: '17F' }, ['A', 'B']],
  [{ state: 'normal' }, ['A', 'D']],
  [{ asset: 'repair' }, ['B']],
  [{ asset: 'inService', building: 'B05', state: 'offline' }, ['C']],
  [{ asset: 'planned' }, []],
])('8.2.1-4, 6.4.1-8-6 %j lists %j', (filter, expected) => expect(codes(filter)).toEqual(expected));

test('what is counted by a part is not narrowed by it', () => {
  expect(codes({ facility: 'fire-alarm', state: 'alarm' }, ['state'])).toEqual(['A', 'B', 'C']);
});

test('8.2.1-4 nothing is listed by a state as an asset before the ledgers are read', () => {
  const unread = { ...facts, assetOf: () => null };
  expect(filterDevices(devices, { kind: 'list', asset: 'inService' }, unread)).toEqual([]);
});
