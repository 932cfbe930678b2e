import { expect, test } from 'vitest';
import { localBins } from './local-bins.ts';

const at = (text: string) => Date.parse(text);
const bins = (from: string, to: string, bin: 'hour' | 'day' | 'week' | 'month', zone = 'Asia/Shanghai') =>
  localBins(at(from), at(to), bin, zone, 1000).map((begin) => new Date(begin).toISOString());

test('7.2.10-2 days begin at local midnight, the first before what is asked', () => {
  expect(bins('2026-11-28T20:00:00+08:00', '2026-11-30T00:00:00+08:00', 'day')).toEqual([
    '2026-11-27T16:00:00.000Z',
    '2026-11-28T16:00:00.000Z',
  ]);
});

test('7.2.10-2 weeks begin on Monday, months on the first', () => {
  expect(bins('2026-11-29T12:00:00+08:00', '2026-12-08T00:00:00+08:00', 'week')).toEqual([
    '2026-11-22T16:00:00.000Z',
    '2026-11-29T16:00:00.000Z',
    '2026-12-06T16:00:00.000Z',
  ]);
  expect(bins('2026-12-31T23:00:00+08:00', '2027-02-01T00:00:01+08:00', 'month')).toEqual([
    '2026-11-30T16:00:00.000Z',
    '2026-12-31T16:00:00.000Z',
    '2027-01-31T16:00:00.000Z',
  ]);
});

test('7.2.10-2 a day that a clock set back makes longer is one day, and no hour comes twice or is missing', () => {
  expect(bins('2026-10-25T00:00:00+02:00', '2026-10-26T12:00:00+01:00', 'day', 'Europe/Berlin')).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-10-25T23:00:00.000Z',
  ]);
  const hours = localBins(at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'), 'hour', 'Europe/Berlin', 1000);
  expect(hours).toHaveLength(24);
  const spring = localBins(at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'), 'hour', 'Europe/Berlin', 1000);
  expect(spring).toHaveLength(23);
  for (const list of [hours, spring])
    for (const [i, begin] of list.entries()) if (i > 0) expect(begin).toBeGreaterThan(list[i - 1]!);
});

test('7.2.10-2 too many are not made', () => {
  expect(localBins(0, at('2026-01-01T00:00:00Z'), 'hour', 'Asia/Shanghai', 10)).toHaveLength(11);
});
