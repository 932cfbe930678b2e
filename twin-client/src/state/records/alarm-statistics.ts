import { z } from 'zod';

/** How long something took, ms; null where nothing did. */
export const Took = z.object({ count: z.number(), p50: z.number(), p95: z.number() }).nullable();
export type Took = z.infer<typeof Took>;

const counts = { count: z.number(), falseAlarms: z.number(), acknowledge: Took, close: Took };

/** GET /api/v1/alarm-statistics: counts by a field (`key`) or by time (`time`, epoch ms). */
export const AlarmStatistics = z.object({
  from: z.number(),
  to: z.number(),
  total: z.object(counts),
  items: z.array(z.object({ key: z.string().nullable(), time: z.number().nullable(), ...counts })),
  next: z.string().nullable(),
});
export type AlarmStatistics = z.infer<typeof AlarmStatistics>;
export type StatisticsItem = AlarmStatistics['items'][number];

/** What alarms are counted by. */
export const TIME_BINS = ['hour', 'day', 'week', 'month'] as const;
export const GROUPS = ['code', 'facility', 'building', 'storey', 'zone', 'device', 'priority'] as const;
export type Group = (typeof GROUPS)[number];
export type CountedBy = (typeof TIME_BINS)[number] | Group;
