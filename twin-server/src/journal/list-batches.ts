import type { Pool } from 'pg';
import { type BatchHead, decodeSegmentHeads } from './observation-segment.ts';

/** Which batches are listed: recorded in [from, to) (epoch ms), after a place in the log. */
export interface BatchList {
  readonly site: string;
  readonly branch: number;
  readonly from?: number;
  readonly to?: number;
  readonly after: readonly [seq: number, ordinal: number];
  readonly limit: number;
}

interface Row extends BatchHead {
  readonly segment: Buffer | null;
}

/** The first observation batches of a list, without what was observed. */
export async function listBatches(pool: Pool, list: BatchList): Promise<BatchHead[]> {
  const { site, branch, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, after, limit } = list;
  const heads: BatchHead[] = [];
  let [seq, ordinal] = after;
  // What stands after the place may be of the same seq.
  for (let begin = seq - 1; heads.length < limit; ) {
    const { rows } = await pool.query<Row>(
      `SELECT seq::float8 AS seq, ordinal, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", count,
              CASE WHEN first IS NOT NULL THEN block END AS segment
       FROM observation WHERE site = $1 AND branch = $2 AND seq > $3
         AND ($4::timestamptz IS NULL OR (recorded_at >= $4 AND day >= ($4 AT TIME ZONE 'UTC')::date))
         AND ($5::timestamptz IS NULL OR ((recorded_at < $5 OR first IS NOT NULL) AND day <= ($5 AT TIME ZONE 'UTC')::date))
       ORDER BY day, observation.seq LIMIT $6`,
      [
        site,
        branch,
        begin,
        list.from === undefined ? null : new Date(from),
        list.to === undefined ? null : new Date(to),
        limit,
      ],
    );
    for (const { segment, ...head } of rows) {
      for (const entry of segment ? await decodeSegmentHeads(segment) : [head]) {
        const isAfter = entry.seq > seq || (entry.seq === seq && entry.ordinal > ordinal);
        if (!isAfter || entry.recordedAt < from || entry.recordedAt >= to) continue;
        heads.push(entry);
        [seq, ordinal] = [entry.seq, entry.ordinal];
      }
      if (heads.length >= limit) break;
    }
    if (rows.length < limit) break;
    begin = rows.at(-1)!.seq;
  }
  return heads.slice(0, limit);
}
