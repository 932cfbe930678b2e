import { RoomPoint, SYSTEM_KINDS, SystemCheckName } from 'twin-core';
import { z } from 'zod';

const Named = z.object({ id: z.string(), displayName: z.string() }).nullable();

/** A report of an inspection of the systems (8.2.1-7); times are epoch ms. */
export const SystemInspection = z.object({
  number: z.number(),
  at: z.number(),
  /** Null by the plan. */
  askedBy: Named,
  findings: z.number(),
  checks: z.array(
    z.object({
      of: z.enum(SYSTEM_KINDS),
      check: SystemCheckName,
      unit: z.enum(['share', 'ms', 'days', 'count', 'bytes']),
      value: z.number().nullable(),
      most: z.number().nullable(),
      least: z.number().nullable(),
      good: z.boolean().nullable(),
    }),
  ),
  /** Null until somebody was there. */
  rooms: z
    .object({
      points: z.array(z.object({ point: RoomPoint, good: z.boolean(), note: z.string().nullable() })),
      by: Named,
      at: z.number(),
    })
    .nullable(),
});
export type SystemInspection = z.infer<typeof SystemInspection>;
export type SystemCheckRow = SystemInspection['checks'][number];

/** When systems are inspected: every so many days at HH:MM by the clocks of the site. */
export const SystemPlan = z.object({ everyDays: z.number(), at: z.string() });
export type SystemPlan = z.infer<typeof SystemPlan>;

/** What is said of a point of the rooms. */
export interface RoomNote {
  readonly point: RoomPoint;
  readonly good: boolean;
  readonly note: string | null;
}
