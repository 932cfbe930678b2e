import type { Pool } from 'pg';
import { transact } from '../engines/transact.ts';
import { compactPartition } from './compact-partition.ts';
import { mergePoints, type Points } from './points.ts';
import { decodeSeries, type Series } from './series-block.ts';
import { insertRows, seriesRow } from './series-rows.ts';

/** A datastream with so many points a day has a row to itself; those with fewer share rows of about so many. */
const ROW = 1_000;

interface Bucket {
  readonly site: string;
  readonly branch: number;
  readonly bucket: number;
}

/** Rewrites one day of recording: the many rows of each bucket as one a datastream, or a few. */
export async function compactSeries(pool: Pool, day: string): Promise<void> {
  await compactPartition(pool, 'series', day, async (partition, staging) => {
    const { rows: buckets } = await pool.query<Bucket>(
      `SELECT DISTINCT site, branch, bucket FROM ${partition}
       EXCEPT SELECT site, branch, bucket FROM ${staging} ORDER BY site, branch, bucket`,
    );
    for (const key of buckets) await compactBucket(pool, partition, staging, day, key);
  });
}

async function compactBucket(
  pool: Pool,
  partition: string,
  staging: string,
  day: string,
  { site, branch, bucket }: Bucket,
): Promise<void> {
  const { rows } = await pool.query<{ after: number; upto: number; body: Buffer }>(
    `SELECT after::float8 AS after, upto::float8 AS upto, body FROM ${partition}
     WHERE site = $1 AND branch = $2 AND bucket = $3 ORDER BY upto`,
    [site, branch, bucket],
  );
  const parts = new Map<number, Points[]>();
  for (const { body } of rows) {
    for (const { datastream, ...points } of decodeSeries(body)) {
      const list = parts.get(datastream);
      if (list) list.push(points);
      else parts.set(datastream, [points]);
    }
  }
  const list = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([datastream, points]): Series => ({ datastream, ...mergePoints(points) }));
  const [after, upto] = [rows[0]!.after, rows.at(-1)!.upto];
  await transact(pool, (client) =>
    insertRows(
      client,
      staging,
      { site, branch, day },
      inRows(list).map((group) => seriesRow(group, after, upto, true)),
    ),
  );
}

/** Neighbors together until they fill a row. */
function inRows(list: readonly Series[]): Series[][] {
  const rows: Series[][] = [];
  let filled = ROW;
  for (const series of list) {
    if (filled >= ROW || series.times.length >= ROW) {
      rows.push([]);
      filled = 0;
    }
    rows.at(-1)!.push(series);
    filled += series.times.length;
  }
  return rows;
}
