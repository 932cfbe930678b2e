import type { Pool, PoolClient } from 'pg';

/** How far history has come with a branch's log. Days are YYYY-MM-DD. */
export interface Progress {
  /** The log is in series until this seq, which was recorded on this day. */
  readonly sealedUpto: number;
  readonly sealedDay: string | null;
  /** The summaries say what the log says until this seq, of every day until this one. */
  readonly summedUpto: number;
  readonly summedDay: string | null;
  /** What was recorded until this day is not kept but in summaries. */
  readonly droppedDay: string | null;
}

const NOTHING: Progress = { sealedUpto: 0, sealedDay: null, summedUpto: 0, summedDay: null, droppedDay: null };

export async function readProgress(client: Pool | PoolClient, site: string, branch: number): Promise<Progress> {
  const { rows } = await client.query<Progress>(
    `SELECT sealed_upto::float8 AS "sealedUpto", sealed_day::text AS "sealedDay",
            summed_upto::float8 AS "summedUpto", summed_day::text AS "summedDay",
            dropped_day::text AS "droppedDay"
     FROM history WHERE site = $1 AND branch = $2`,
    [site, branch],
  );
  return rows[0] ?? NOTHING;
}

/** Whether everything that was recorded on a day is in series, of one site or of all. Drills and what-ifs have none. */
export async function isSealed(client: Pool | PoolClient, day: string, site: string | null = null): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT 1 FROM (SELECT site, branch, max(seq) AS seq FROM observation
       WHERE day = $1::date AND branch = 0 AND ($2::text IS NULL OR site = $2) GROUP BY site, branch) AS log
     LEFT JOIN history USING (site, branch) WHERE log.seq > coalesce(history.sealed_upto, 0) LIMIT 1`,
    [day, site],
  );
  return rows.length === 0;
}
