import type { Pool, PoolClient } from 'pg';
import { decodeObservations } from './observation-block.ts';
import { decodeSegment, type LoggedBatch, SEGMENT } from './observation-segment.ts';

/** A stretch of a branch's log: (after, upto]. The days of recording, where they are known, spare the database the other partitions. */
export interface Stretch {
  readonly site: string;
  readonly branch: number;
  readonly after: number;
  readonly upto: number;
  /** First and last day (YYYY-MM-DD) in which the stretch lies. */
  readonly days?: readonly [string, string];
  /** Rows read at most; the stretch then ends with the last one. */
  readonly limit?: number;
}

interface BatchRow {
  readonly seq: number;
  readonly ordinal: number;
  readonly recordedAt: number;
  readonly block: Buffer;
}

const COLUMNS = 'seq::float8 AS seq, ordinal, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", block';

/** The observation batches of a stretch in order, whether they stand alone or in segments. */
export async function readBatches(client: Pool | PoolClient, stretch: Stretch): Promise<LoggedBatch[]> {
  const { site, branch, after, upto, days = [null, null], limit = null } = stretch;
  const { rows } = await client.query<BatchRow>(
    // Segments do not overlap: of those that end after the stretch only the next may begin in it.
    `SELECT * FROM (
       (SELECT ${COLUMNS} FROM observation
        WHERE site = $1 AND branch = $2 AND seq > $3 AND seq <= $4
          AND ($5::date IS NULL OR (day, observation.seq) > ($5, $3)) AND ($6::date IS NULL OR (day, observation.seq) <= ($6, $4)) ORDER BY day, observation.seq LIMIT $7)
       UNION ALL
       (SELECT ${COLUMNS} FROM observation
        WHERE site = $1 AND branch = $2 AND seq > $4 AND first <= $4
          AND ($5::date IS NULL OR (day, observation.seq) > ($5, $4)) AND ($6::date IS NULL OR day <= $6) ORDER BY day, observation.seq LIMIT 1)
     ) AS found ORDER BY seq`,
    [site, branch, after, upto, ...days, limit],
  );
  const batches = await Promise.all(rows.map((row) => batchesOf(row)));
  const found = batches.flat().filter(({ seq }) => seq > after && seq <= upto);
  return limit !== null && rows.length > limit ? found.filter(({ seq }) => seq <= rows[limit - 1]!.seq) : found;
}

async function batchesOf({ block, ...at }: BatchRow): Promise<LoggedBatch[]> {
  return block[0] === SEGMENT ? decodeSegment(block) : [{ ...at, event: decodeObservations(block) }];
}
