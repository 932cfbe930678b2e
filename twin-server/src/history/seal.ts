import type { Pool } from 'pg';
import { transact } from '../engines/transact.ts';
import type { LoggedBatch } from '../journal/observation-segment.ts';
import { dayOf } from '../journal/partitions.ts';
import { rowsOf, seriesOf } from './group-batches.ts';
import { insertRows } from './series-rows.ts';

/** Somebody else sealed the same batches. */
class SealedError extends Error {
  override readonly name = 'SealedError';
}

/**
 * Puts the batches after `after` into series, a day of recording each in one transaction with how far it came, so that after a crash nothing
 * is twice and nothing missing. Throws SealedError, having stored nothing of a day, where that was sealed in between.
 */
export async function sealBatches(
  pool: Pool,
  site: string,
  branch: number,
  after: number,
  batches: readonly LoggedBatch[],
): Promise<void> {
  let sealed = after;
  for (let begin = 0; begin < batches.length; ) {
    const day = dayOf(batches[begin]!.recordedAt);
    let end = begin + 1;
    while (end < batches.length && dayOf(batches[end]!.recordedAt) === day) end++;
    const upto = batches[end - 1]!.seq;
    const rows = rowsOf(seriesOf(batches.slice(begin, end)), sealed, upto);
    await transact(pool, async (client) => {
      await client.query('INSERT INTO history (site, branch) VALUES ($1, $2) ON CONFLICT DO NOTHING', [site, branch]);
      const moved = await client.query(
        'UPDATE history SET sealed_upto = $4, sealed_day = $5 WHERE site = $1 AND branch = $2 AND sealed_upto = $3',
        [site, branch, sealed, upto, day],
      );
      if (moved.rowCount !== 1) throw new SealedError(`the log of ${site} after ${sealed} is sealed already`);
      await insertRows(client, 'series', { site, branch, day }, rows);
    });
    sealed = upto;
    begin = end;
  }
}
