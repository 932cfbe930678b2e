import type { Pool } from 'pg';

/** The UTC day of an instant (epoch ms) as YYYY-MM-DD: the journal's partition key. */
export function dayOf(recordedAt: number): string {
  return new Date(recordedAt).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** Makes sure that the day of an instant and the next have their partitions. Names are built from the date alone. */
export async function ensurePartitions(pool: Pool, recordedAt: number): Promise<void> {
  for (const table of ['journal', 'observation', 'series']) {
    for (const start of [recordedAt, recordedAt + DAY_MS]) {
      const day = dayOf(start);
      const next = dayOf(Date.parse(day) + DAY_MS);
      await pool.query(
        `CREATE TABLE IF NOT EXISTS ${table}_${day.replaceAll('-', '')} PARTITION OF ${table} FOR VALUES FROM ('${day}') TO ('${next}')`,
      );
    }
  }
}
