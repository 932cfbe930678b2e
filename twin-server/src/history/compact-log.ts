import type { Pool } from 'pg';
import { encodeSegment, type LoggedBatch } from '../journal/observation-segment.ts';
import { readBatches } from '../journal/read-batches.ts';
import { compactPartition } from './compact-partition.ts';

/** Observations in one segment, and rows read at once. Ten times as many pack 15 % better, and hold up who looks for an instant: all of a segment is unpacked. */
const SEGMENT = 20_000;
const ROWS = 1_000;

/** Rewrites one day of the log's observations as segments; the log reads as before, in a third of the space. */
export async function compactLog(pool: Pool, day: string, segment = SEGMENT): Promise<void> {
  await compactPartition(pool, 'observation', day, async (partition, staging) => {
    const { rows } = await pool.query<{ site: string; branch: number; done: number }>(
      `SELECT site, branch, coalesce((SELECT max(s.seq) FROM ${staging} s WHERE s.site = k.site AND s.branch = k.branch), 0)::float8 AS done
       FROM (SELECT DISTINCT site, branch FROM ${partition}) AS k`,
    );
    for (const { site, branch, done } of rows) {
      const from = { site, branch, days: [day, day], limit: ROWS } as const;
      let waiting: LoggedBatch[] = [];
      let count = 0;
      for (let after = done; ; ) {
        const batches = await readBatches(pool, { ...from, after, upto: Number.MAX_SAFE_INTEGER });
        for (const batch of batches) {
          waiting.push(batch);
          count += batch.event.datastreams.length;
          if (count < segment) continue;
          await store(pool, staging, site, branch, day, waiting, count);
          waiting = [];
          count = 0;
        }
        if (batches.length === 0) break;
        after = batches.at(-1)!.seq;
      }
      if (waiting.length > 0) await store(pool, staging, site, branch, day, waiting, count);
    }
  });
}

async function store(
  pool: Pool,
  staging: string,
  site: string,
  branch: number,
  day: string,
  batches: readonly LoggedBatch[],
  count: number,
): Promise<void> {
  const { seq, ordinal, recordedAt } = batches.at(-1)!;
  await pool.query(
    `INSERT INTO ${staging} (site, branch, day, seq, ordinal, recorded_at, count, block, first)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0::float8), $7, $8, $9)`,
    [site, branch, day, seq, ordinal, recordedAt, count, await encodeSegment(batches), batches[0]!.seq],
  );
}
