import { instantOfLocal, zoneOffsetMs } from 'twin-core';

/** An instant (epoch ms) as a field of date and time holds it, local to a time zone: 2026-11-29T07:30. */
export function localOf(at: number, timeZone: string): string {
  return new Date(at + zoneOffsetMs(at, timeZone)).toISOString().slice(0, 16);
}

/** The instant that such a field holds, epoch ms; null for none. */
export function instantOf(typed: string, timeZone: string): number | null {
  const local = Date.parse(`${typed}Z`);
  return Number.isNaN(local) ? null : instantOfLocal(local, timeZone);
}
