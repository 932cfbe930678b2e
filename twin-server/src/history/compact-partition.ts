import type { Pool, PoolClient } from 'pg';
import { transact } from '../engines/transact.ts';
import { dayOf } from '../journal/partitions.ts';
import { DAY_MS } from './summaries.ts';

/** Tables whose days of recording are rewritten when they are over. */
export type Compacted = 'observation' | 'series';

/** How long the writer may be kept waiting while a partition is exchanged, and how often that is tried. */
const LOCK_TIMEOUT = '200ms';
const TRIES = 50;
const LOCK_NOT_AVAILABLE = '55P03';

/** The days of a table's partitions, oldest first. */
export async function partitionDays(client: Pool | PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass ORDER BY c.relname`,
    [table],
  );
  return rows.map(({ name }) => name.slice(table.length + 1)).map((day) => day.replace(/^(....)(..)(..)$/, '$1-$2-$3'));
}

/**
 * Days of a table that are over (before `today`) and not compacted yet. A drill that stands may go on with its own time: the day on which its
 * branch ends, and those after it, wait until it is over.
 */
export async function daysToCompact(pool: Pool, table: Compacted, today: string): Promise<string[]> {
  const { rows: open } = await pool.query<{ day: string | null }>(
    'SELECT min(recorded_at)::date::text AS day FROM journal_head WHERE branch <> 0',
  );
  const before = [today, open[0]!.day ?? today].sort()[0]!;
  const { rows } = await pool.query<{ day: string }>('SELECT day::text AS day FROM compacted WHERE of = $1', [table]);
  const done = new Set(rows.map(({ day }) => day));
  return (await partitionDays(pool, table)).filter((day) => day < before && !done.has(day));
}

/**
 * Rewrites one day of a table: `fill` puts everything into a table beside it, in transactions as small as it likes, and goes on where it was
 * after a crash; then the two are exchanged at once. Readers see the one or the other. Rejects where the lock cannot be had.
 */
export async function compactPartition(
  pool: Pool,
  table: Compacted,
  day: string,
  fill: (partition: string, staging: string) => Promise<void>,
): Promise<void> {
  const partition = `${table}_${day.replaceAll('-', '')}`;
  const staging = `${partition}_compact`;
  const next = dayOf(Date.parse(day) + DAY_MS);
  // With the check, attaching does not read the table again.
  await pool.query(
    `CREATE TABLE IF NOT EXISTS ${staging} (LIKE ${table} INCLUDING ALL, CHECK (day >= '${day}' AND day < '${next}'))`,
  );
  await fill(partition, staging);
  await exclusively(pool, async (client) => {
    await client.query(`ALTER TABLE ${table} DETACH PARTITION ${partition}`);
    await client.query(`DROP TABLE ${partition}`);
    await client.query(`ALTER TABLE ${staging} RENAME TO ${partition}`);
    await client.query(`ALTER TABLE ${table} ATTACH PARTITION ${partition} FOR VALUES FROM ('${day}') TO ('${next}')`);
    await client.query('INSERT INTO compacted (of, day) VALUES ($1, $2) ON CONFLICT DO NOTHING', [table, day]);
  });
  await pool.query(`ANALYZE ${partition}`);
}

/** One transaction that needs a table for itself for a moment: given up and tried again before it keeps the writer waiting for long. */
export async function exclusively(pool: Pool, act: (client: PoolClient) => Promise<void>): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      await transact(pool, async (client) => {
        await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
        await act(client);
      });
      return;
    } catch (cause) {
      if ((cause as { code?: string }).code !== LOCK_NOT_AVAILABLE || left <= 1) throw cause;
    }
  }
}
