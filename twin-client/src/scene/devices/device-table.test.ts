import { expect, test } from 'vitest';
import { symbolRank } from '../../state/paint-symbol.ts';
import { isAlarmRank, isFaultRank, lookOfRank, RANKS } from './device-table.ts';
import { plant } from './devices.test-kit.ts';

test('a rank tells the state and priority it was made of', () => {
  for (const state of ['alarm', 'fault'] as const) {
    for (const priority of [1, 2, 3, 4] as const) {
      const rank = symbolRank(state, priority);
      expect(lookOfRank(rank)).toEqual({ state, priority });
      expect([isAlarmRank(rank), isFaultRank(rank)]).toEqual([state === 'alarm', state === 'fault']);
    }
  }
  for (const state of ['offline', 'stale', 'unknown', 'normal'] as const) {
    expect(lookOfRank(symbolRank(state, null))).toEqual({ state, priority: null });
  }
  for (let rank = 0; rank < RANKS; rank++) expect(lookOfRank(rank).state).toBeTypeOf('string');
});

test('devices are told apart by sign and storey', () => {
  const table = plant([
    { east: 0, north: 0, up: 0, symbol: 'a' },
    { east: 1, north: 0, up: 3, symbol: 'b', building: 'B1', storey: '2F' },
    { east: 2, north: 0, up: 3, symbol: 'a', building: 'B1', storey: '2F' },
    { east: 2, north: 0, up: 3, symbol: 'a', building: 'B2', storey: '2F' },
    { east: 2, north: 0, up: 9, symbol: 'a', building: 'B2' },
  ]);
  expect([...table.group]).toEqual([0, 1, 0, 0, 0]);
  expect([...table.storeyOf]).toEqual([-1, 0, 0, 1, -1]);
  expect(table.storeys.map(({ slots }) => slots)).toEqual([[1, 2], [3]]);
});
