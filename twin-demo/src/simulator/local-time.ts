/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;
/** Milliseconds of an hour. */
export const HOUR_MS = 3_600_000;

/** What a zone adds to UTC at an instant, milliseconds. Throws a RangeError for a zone that does not exist. */
export function zoneOffsetMs(timeZone: string, timeMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(timeMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(timeMs / 1000) * 1000;
}

/** Local hour of the day in [0, 24). */
export function localHour(timeMs: number, offsetMs: number): number {
  const local = timeMs + offsetMs;
  return (local - Math.floor(local / DAY_MS) * DAY_MS) / HOUR_MS;
}

/** Number of the local day: whole days since 1970-01-01 by the local calendar. */
export function localDay(timeMs: number, offsetMs: number): number {
  return Math.floor((timeMs + offsetMs) / DAY_MS);
}

/** A daily hump in (0, 1]: 1 at the center hour, falling off like a bell of this half width in hours, around midnight too. */
export function dailyHump(hour: number, centerHour: number, halfWidthHours: number): number {
  const apart = Math.abs(hour - centerHour);
  const distance = Math.min(apart, 24 - apart) / halfWidthHours;
  return Math.exp(-distance * distance);
}
