import type { PoolClient } from 'pg';
import { dayOf } from '../journal/partitions.ts';
import { cutPoints, mergePoints, type Points } from './points.ts';
import { decodeSeries } from './series-block.ts';
import { bucketOf } from './series-rows.ts';

/** Which datastream of which branch, and in which span of phenomenonTime (epoch ms, both included). */
export interface SeriesQuery {
  readonly site: string;
  readonly branch: number;
  readonly datastream: number;
  readonly from: number;
  readonly to: number;
}

/** An observation's time may be this far ahead of its recording. */
const AHEAD_MS = 86_400_000;
const ROWS_AT_ONCE = 64;

interface RowHead {
  readonly day: string;
  readonly first: number;
  readonly upto: number;
  readonly fromTime: number;
}

/** What of the log a reader of series asks for, beside the span: recorded after a seq, or until a day. */
export interface Recorded {
  readonly after?: number;
  readonly untilDay?: string;
}

/**
 * The sealed points of a datastream in a span; of one instant the value recorded last. `limit` stops early: then at least so many of the
 * earliest points are there, and all until the last of them.
 */
export async function readSeries(
  client: PoolClient,
  query: SeriesQuery,
  { after = 0, untilDay = 'infinity' }: Recorded = {},
  limit = Number.POSITIVE_INFINITY,
): Promise<Points> {
  const { site, branch, datastream, from, to } = query;
  const bucket = bucketOf(datastream);
  const { rows } = await client.query<RowHead>(
    `SELECT day::text AS day, first, upto::float8 AS upto, from_time AS "fromTime" FROM series
     WHERE site = $1 AND branch = $2 AND bucket = $3 AND first <= $4 AND last >= $4 AND upto_time >= $5 AND from_time <= $6
       AND upto > $7 AND day >= $8::date AND day <= $9::date ORDER BY from_time`,
    [site, branch, bucket, datastream, from, to, after, dayOf(from - AHEAD_MS), untilDay],
  );
  const parts: { readonly upto: number; readonly points: Points }[] = [];
  let found = 0;
  for (let begin = 0; begin < rows.length; begin += ROWS_AT_ONCE) {
    // What begins later cannot add to the points before it.
    if (found >= limit) {
      const complete = cutPoints(inOrder(parts), from, rows[begin]!.fromTime - 1);
      if (complete.times.length >= limit) return complete;
    }
    const heads = rows.slice(begin, begin + ROWS_AT_ONCE);
    const days = heads.map(({ day }) => day).sort();
    const bodies = await client.query<{ upto: number; body: Buffer }>(
      `SELECT upto::float8 AS upto, body FROM series
       WHERE site = $1 AND branch = $2 AND bucket = $3 AND (day, first, upto) IN (SELECT * FROM unnest($4::date[], $5::int[], $6::bigint[]))
         AND day >= $7::date AND day <= $8::date`,
      [
        site,
        branch,
        bucket,
        heads.map(({ day }) => day),
        heads.map(({ first }) => first),
        heads.map(({ upto }) => upto),
        days[0],
        days.at(-1),
      ],
    );
    for (const { upto, body } of bodies.rows) {
      for (const series of decodeSeries(body, (slot) => slot === datastream)) {
        const points = cutPoints(series, from, to);
        found += points.times.length;
        parts.push({ upto, points });
      }
    }
  }
  return inOrder(parts);
}

const inOrder = (parts: readonly { readonly upto: number; readonly points: Points }[]): Points =>
  mergePoints(parts.toSorted((a, b) => a.upto - b.upto).map(({ points }) => points));
