import { zoneOffsetMs } from 'twin-core';
import { z } from 'zod';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected hours and minutes, 00:00 to 23:59');

/** When a zone is armed, in the local time of the site; a period whose end is not after its beginning runs into the next day. */
export const ArmPeriods = z
  .array(
    z.strictObject({
      days: z.array(z.int().min(1).max(7)).min(1).describe('on which it begins: 1 Monday to 7 Sunday'),
      from: clockTime,
      to: clockTime,
    }),
  )
  .max(50);
export type ArmPeriods = z.infer<typeof ArmPeriods>;

const DAY_MIN = 1440;

/** Whether a zone is to be armed at an instant (epoch ms). */
export function isArmedAt(periods: ArmPeriods, timeZone: string, instant: number): boolean {
  const local = new Date(instant + zoneOffsetMs(instant, timeZone));
  const day = local.getUTCDay() || 7;
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const yesterday = day === 1 ? 7 : day - 1;
  return periods.some(({ days, from, to }) => {
    const begin = minutesOf(from);
    const end = minutesOf(to) <= begin ? minutesOf(to) + DAY_MIN : minutesOf(to);
    const today = days.includes(day) && minute >= begin && minute < end;
    return today || (days.includes(yesterday) && minute + DAY_MIN >= begin && minute + DAY_MIN < end);
  });
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
