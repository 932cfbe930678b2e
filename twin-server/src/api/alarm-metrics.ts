import { isPresented, type TwinState } from 'twin-core';
import { z } from 'zod';
import { type AlarmLimits, bandOf, ratesOf } from '../alarm/alarm-load.ts';
import { type AlarmMetrics, readMetrics } from '../alarm/alarm-metrics.ts';
import { countAlarms } from '../alarm/alarm-statistics.ts';
import { Took } from './alarm-statistics.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { Period, periodOf } from './period.ts';

/** An alarm that was in alarm for longer than this is stale: ISA-18.2 and IEC 62682. */
const STALE_MS = 86_400_000;
/** Stale alarms that are listed at most; their number is told in whole. */
const LISTED = 10;
/** Rates are told by the hour: `Rate` of OPC UA's AlarmRateVariableType, minutes. */
const RATE_MINUTES = 60;

const milliseconds = z.number().describe('ms');
const Rate = z.object({ value: z.number(), band: z.enum(['good', 'manageable', 'high', 'flood']) });
const source = { device: z.string(), code: z.string(), count: z.int() };

const Metrics = z.object({
  startTime: z.number().describe('AlarmMetricsType StartTime: begin of the time asked about, epoch ms'),
  to: z.number().describe('epoch ms'),
  alarmCount: z.int().describe('AlarmCount: alarms raised'),
  maximumActiveState: milliseconds.describe('MaximumActiveState: the longest that one was in alarm, ms'),
  maximumUnAck: milliseconds.describe('MaximumUnAck: the longest that one was not acknowledged, ms'),
  currentAlarmRate: Rate.describe(
    'CurrentAlarmRate: incidents in the last hour; what is part of an incident asks for no attention of its own',
  ),
  maximumAlarmRate: Rate.describe('MaximumAlarmRate: in any hour'),
  averageAlarmRate: Rate.describe('AverageAlarmRate: alarms an hour over the whole time'),
  maximumReAlarmCount: z.int().describe('MaximumReAlarmCount: the most times one was announced anew'),
  rateMinutes: z.literal(RATE_MINUTES).describe('Rate: the minutes over which rates are reckoned'),
  limits: z
    .object({ good: z.number(), manageable: z.number(), flood: z.number(), operators: z.int() })
    .describe('alarms an hour and operator up to which a band reaches (ISA-18.2); settings'),
  flood: z.object({
    timeMs: milliseconds,
    share: z.number().describe('of the time, 0 to 1'),
    items: z.array(z.object({ from: z.number(), to: z.number(), count: z.int() })),
  }),
  acknowledge: Took.describe('time to acknowledge'),
  close: Took.describe('time to close'),
  kinds: z
    .array(z.object({ code: z.string(), count: z.int(), falseAlarms: z.int(), falseShare: z.number() }))
    .describe('false alarms by kind, the most frequent kind first'),
  topSources: z.array(z.object(source)).describe('the ten with the most alarms'),
  chattering: z
    .object({ sources: z.int(), items: z.array(z.object({ ...source, lastAt: z.number() })) })
    .describe('sources that went into alarm three times or more in a minute; the ten that did most often'),
  now: z
    .object({
      open: z.int(),
      unacknowledged: z.int(),
      shelved: z.int(),
      suppressed: z.int(),
      outOfService: z.int(),
      stale: z
        .object({
          count: z.int(),
          items: z.array(z.object({ id: z.string(), code: z.string(), device: z.string(), raisedAt: z.number() })),
        })
        .describe('in alarm for more than 24 h; the ten oldest'),
      silentDevices: z.int(),
      devices: z.int(),
    })
    .describe('as it stands, whatever time is asked about'),
});

/** How well alarms serve those who work with them: the words of OPC UA Part 9, AlarmMetricsType, and the measures of ISA-18.2. */
export function alarmMetricsEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, published, alarmLimits, now = Date.now } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/alarm-metrics',
      tag: 'alarms',
      summary:
        'Alarm rates, floods, frequent, chattering and stale alarms, reaction times, false alarms, and what is quiet',
      right: 'twin.view',
      query: z.strictObject(Period),
      answer: { status: 200, description: 'The metrics of the alarms raised in the time', schema: Metrics },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const { from, to } = periodOf(deps, query);
        const { total, groups } = await countAlarms(pool, site, { from, to, by: 'code' });
        const read = await readMetrics(pool, site, from, to);
        return {
          startTime: from,
          to,
          alarmCount: total.count,
          maximumActiveState: read.maximumActiveMs,
          maximumUnAck: read.maximumUnacknowledgedMs,
          maximumReAlarmCount: read.maximumReannounced,
          ...rates(read, from, to, alarmLimits),
          acknowledge: total.acknowledge,
          close: total.close,
          kinds: groups
            .map(({ key, count, falseAlarms }) => ({ code: key!, count, falseAlarms, falseShare: falseAlarms / count }))
            .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
          topSources: [...read.topSources],
          chattering: { ...read.chattering, items: [...read.chattering.items] },
          now: standing(published(), now()),
        };
      },
    }),
  ];
}

function rates({ periods, floods }: AlarmMetrics, from: number, to: number, limits: AlarmLimits) {
  const { current, maximum, average } = ratesOf(periods, from, to);
  const rate = (value: number) => ({ value, band: bandOf(value, limits) });
  const timeMs = floods.reduce((sum, flood) => sum + flood.to - flood.from, 0);
  return {
    currentAlarmRate: rate(current),
    maximumAlarmRate: rate(maximum),
    averageAlarmRate: rate(average),
    rateMinutes: RATE_MINUTES,
    limits: { ...limits },
    flood: { timeMs, share: timeMs / (to - from), items: [...floods] },
  } as const;
}

/** What is open, hidden, stale and silent now. */
function standing(state: TwinState, now: number): z.infer<typeof Metrics>['now'] {
  const alarms = [...state.alarms.values()];
  const count = (test: (alarm: (typeof alarms)[number]) => boolean) => alarms.filter(test).length;
  const stale = alarms
    .filter(({ active, raisedAt }) => active && now - raisedAt > STALE_MS)
    .sort((a, b) => a.raisedAt - b.raisedAt);
  const devices = state.devices.filter((device) => device !== undefined);
  return {
    open: alarms.length,
    unacknowledged: count((alarm) => !alarm.acknowledged && isPresented(alarm)),
    shelved: count(({ shelvedUntil }) => shelvedUntil !== null),
    suppressed: count(({ suppressed }) => suppressed),
    outOfService: count(({ outOfService }) => outOfService),
    stale: {
      count: stale.length,
      items: stale.slice(0, LISTED).map(({ id, code, device, raisedAt }) => ({ id, code, device, raisedAt })),
    },
    silentDevices: devices.filter(({ silent }) => silent).length,
    devices: devices.length,
  };
}
