import { expect, test } from 'vitest';
import { inTime } from './in-time.ts';

const series = (datastream: number, points: readonly (readonly [number, number])[]) => ({
  datastream,
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
});

test('series come in the order of time; of one millisecond in the order of the series', () => {
  const begin = Date.parse('2026-11-01T00:00:00Z');
  const { slots, times, values } = inTime(
    [
      series(7, [
        [begin, 1],
        [begin + 5, 2],
        [begin + 86_399_999, 3],
      ]),
      series(9, [
        [begin + 4.5, 4],
        [begin + 5, 5],
        [begin + 5.2, 6],
      ]),
    ],
    begin,
  );
  expect([...slots]).toEqual([7, 9, 7, 9, 9, 7]);
  expect([...values]).toEqual([1, 4, 2, 5, 6, 3]);
  expect([...times].map((time) => time - begin)).toEqual([0, 4.5, 5, 5, expect.closeTo(5.2), 86_399_999]);
});

test('nothing comes as nothing', () => {
  expect(inTime([], 0).times).toHaveLength(0);
});
