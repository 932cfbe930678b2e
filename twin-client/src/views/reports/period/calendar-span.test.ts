import { expect, test } from 'vitest';
import { calendarSpan, type PeriodLength } from './calendar-span.ts';

const told = (day: string, length: PeriodLength, zone = 'Asia/Shanghai') => {
  const { from, to } = calendarSpan(day, length, zone);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

test('a report is about whole days, weeks and months of the site’s calendar', () => {
  expect(told('2026-11-30', 'day')).toEqual(['2026-11-29T16:00:00.000Z', '2026-11-30T16:00:00.000Z']);
  // A Monday, and the Sunday of the same week.
  expect(told('2026-11-30', 'week')).toEqual(['2026-11-29T16:00:00.000Z', '2026-12-06T16:00:00.000Z']);
  expect(told('2026-12-06', 'week')).toEqual(told('2026-11-30', 'week'));
  expect(told('2026-12-06', 'month')).toEqual(['2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z']);
});

test('a day on which clocks are changed is as long as it is', () => {
  const { from, to } = calendarSpan('2026-10-25', 'day', 'Europe/Berlin');
  expect((to - from) / 3_600_000).toBe(25);
});
