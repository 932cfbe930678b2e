import type { Span } from '../../state/ports/reports.ts';
import type { CountedBy } from '../../state/records/alarm-statistics.ts';

/** How much of the past is reported on. */
export const LENGTHS = ['day', 'week', 'month', 'year'] as const;
export type Length = (typeof LENGTHS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS: Readonly<Record<Length, number>> = { day: 1, week: 7, month: 30, year: 365 };

/** What a length is cut into: enough bars to see a rhythm. */
export const BIN_OF: Readonly<Record<Length, CountedBy>> = { day: 'hour', week: 'hour', month: 'day', year: 'week' };

/** The time that ends now, on a whole minute, so that a passing second asks nothing new. */
export function spanUntil(now: number, length: Length): Span {
  const to = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  return { from: to - DAYS[length] * DAY_MS, to };
}
