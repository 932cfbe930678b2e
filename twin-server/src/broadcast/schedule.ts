import { instantOfLocal, zoneOffsetMs } from 'twin-core';
import { z } from 'zod';
import { ScheduledSound } from './session.ts';

const DAY_MS = 86_400_000;
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day HH:MM')
  .describe('local time of the site');

/** When something is played (7.2.5-1). */
export const Repeat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: z.int().min(0).describe('epoch ms') }),
  z.strictObject({ kind: z.literal('daily'), time }),
  z.strictObject({
    kind: z.literal('weekly'),
    days: z.array(z.int().min(1).max(7)).min(1).max(7).readonly().describe('1 Monday to 7 Sunday'),
    time,
  }),
]);
type Repeat = z.infer<typeof Repeat>;

/** Something that is played by the clock, in zones and buildings. */
export const ScheduleRecord = z.strictObject({
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  sound: ScheduledSound,
  places: z.array(z.string().min(1).max(64)).min(1).max(200).readonly().describe('codes of zones and buildings'),
  repeat: Repeat,
  minutes: z.number().min(1).max(1440).optional().describe('how long; a file and a text end by themselves'),
});
export type ScheduleRecord = z.infer<typeof ScheduleRecord>;

/** The first time after an instant at which it is due, epoch ms; null when there is none. */
export function nextRun(repeat: Repeat, after: number, timeZone: string): number | null {
  if (repeat.kind === 'once') return repeat.at > after ? repeat.at : null;
  const [hours, minutes] = repeat.time.split(':').map(Number) as [number, number];
  const today = Math.floor((after + zoneOffsetMs(after, timeZone)) / DAY_MS);
  for (let day = today; day <= today + 8; day++) {
    // 1970-01-01 was a Thursday.
    const weekday = ((day + 3) % 7) + 1;
    if (repeat.kind === 'weekly' && !repeat.days.includes(weekday)) continue;
    const at = instantOfLocal(day * DAY_MS + (hours * 60 + minutes) * 60_000, timeZone);
    if (at > after) return at;
  }
  return null;
}
