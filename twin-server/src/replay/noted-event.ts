import type { Pool } from 'pg';

/** What somebody who goes through the past event by event wants to stop at; the index journal_noted holds just these. */
const NOTED = `kind IN ('alarm.raised', 'alarm.recurred', 'alarm.returned', 'alarm.sourceNormal', 'alarm.handled', 'alarm.escalated', 'alarm.closed',
  'action.asked', 'device.silent', 'device.heard')`;

/** The nearest event of note before (−1) or after (1) a seq of a branch; null for none. recordedAt in epoch ms. */
export async function notedEvent(
  pool: Pool,
  site: string,
  branch: number,
  seq: number,
  direction: 1 | -1,
): Promise<{ seq: number; recordedAt: number } | null> {
  const [beyond, order] = direction > 0 ? ['>', 'ASC'] : ['<', 'DESC'];
  const { rows } = await pool.query<{ seq: number; recordedAt: number }>(
    `SELECT journal.seq::float8 AS seq, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt" FROM journal
     WHERE site = $1 AND branch = $2 AND journal.seq ${beyond} $3 AND ${NOTED} ORDER BY journal.seq ${order} LIMIT 1`,
    [site, branch, seq],
  );
  return rows[0] ?? null;
}
