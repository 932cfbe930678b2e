import { z } from 'zod';
import { countAlarms, GROUPS, type GroupCounts, NOTHING } from '../alarm/alarm-statistics.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { pageIfAsked, pageOfWhole } from './input.ts';
import { BINS, type Bin, localBins } from './local-bins.ts';
import { Period, periodOf } from './period.ts';
import { Problem } from './problem.ts';

/** Bins of time in one answer at most: a month of hours. */
const MAX_BINS = 1_000;
const MAX_ITEMS = 10_000;

/** How long people took; null where nobody did. */
export const Took = z
  .object({ count: z.int(), p50: z.number().describe('ms'), p95: z.number().describe('ms') })
  .nullable()
  .describe('median and 95th percentile, told to half a percent');

const counts = {
  count: z.int().describe('alarms raised'),
  falseAlarms: z.int().describe('of these, dismissed as false; they stay among the others'),
  acknowledge: Took,
  close: Took,
};

const Statistics = z.object({
  from: z.number().describe('epoch ms'),
  to: z.number().describe('epoch ms'),
  total: z.object(counts),
  items: z
    .array(
      z.object({
        key: z
          .string()
          .nullable()
          .describe("the field's value, null where an alarm has none; of a storey building/storey"),
        time: z.number().nullable().describe('begin of the time, epoch ms; null where counted by a field'),
        ...counts,
      }),
    )
    .describe('times in order, those without an alarm too; else the most first'),
  next: z.string().nullable(),
});
type Item = z.infer<typeof Statistics>['items'][number];

/** How many alarms there were, how many were false, and how fast people were, by time, place and kind: clause 7.2.10-2. */
export function alarmStatisticsEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/alarm-statistics',
      tag: 'alarms',
      summary: 'Counts of alarms, false ones, and times to acknowledge and to close, by time, place or kind',
      right: 'twin.view',
      query: z.strictObject({
        ...Period,
        by: z.enum([...BINS, ...GROUPS]).describe('times are those of the local calendar of the site'),
        ...pageIfAsked(MAX_ITEMS),
      }),
      answer: { status: 200, description: 'The counts', schema: Statistics },
      problems: ['unavailable'],
      handle: async ({ query: { by, limit, cursor, ...given } }) => {
        const { from, to } = periodOf(deps, given);
        const begins = isBin(by) ? localBins(from, to, by, registry.site.timeZone, MAX_BINS) : null;
        if (begins && begins.length > MAX_BINS) {
          const reason = `expected at most ${MAX_BINS} of them between from and to`;
          throw new Problem('invalid-input', `query.by: ${reason}`, { faults: [{ in: 'query', field: 'by', reason }] });
        }
        const { total, groups } = await countAlarms(pool, site, { from, to, by: isBin(by) ? begins! : by });
        const items = begins ? inTime(begins, groups) : byCount(groups);
        return { from, to, total, ...pageOfWhole(items, { limit, cursor }, ({ key, time }) => `${time} ${key}`) };
      },
    }),
  ];
}

function isBin(by: string): by is Bin {
  return BINS.includes(by as Bin);
}

function inTime(begins: readonly number[], groups: readonly GroupCounts[]): Item[] {
  const found = new Map(groups.map(({ key, ...counted }) => [Number(key), counted]));
  return begins.map((time, i) => ({ key: null, time, ...(found.get(i) ?? NOTHING) }));
}

function byCount(groups: readonly GroupCounts[]): Item[] {
  return groups
    .map((group) => ({ time: null, ...group }))
    .sort((a, b) => b.count - a.count || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}
