import { Catalogue, type Device, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { countKinds } from './count-kinds.ts';

test('6.4.1-8-6 devices are counted by facility and kind, the most first; undeclared ones by their codes', () => {
  const device = (facility: string, deviceKind: string) => ({ facility, deviceKind }) as Device;
  const devices = [
    device('fire-alarm', 'heat-detector'),
    device('fire-alarm', 'smoke-detector'),
    null,
    device('fire-alarm', 'smoke-detector'),
    device('new-facility', 'new-kind'),
  ];
  const counted = countKinds(devices, new Catalogue(FACILITIES));
  expect(
    counted.map(({ facility, count, kinds }) => [facility, count, kinds.map(({ kind, count: n }) => [kind, n])]),
  ).toEqual([
    [
      'fire-alarm',
      3,
      [
        ['smoke-detector', 2],
        ['heat-detector', 1],
      ],
    ],
    ['new-facility', 1, [['new-kind', 1]]],
  ]);
  expect(counted[1]?.label).toEqual({ zh: 'new-facility', en: 'new-facility' });
});
