import { z } from 'zod';
import { Took } from './alarm-statistics.ts';

const Rate = z.object({ value: z.number(), band: z.enum(['good', 'manageable', 'high', 'flood']) });
export type Rate = z.infer<typeof Rate>;
const source = { device: z.string(), code: z.string(), count: z.number() };

/** GET /api/v1/alarm-metrics: the words of OPC UA AlarmMetricsType. Times are epoch ms, lengths ms, rates alarms an hour. */
export const AlarmMetrics = z.object({
  startTime: z.number(),
  to: z.number(),
  alarmCount: z.number(),
  maximumActiveState: z.number(),
  maximumUnAck: z.number(),
  currentAlarmRate: Rate,
  maximumAlarmRate: Rate,
  averageAlarmRate: Rate,
  maximumReAlarmCount: z.number(),
  limits: z.object({ good: z.number(), manageable: z.number(), flood: z.number(), operators: z.number() }),
  flood: z.object({
    timeMs: z.number(),
    share: z.number(),
    items: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })),
  }),
  acknowledge: Took,
  close: Took,
  kinds: z.array(z.object({ code: z.string(), count: z.number(), falseAlarms: z.number(), falseShare: z.number() })),
  topSources: z.array(z.object(source)),
  chattering: z.object({
    sources: z.number(),
    items: z.array(z.object({ ...source, lastAt: z.number() })),
  }),
  now: z.object({
    open: z.number(),
    unacknowledged: z.number(),
    shelved: z.number(),
    suppressed: z.number(),
    outOfService: z.number(),
    stale: z.object({
      count: z.number(),
      items: z.array(z.object({ id: z.string(), code: z.string(), device: z.string(), raisedAt: z.number() })),
    }),
    silentDevices: z.number(),
    devices: z.number(),
  }),
});
export type AlarmMetrics = z.infer<typeof AlarmMetrics>;
