import type { Pool } from 'pg';
import { transact } from '../engines/transact.ts';

/** The UTC day of an instant (epoch ms) as YYYY-MM-DD: the journal's partition key. */
export function dayOf(recordedAt: number): string {
  return new Date(recordedAt).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Key of the advisory lock under which partitions are made ("part" as ASCII): IF NOT EXISTS does not keep two from making one at once. */
const LOCK_KEY = 0x70617274;

/** Makes sure that the day of an instant and the next have their partitions. Names are built from the date alone. */
export async function ensurePartitions(pool: Pool, recordedAt: number): Promise<void> {
  await transact(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEY]);
    for (const table of ['journal', 'observation', 'series']) {
      for (const start of [recordedAt, recordedAt + DAY_MS]) {
        const day = dayOf(start);
        const next = dayOf(Date.parse(day) + DAY_MS);
        await client.query(
          `CREATE TABLE IF NOT EXISTS ${table}_${day.replaceAll('-', '')} PARTITION OF ${table} FOR VALUES FROM ('${day}') TO ('${next}')`,
        );
      }
    }
  });
}
