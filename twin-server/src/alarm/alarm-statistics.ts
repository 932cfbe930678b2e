import type { Pool } from 'pg';
import { summing } from './summing.ts';

/** What alarms are counted by, beside time. */
export const GROUPS = ['facility', 'code', 'building', 'storey', 'zone', 'device', 'priority'] as const;
export type Group = (typeof GROUPS)[number];

/** Which alarms are counted: raised in [from, to), epoch ms; by a field, or by bins of time that begin at these instants, ascending. */
export interface StatisticsRequest {
  readonly from: number;
  readonly to: number;
  readonly by: Group | readonly number[];
}

/** How long something took: the time that half and 95 % of the alarms took at most, ms, told to half a percent. */
export interface Durations {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
}

/** What is counted of some alarms. */
export interface AlarmCounts {
  readonly count: number;
  readonly falseAlarms: number;
  /** From raised to acknowledged; null where none was. */
  readonly acknowledge: Durations | null;
  /** From raised to closed; null where none was. */
  readonly close: Durations | null;
}

/** What is counted of no alarm. */
export const NOTHING: AlarmCounts = { count: 0, falseAlarms: 0, acknowledge: null, close: null };

/** The counts of one group: a field's value (null where an alarm has none; of a storey building/storey), or the number of a bin from 0. */
export interface GroupCounts extends AlarmCounts {
  readonly key: string | null;
}

/** Durations are counted in steps of one percent: sorting a million of them would take ten times as long. */
const STEPS = 100;
const stepOf = (column: string) => `round(ln(${column} + 1) * ${STEPS})::int`;
const timeOf = (step: number) => Math.exp(step / STEPS) - 1;

const KEYS: Readonly<Record<Group, string>> = {
  facility: 'facility',
  code: 'code',
  building: 'building',
  storey: "building || '/' || storey",
  zone: 'zone',
  device: 'device',
  priority: 'priority::text',
};

interface Row {
  readonly whole: boolean;
  readonly key: string | null;
  readonly count: number;
  readonly falseAlarms: number;
  readonly acknowledged: number | null;
  readonly acknowledge50: number;
  readonly acknowledge95: number;
  readonly closed: number | null;
  readonly close50: number;
  readonly close95: number;
}

/** Counts alarms by group and altogether, in no certain order; groups without an alarm are left out. */
export async function countAlarms(
  pool: Pool,
  site: string,
  { from, to, by }: StatisticsRequest,
): Promise<{ readonly total: AlarmCounts; readonly groups: readonly GroupCounts[] }> {
  const binned = typeof by !== 'string';
  const key = binned ? '(width_bucket(raised_at, $4::timestamptz[]) - 1)::text' : KEYS[by];
  const values = [site, new Date(from), new Date(to), ...(binned ? [by.map((begin) => new Date(begin))] : [])];
  const { rows } = await summing(pool, (client) => client.query<Row>(statement(key), values));
  const total = rows.find(({ whole }) => whole);
  return {
    total: total ? countsOf(total) : NOTHING,
    groups: rows.filter(({ whole }) => !whole).map((row) => ({ key: row.key, ...countsOf(row) })),
  };
}

/** Both passes are answered by an index alone and counted by hash; what is left are some steps a group. */
const statement = (key: string) => `
WITH ${steps('acknowledge', key)}, ${steps('close', key)}
SELECT a.whole, a.key, a.count, a.false_alarms AS "falseAlarms", a.done AS acknowledged, a.p50 AS "acknowledge50", a.p95 AS "acknowledge95",
       c.done AS closed, c.p50 AS "close50", c.p95 AS "close95"
FROM acknowledge a JOIN close c ON a.whole = c.whole AND a.key IS NOT DISTINCT FROM c.key`;

const steps = (name: 'acknowledge' | 'close', key: string) => `
${name}_step AS MATERIALIZED (
  SELECT ${key} AS key, ${stepOf(`${name}_ms`)} AS step, count(*) AS n, count(*) FILTER (WHERE false_alarm) AS f
  FROM alarm WHERE site = $1 AND raised_at >= $2 AND raised_at < $3 GROUP BY 1, 2),
${name} AS (
  SELECT whole, key, sum(n)::int AS count, sum(f)::int AS false_alarms, max(done)::int AS done,
         min(step) FILTER (WHERE reached >= done * 0.5) AS p50, min(step) FILTER (WHERE reached >= done * 0.95) AS p95
  FROM (SELECT whole, key, step, n, f, sum(n) FILTER (WHERE step IS NOT NULL) OVER (PARTITION BY whole, key) AS done,
               sum(n) FILTER (WHERE step IS NOT NULL) OVER (PARTITION BY whole, key ORDER BY step) AS reached
        FROM (SELECT false AS whole, key, step, n, f FROM ${name}_step
              UNION ALL SELECT true, NULL, step, sum(n), sum(f) FROM ${name}_step GROUP BY step) AS each_step) AS in_order
  GROUP BY whole, key)`;

function countsOf(row: Row): AlarmCounts {
  return {
    count: row.count,
    falseAlarms: row.falseAlarms,
    acknowledge: durationsOf(row.acknowledged, row.acknowledge50, row.acknowledge95),
    close: durationsOf(row.closed, row.close50, row.close95),
  };
}

function durationsOf(count: number | null, p50: number, p95: number): Durations | null {
  return count ? { count, p50: timeOf(p50), p95: timeOf(p95) } : null;
}
