import { ALARM_ACTIONS, Label, ToldWays } from 'twin-core';
import { z } from 'zod';

/** One step in the life of an alarm: what the source did, or what a person did. time is epoch ms; by is null for the system. */
export const TimelineEntry = z.object({
  time: z.number(),
  kind: z.enum([
    'raised',
    'recurred',
    'returned',
    'escalated',
    'closed',
    'sourceNormal',
    'grouped',
    'ungrouped',
    'reannounced',
    'stepOverdue',
    'actionAsked',
    'actionEnded',
    ...ALARM_ACTIONS,
  ]),
  by: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  reason: z.string().nullable(),
  step: z.string().nullable(),
  answer: z.string().nullable(),
  /** step: what people were told of ways. */
  told: ToldWays.nullable(),
  group: z.object({ lead: z.string(), why: z.enum(['zone', 'below', 'flood']), scope: z.string() }).nullable(),
  action: z
    .object({
      id: z.string(),
      do: z.string().nullable(),
      ok: z.boolean().nullable(),
      attempts: z.number(),
      results: z.array(z.object({ target: z.string(), ok: z.boolean(), detail: z.string().nullable() })),
    })
    .nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** What was done outside: of a kind that this program may not know. */
const Deed = z.object({
  do: z.string(),
  command: z.string().optional(),
  kinds: z.array(z.string()).readonly().optional(),
  within: z.string().optional(),
  level: z.string().optional(),
  text: Label.optional(),
});
export type Deed = z.infer<typeof Deed>;

/** GET /api/v1/alarms/{id}: only what push does not bring. */
export const AlarmRecord = z.object({
  id: z.string(),
  code: z.string(),
  device: z.string(),
  /** Epoch ms. */
  raisedAt: z.number(),
  falseAlarm: z.boolean(),
  actions: z.array(z.object({ id: z.string(), action: Deed })),
  timeline: z.array(TimelineEntry),
});
export type AlarmRecord = z.infer<typeof AlarmRecord>;
