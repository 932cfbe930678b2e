import type { Device, DeviceState } from 'twin-core';
import { expect, test } from 'vitest';
import { healthOf, summaryOf } from './period-report.ts';

test('the mean of a period weighs its parts by how often was measured', () => {
  expect(
    summaryOf([
      { min: 1, max: 3, mean: 2, count: 1 },
      { min: 4, max: 9, mean: 6, count: 3 },
    ]),
  ).toEqual({ min: 1, mean: 5, max: 9 });
  expect(summaryOf([])).toBeNull();
});

test('devices are counted by facility and state, where most is wrong first', () => {
  const rows: readonly (readonly [string, DeviceState])[] = [
    ['power', 'normal'],
    ['power', 'normal'],
    ['fire-alarm', 'offline'],
    ['fire-alarm', 'alarm'],
    ['lifts', 'fault'],
  ];
  const devices = rows.map(([facility], slot) => ({ facility, slot }) as unknown as Device);
  const health = healthOf([undefined, ...devices], ({ slot }) => rows[slot]![1]);
  expect(health.map(({ facility, total }) => [facility, total])).toEqual([
    ['fire-alarm', 2],
    ['lifts', 1],
    ['power', 2],
  ]);
  expect(health[0]!.states).toMatchObject({ offline: 1, alarm: 1, normal: 0 });
});
