import { instantOfLocal, zoneOffsetMs } from 'twin-core';

/** How a time is cut, by the local clock and calendar of the site; weeks begin on Monday (ISO 8601). */
export const BINS = ['hour', 'day', 'week', 'month'] as const;
export type Bin = (typeof BINS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-01 was a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/**
 * Where the bins of [from, to) begin, epoch ms, ascending; the first at or before `from`. At most `most` are made: more than that means
 * that there are too many.
 */
export function localBins(from: number, to: number, bin: Bin, timeZone: string, most: number): number[] {
  const begins: number[] = [];
  for (
    let local = floorOf(from + zoneOffsetMs(from, timeZone), bin);
    begins.length <= most;
    local = after(local, bin)
  ) {
    const begin = instantOfLocal(local, timeZone);
    if (begin >= to) break;
    // The hour that a clock set back shows twice is one bin.
    if (begin > (begins.at(-1) ?? Number.NEGATIVE_INFINITY)) begins.push(begin);
  }
  return begins;
}

/** The beginning of the bin that a local time lies in; local times are as if they were UTC, epoch ms. */
function floorOf(local: number, bin: Bin): number {
  const date = new Date(local);
  switch (bin) {
    case 'hour':
      return Math.floor(local / HOUR_MS) * HOUR_MS;
    case 'day':
      return Math.floor(local / DAY_MS) * DAY_MS;
    case 'week':
      return Math.floor((local - FIRST_MONDAY_MS) / (7 * DAY_MS)) * 7 * DAY_MS + FIRST_MONDAY_MS;
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  }
}

function after(local: number, bin: Bin): number {
  if (bin === 'month') {
    const date = new Date(local);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  }
  return local + { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS }[bin];
}
