import type { Pool } from 'pg';
import { PERIOD_MS } from './alarm-load.ts';
import { summing } from './summing.ts';

/** Sources that are listed at most; their number is told in whole. */
const LISTED = 10;
/**
 * A source chatters when it goes into alarm so often within so long: three times in a minute, the first measure that ISA-18.2 and
 * IEC 62682 give for alarms that go in and out of alarm in a short time.
 */
const CHATTERS_TIMES = 3;
const CHATTERS_MS = 60_000;

/** A device and what it alarmed of, with how often. */
export interface AlarmSource {
  readonly device: string;
  readonly code: string;
  readonly count: number;
}

/** A source that chattered: `count` are the times it went into alarm for at least the third time in a minute; the last was at `lastAt`. */
export interface Chattering extends AlarmSource {
  readonly lastAt: number;
}

/** A time with more alarms than operators can work through, as the journal has it; epoch ms. `count`: alarms raised in it. */
export interface Flood {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What the list of alarms tells of those raised in a time. Durations are ms; of what lasts still, until the end of the time. */
export interface AlarmMetrics {
  readonly maximumActiveMs: number;
  readonly maximumUnacknowledgedMs: number;
  /** The most times that one alarm was announced anew. */
  readonly maximumReannounced: number;
  /** Incidents by period of ten minutes, from 0: alarms that were not part of another's. Those without one are left out. */
  readonly periods: ReadonlyMap<number, number>;
  readonly floods: readonly Flood[];
  readonly topSources: readonly AlarmSource[];
  readonly chattering: { readonly sources: number; readonly items: readonly Chattering[] };
}

/** Reads the metrics of alarms raised in [from, to), epoch ms. */
export async function readMetrics(pool: Pool, site: string, from: number, to: number): Promise<AlarmMetrics> {
  const span = [site, new Date(from), new Date(to)];
  const [extremes, periods, floods, sources, chattering] = await summing(
    pool,
    async (client) =>
      [
        await client.query<{ active: number | null; unacknowledged: number | null; reannounced: number }>(
          EXTREMES,
          span,
        ),
        await client.query<{ period: number; count: number }>(PERIODS, span),
        await client.query<Flood>(FLOODS, span),
        await client.query<AlarmSource>(SOURCES, span),
        await client.query<Chattering & { sources: number }>(CHATTERING, span),
      ] as const,
  );
  const { active, unacknowledged, reannounced } = extremes.rows[0]!;
  return {
    maximumActiveMs: active ?? 0,
    maximumUnacknowledgedMs: unacknowledged ?? 0,
    maximumReannounced: reannounced,
    periods: new Map(periods.rows.map(({ period, count }) => [period, count])),
    floods: floods.rows,
    topSources: sources.rows,
    chattering: {
      sources: chattering.rows[0]?.sources ?? 0,
      items: chattering.rows.map(({ sources: _all, ...source }) => source),
    },
  };
}

const RAISED = 'site = $1 AND raised_at >= $2 AND raised_at < $3';
// Branch 0 is the live one, whose alarms are in the list.
const JOURNALED = `site = $1 AND branch = 0 AND recorded_at >= $2 AND recorded_at < $3
  AND day >= ($2 AT TIME ZONE 'UTC')::date AND day <= ($3 AT TIME ZONE 'UTC')::date`;
const MS = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;
const SINCE_RAISED = MS('$3::timestamptz - raised_at');

// A closed alarm whose source never returned was closed with its device.
const EXTREMES = `
SELECT max(coalesce(return_ms, close_ms, ${SINCE_RAISED})) AS active,
       max(coalesce(acknowledge_ms, close_ms, ${SINCE_RAISED})) AS unacknowledged,
       (SELECT coalesce(max(times), 0)::int FROM (SELECT count(*) AS times FROM journal
        WHERE ${JOURNALED} AND kind = 'alarm.reannounced' GROUP BY alarm) AS again) AS reannounced
FROM alarm WHERE ${RAISED}`;

const PERIODS = `
SELECT floor(extract(epoch FROM bin - $2::timestamptz) * 1000 / ${PERIOD_MS})::int AS period, count::int
FROM (SELECT date_bin('${PERIOD_MS} ms', raised_at, $2::timestamptz) AS bin, count(*) AS count
      FROM alarm WHERE ${RAISED} AND NOT joined GROUP BY 1) AS binned`;

// One that began before the time, or goes on after it, counts with what of it is in the time.
const FLOODS = `
SELECT ${MS('f.begins')} AS from, ${MS('f.ends')} AS to,
       (SELECT count(*)::int FROM alarm WHERE site = $1 AND raised_at >= f.begins AND raised_at < f.ends) AS count
FROM (SELECT kind, greatest(recorded_at, $2) AS begins, coalesce(lead(recorded_at) OVER (ORDER BY seq, ordinal), $3) AS ends
      FROM (SELECT kind, recorded_at, seq, ordinal FROM journal WHERE ${JOURNALED} AND kind IN ('flood.began', 'flood.ended')
            UNION ALL
            (SELECT kind, recorded_at, seq, ordinal FROM journal WHERE site = $1 AND branch = 0 AND recorded_at < $2
               AND kind IN ('flood.began', 'flood.ended') ORDER BY recorded_at DESC, seq DESC LIMIT 1)) AS turn) AS f
WHERE kind = 'flood.began' ORDER BY 1`;

const SOURCES = `
SELECT device, code, count(*)::int AS count FROM alarm WHERE ${RAISED}
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${LISTED}`;

// A source goes into alarm when it is raised, and when it comes again after it returned; a report of what stands already is neither.
const CHATTERING = `
WITH step AS (
  SELECT alarm, kind, seq, ordinal, recorded_at, lag(kind) OVER (PARTITION BY alarm ORDER BY seq, ordinal) AS before
  FROM journal WHERE ${JOURNALED} AND kind IN ('alarm.raised', 'alarm.recurred', 'alarm.returned', 'alarm.sourceNormal')),
activation AS (
  SELECT a.device, a.code, s.recorded_at,
         lag(s.recorded_at, ${CHATTERS_TIMES - 1}) OVER (PARTITION BY a.device, a.code ORDER BY s.seq, s.ordinal) AS first
  FROM step s JOIN alarm a ON a.site = $1 AND a.id = s.alarm
  WHERE s.kind = 'alarm.raised' OR (s.kind = 'alarm.recurred' AND s.before IN ('alarm.returned', 'alarm.sourceNormal')))
SELECT device, code, count(*)::int AS count, ${MS('max(recorded_at)')} AS "lastAt",
       (count(*) OVER ())::int AS sources
FROM activation WHERE recorded_at - first <= interval '${CHATTERS_MS} ms'
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${LISTED}`;
