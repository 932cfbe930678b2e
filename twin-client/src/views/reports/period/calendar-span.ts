import { instantOfLocal } from 'twin-core';
import type { Span } from '../../../state/ports/reports.ts';

/** What a report is about: a day, a week from Monday on, a month of the site's calendar. */
export const PERIODS = ['day', 'week', 'month'] as const;
export type PeriodLength = (typeof PERIODS)[number];

const DAY_MS = 86_400_000;

/** The calendar day, week (from Monday, ISO 8601) or month that a day (YYYY-MM-DD) lies in, by the clocks of a time zone. */
export function calendarSpan(day: string, length: PeriodLength, timeZone: string): Span {
  const [begin, end] = localSpan(Date.parse(`${day}T00:00:00Z`), length);
  return { from: instantOfLocal(begin, timeZone), to: instantOfLocal(end, timeZone) };
}

/** Begin and end as local times read as UTC, epoch ms. */
function localSpan(local: number, length: PeriodLength): readonly [number, number] {
  const date = new Date(local);
  switch (length) {
    case 'day':
      return [local, local + DAY_MS];
    case 'week': {
      const monday = local - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return [monday, monday + 7 * DAY_MS];
    }
    case 'month':
      return [
        Date.UTC(date.getUTCFullYear(), date.getUTCMonth()),
        Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1),
      ];
  }
}
