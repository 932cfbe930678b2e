import { z } from 'zod';

/** One thing that happened to an alarm. */
export const TimelineEntry = z.object({
  time: z.union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]),
  kind: z.string(),
  action: z.string().nullish(),
  by: z.object({ account: z.string(), displayName: z.string() }).nullish(),
  reason: z.string().nullish(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** GET /api/v1/alarms/{id}: only what push does not bring. */
export const AlarmReply = z.object({ id: z.string(), timeline: z.array(TimelineEntry) });
