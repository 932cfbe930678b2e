import type { DutyRecord } from 'twin-core';

/** Whether a duty covers a local time of day HH:MM; one that ends before it begins runs over midnight, equal ends mean all day. */
export function isOnDuty({ from, to }: DutyRecord, time: string): boolean {
  if (from === to) return true;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/** Local time of day HH:MM of an instant (epoch ms) in a time zone. */
export function localTimeOfDay(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  );
}
