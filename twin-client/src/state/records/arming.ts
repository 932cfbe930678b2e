import { z } from 'zod';
import { CommandOutcome, CommandRecord } from './device-command.ts';

/** Days of the week on which it begins (1 Monday to 7 Sunday), and local times of the site; an end not after the beginning is of the next day. */
export const ArmPeriod = z.object({ days: z.array(z.number()), from: z.string(), to: z.string() });
export type ArmPeriod = z.infer<typeof ArmPeriod>;

/** When a fence zone is armed; null is by hand only. */
export const ArmSchedule = z.object({ periods: z.array(ArmPeriod).nullable(), version: z.string() });
export type ArmSchedule = z.infer<typeof ArmSchedule>;

/** GET /api/v1/arm-schedules: each fence zone with its schedule. */
export const ArmSchedulesReply = z.object({ items: z.array(ArmSchedule.extend({ zone: z.string() })) });

/** What became of arming by hand, by detector. */
export const ArmOutcome = CommandOutcome.pick({ ok: true, results: true });
export type ArmOutcome = z.infer<typeof ArmOutcome>;

/** A detector that was armed or disarmed; `by` is null where the schedule did it. */
export const ArmRecord = CommandRecord.extend({ device: z.string(), schedule: z.boolean() });
export type ArmRecord = z.infer<typeof ArmRecord>;

/** GET /api/v1/zones/{code}/arm-log, the newest first. */
export const ArmLogReply = z.object({ items: z.array(ArmRecord), next: z.string().nullable() });

const Position = z.tuple([z.number(), z.number()]);

/** GET /api/v1/perimeter/coverage: metres along the boundary from its first corner, places in degrees. */
export const Coverage = z.object({
  boundaryM: z.number(),
  uncoveredM: z.number(),
  zones: z.number(),
  gaps: z.array(z.object({ fromM: z.number(), toM: z.number(), from: Position, to: Position })),
});
export type Coverage = z.infer<typeof Coverage>;
