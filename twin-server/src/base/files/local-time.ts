import { instantOfLocal, zoneOffsetMs } from 'twin-core';

const LOCAL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)?$/;
const ZONED = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** A local day as YYYY-MM-DD, from how people and spreadsheets write it; undefined for what is none. */
export function localDate(cell: unknown): string | undefined {
  const parts = partsOf(cell);
  return parts === undefined ? undefined : new Date(parts).toISOString().slice(0, 10);
}

/**
 * An instant as ISO 8601 with a zone, from a time with a zone, a local one, a day (its beginning) or epoch milliseconds; undefined
 * for what is none.
 */
export function instantOf(cell: unknown, timeZone: string): string | undefined {
  const text = String(cell).trim();
  if (ZONED.test(text)) {
    const time = Date.parse(text.replace(' ', 'T'));
    return Number.isNaN(time) ? undefined : isoIn(time, timeZone);
  }
  if (/^\d{12,13}$/.test(text)) return isoIn(Number(text), timeZone);
  const local = partsOf(text);
  return local === undefined ? undefined : isoIn(instantOfLocal(local, timeZone), timeZone);
}

/** Local time as if it were UTC, epoch ms. */
function partsOf(cell: unknown): number | undefined {
  const found = LOCAL.exec(String(cell).trim());
  if (!found) return undefined;
  const [year, month, day, hours = 0, minutes = 0, seconds = 0] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Math.round(Number(found[7] ?? 0) * 1000);
  const time = Date.UTC(year!, month! - 1, day, hours, minutes, seconds, ms);
  const read = new Date(time);
  // What the calendar carries over, such as 31 April, was no day.
  return read.getUTCMonth() === month! - 1 && read.getUTCDate() === day && hours < 24 && minutes < 60
    ? time
    : undefined;
}

function isoIn(instant: number, timeZone: string): string {
  const offset = zoneOffsetMs(instant, timeZone);
  const minutes = Math.abs(offset) / 60_000;
  const zone = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${new Date(instant + offset).toISOString().slice(0, 23)}${offset < 0 ? '-' : '+'}${zone}`;
}
