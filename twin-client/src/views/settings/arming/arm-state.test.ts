import { expect, test } from 'vitest';
import { dayRuns } from '../weekdays.ts';
import { armStateOf } from './arm-state.ts';

test.each([
  [[true, true], 'armed'],
  [[false], 'disarmed'],
  [[true, false], 'partly'],
  [[true, null], 'partly'],
  [[null, null], 'unknown'],
  [[], 'none'],
] as const)('E6.1.4-2 detectors that say %j make a zone that is %s', (detectors, state) => {
  expect(armStateOf(detectors)).toBe(state);
});

test('E6.1.4-2 days of a schedule that follow one another are told as one run', () => {
  expect(dayRuns([5, 1, 2, 3, 4])).toEqual([[1, 5]]);
  expect(dayRuns([1, 3, 7])).toEqual([
    [1, 1],
    [3, 3],
    [7, 7],
  ]);
  expect(dayRuns([])).toEqual([]);
});
