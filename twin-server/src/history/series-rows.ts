import type { Pool, PoolClient } from 'pg';
import { encodeSeries, type Series } from './series-block.ts';

/** Slots of neighboring datastreams that share rows: one row each would cost more than what is in it. */
const BUCKET = 64;
export const bucketOf = (datastream: number) => Math.floor(datastream / BUCKET);

/** A row of the table `series` without its site, branch and day of recording: what (after, upto] of the log says of some datastreams. */
export interface SeriesRow {
  readonly bucket: number;
  readonly first: number;
  readonly last: number;
  readonly after: number;
  readonly upto: number;
  readonly fromTime: number;
  readonly uptoTime: number;
  readonly count: number;
  readonly body: Buffer;
}

/** Series of one bucket, by ascending slot, as one row. */
export function seriesRow(list: readonly Series[], after: number, upto: number, deflate: boolean): SeriesRow {
  return {
    bucket: bucketOf(list[0]!.datastream),
    first: list[0]!.datastream,
    last: list.at(-1)!.datastream,
    after,
    upto,
    fromTime: list.reduce((least, { times }) => Math.min(least, times[0]!), Number.POSITIVE_INFINITY),
    uptoTime: list.reduce((most, { times }) => Math.max(most, times.at(-1)!), Number.NEGATIVE_INFINITY),
    count: list.reduce((sum, { times }) => sum + times.length, 0),
    body: encodeSeries(list, deflate),
  };
}

/** Stores rows of one day of recording, in `series` or a table like it. All bodies travel as one value: an array of bytea would double. */
export async function insertRows(
  client: Pool | PoolClient,
  table: string,
  key: { readonly site: string; readonly branch: number; readonly day: string },
  rows: readonly SeriesRow[],
): Promise<void> {
  if (rows.length === 0) return;
  let at = 1;
  const places = rows.map(({ body }) => {
    at += body.length;
    return at - body.length;
  });
  await client.query(
    `INSERT INTO ${table} (site, branch, day, bucket, first, last, after, upto, from_time, upto_time, count, body)
     SELECT $1, $2, $3::date, r.bucket, r.first, r.last, r.after, r.upto, r.from_time, r.upto_time, r.count,
            substring($4::bytea FROM r.place FOR r.length)
     FROM unnest($5::int[], $6::int[], $7::int[], $8::bigint[], $9::bigint[], $10::float8[], $11::float8[], $12::int[], $13::int[], $14::int[])
       AS r(bucket, first, last, after, upto, from_time, upto_time, count, place, length)`,
    [
      key.site,
      key.branch,
      key.day,
      Buffer.concat(rows.map(({ body }) => body)),
      rows.map(({ bucket }) => bucket),
      rows.map(({ first }) => first),
      rows.map(({ last }) => last),
      rows.map(({ after }) => after),
      rows.map(({ upto }) => upto),
      rows.map(({ fromTime }) => fromTime),
      rows.map(({ uptoTime }) => uptoTime),
      rows.map(({ count }) => count),
      places,
      rows.map(({ body }) => body.length),
    ],
  );
}
