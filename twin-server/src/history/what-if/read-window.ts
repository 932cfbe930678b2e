import type { PoolClient } from 'pg';
import { columnsOfBatches, type LoggedBatch } from '../../journal/observation-segment.ts';
import { dayOf } from '../../journal/partitions.ts';
import { seriesOf } from '../group-batches.ts';
import { cutPoints, mergePoints, type Points } from '../points.ts';
import { readProgress } from '../progress.ts';
import { decodeSeries, type Series } from '../series-block.ts';
import { bucketOf } from '../series-rows.ts';

/** Which datastreams of which branch, in which span of phenomenonTime (epoch ms, both included). */
export interface WindowQuery {
  readonly site: string;
  readonly branch: number;
  readonly datastreams: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

/** An observation's time may be this far ahead of its recording. */
const AHEAD_MS = 86_400_000;

const ROWS = `site = $1 AND branch = $2 AND bucket = ANY($3) AND upto_time >= $4 AND from_time <= $5 AND day >= $6::date
  AND EXISTS (SELECT 1 FROM unnest($7::int[]) AS wanted WHERE wanted BETWEEN first AND last)`;

function valuesOf({ site, branch, datastreams, from, to }: WindowQuery): unknown[] {
  const wanted = [...datastreams].sort((a, b) => a - b);
  return [site, branch, [...new Set(wanted.map(bucketOf))], from, to, dayOf(from - AHEAD_MS), wanted];
}

/** About how many points there are in a span, as if all datastreams that share a row had as many. */
export async function estimateWindow(client: PoolClient, query: WindowQuery): Promise<number> {
  const { rows } = await client.query<{ points: number | null }>(
    `SELECT sum(count * (SELECT count(*) FROM unnest($7::int[]) AS wanted WHERE wanted BETWEEN first AND last)
                / (last - first + 1))::float8 AS points FROM series WHERE ${ROWS}`,
    valuesOf(query),
  );
  return rows[0]!.points ?? 0;
}

/** The points of many datastreams in a span, from series and what is not sealed yet; those without a point are left out. */
export async function readWindow(
  client: PoolClient,
  tail: readonly LoggedBatch[],
  query: WindowQuery,
): Promise<Series[]> {
  const { site, branch, datastreams, from, to } = query;
  const { rows } = await client.query<{ body: Buffer }>(
    `SELECT body FROM series WHERE ${ROWS} ORDER BY upto`,
    valuesOf(query),
  );
  const parts = new Map<number, Points[]>(Array.from(datastreams, (slot) => [slot, []]));
  const add = ({ datastream, ...points }: Series) => {
    const cut = cutPoints(points, from, to);
    if (cut.times.length > 0) parts.get(datastream)!.push(cut);
  };
  for (const { body } of rows) for (const series of decodeSeries(body, (slot) => datastreams.has(slot))) add(series);
  const { sealedUpto } = await readProgress(client, site, branch);
  for (const series of seriesOf(wantedOf(tail, datastreams, sealedUpto))) add(series);
  return [...parts].flatMap(([datastream, list]) => (list.length > 0 ? [{ datastream, ...mergePoints(list) }] : []));
}

/** Batches committed after a seq, with what they hold of some datastreams alone. */
function wantedOf(
  tail: readonly LoggedBatch[],
  datastreams: ReadonlySet<number>,
  after: number,
): readonly LoggedBatch[] {
  const fresh = tail.filter(({ seq }) => seq > after);
  const { slots, times, values } = columnsOfBatches(fresh);
  const kept: number[] = [];
  for (let i = 0; i < slots.length; i++) if (datastreams.has(slots[i]!)) kept.push(i);
  if (kept.length === 0) return [];
  const { event: _event, ...position } = fresh[0]!;
  return [
    {
      ...position,
      event: {
        kind: 'observations',
        datastreams: Int32Array.from(kept, (i) => slots[i]!),
        times: Float64Array.from(kept, (i) => times[i]!),
        values: Float64Array.from(kept, (i) => values[i]!),
      },
    },
  ];
}
