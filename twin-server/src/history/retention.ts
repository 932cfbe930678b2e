import type { Pool } from 'pg';
import { dayOf } from '../journal/partitions.ts';
import { exclusively, partitionDays } from './compact-partition.ts';
import { readProgress } from './progress.ts';
import { borderRung, dayBefore } from './rungs.ts';
import { DAY_MS } from './summaries.ts';

/** How many days each kind of data is kept. */
export interface Retention {
  /** Observations one by one, and with them the state at any instant. */
  readonly observations: number;
  /** Events: alarms, what was done with them, and who did it. */
  readonly journal: number;
  /** Observations summed up by minutes and by hours. */
  readonly minutes: number;
  readonly hours: number;
}

/**
 * Drops the days, and for the summaries the months, that are past their time, however many have gathered. The state at the end of what
 * goes is kept first, so that the log after it still can be folded. Returns the partitions that went.
 */
export async function applyRetention(
  pool: Pool,
  site: string,
  branch: number,
  keep: Retention,
  now: number,
): Promise<string[]> {
  // One day more: a day of recording ends up to a day after an observation of its first instant.
  const firstKept = (days: number) => dayOf(now - (days + 1) * DAY_MS);
  // Nothing goes that is not summed up yet.
  const { summedDay } = await readProgress(pool, site, branch);
  const firstObserved = [firstKept(keep.observations), summedDay ?? ''].sort()[0]!;
  const logs = [
    ['observation', firstObserved],
    ['series', firstObserved],
    ['journal', firstKept(keep.journal)],
  ] as const;
  const dropped: string[] = [];
  let border = '';
  for (const [table, first] of logs) {
    const days = (await partitionDays(pool, table)).filter((day) => day < first);
    if (days.length === 0) continue;
    if (table === 'series')
      await pool.query('UPDATE history SET dropped_day = greatest(dropped_day, $1::date)', [dayBefore(first)]);
    else border = [border, dayBefore(first)].sort()[1]!;
    dropped.push(...days.map((day) => `${table}_${day.replaceAll('-', '')}`));
  }
  if (border !== '') {
    const seq = await borderRung(pool, site, branch, border);
    await pool.query('DELETE FROM snapshot WHERE site = $1 AND branch = $2 AND seq < $3', [site, branch, seq]);
  }
  for (const [table, days] of [
    ['summary_minute', keep.minutes],
    ['summary_hour', keep.hours],
  ] as const) {
    const month = firstKept(days).slice(0, 7).replace('-', '');
    const { rows } = await pool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass AND right(c.relname, 6) < $2 ORDER BY c.relname`,
      [table, month],
    );
    dropped.push(...rows.map(({ name }) => name));
  }
  for (const partition of dropped) {
    await exclusively(pool, async (client) => {
      await client.query(`DROP TABLE ${partition}`);
    });
    await pool.query(`DELETE FROM compacted WHERE of || '_' || to_char(day, 'YYYYMMDD') = $1`, [partition]);
  }
  return dropped;
}
