import type { Pool } from 'pg';

/** A stretch of time in which nothing was recorded, epoch ms. */
type Gap = readonly [from: number, to: number];

/** Nothing recorded for so long is a gap: a site that lives records something every few seconds. */
const GAP_MS = 60_000;

/** How many alarms of each facility were raised in each of `bins` equal parts of a span (epoch ms). Of an index alone. */
export async function alarmsByFacility(
  pool: Pool,
  site: string,
  from: number,
  to: number,
  bins: number,
): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ facility: string; bin: number; count: number }>(
    `SELECT facility, floor((extract(epoch FROM raised_at) * 1000 - $4::float8) / $5::float8)::int AS bin, count(*)::int AS count
     FROM alarm WHERE site = $1 AND raised_at >= $2 AND raised_at < $3 GROUP BY 1, 2`,
    [site, new Date(from), new Date(to), from, (to - from) / bins],
  );
  const counts = new Map<string, number[]>();
  for (const { facility, bin, count } of rows) {
    const of = counts.get(facility) ?? new Array<number>(bins).fill(0);
    of[Math.min(bin, bins - 1)] = count;
    counts.set(facility, of);
  }
  return counts;
}

/**
 * When nothing was recorded within a span: the server stood, or the past there was dropped. Days that were compacted hold many batches as
 * one row: a gap within such a row is told by the replay that comes to it.
 */
export async function gapsOf(pool: Pool, site: string, branch: number, from: number, to: number): Promise<Gap[]> {
  const { rows } = await pool.query<{ from: number; to: number }>(
    `WITH recorded AS (
       SELECT recorded_at AS at, false AS packed FROM journal WHERE site = $1 AND branch = $2 AND recorded_at >= $3 AND recorded_at < $4
         AND day >= ($3 AT TIME ZONE 'UTC')::date AND day <= ($4 AT TIME ZONE 'UTC')::date
       UNION ALL
       SELECT recorded_at, coalesce(first < seq, false) FROM observation
         WHERE site = $1 AND branch = $2 AND recorded_at >= $3 AND recorded_at < $4
         AND day >= ($3 AT TIME ZONE 'UTC')::date AND day <= ($4 AT TIME ZONE 'UTC')::date
       UNION ALL SELECT $4, false),
     steps AS (SELECT lag(at, 1, $3) OVER (ORDER BY at) AS before, at, packed FROM recorded)
     SELECT (extract(epoch FROM before) * 1000)::float8 AS "from", (extract(epoch FROM at) * 1000)::float8 AS "to"
     FROM steps WHERE NOT packed AND at - before > make_interval(secs => $5) ORDER BY at LIMIT 1000`,
    [site, branch, new Date(from), new Date(to), GAP_MS / 1000],
  );
  return rows.map((gap) => [gap.from, gap.to]);
}
