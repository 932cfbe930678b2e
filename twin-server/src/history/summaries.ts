import type { Pool, PoolClient } from 'pg';
import { dayOf } from '../journal/partitions.ts';
import { HOUR_MS, MINUTE_MS, type Sums, sumPoints } from './interval-sums.ts';
import type { Points } from './points.ts';
import type { SeriesQuery } from './read-series.ts';
import { decodeSummary, encodeSummary } from './summary-block.ts';

export type Unit = 'minute' | 'hour';
export const UNIT_MS: Readonly<Record<Unit, number>> = { minute: MINUTE_MS, hour: HOUR_MS };
export const DAY_MS = 86_400_000;

/** The days (YYYY-MM-DD of phenomenonTime) of a span that are summed up, with what they hold, in order. */
export async function readSummaries(
  client: PoolClient,
  unit: Unit,
  { site, branch, datastream }: SeriesQuery,
  [firstDay, lastDay]: readonly [string, string],
): Promise<Map<string, Sums[]>> {
  const { rows } = await client.query<{ day: string; body: Buffer }>(
    `SELECT day::text AS day, body FROM summary_${unit}
     WHERE site = $1 AND branch = $2 AND datastream = $3 AND day >= $4::date AND day <= $5::date ORDER BY day`,
    [site, branch, datastream, firstDay, lastDay],
  );
  return new Map(rows.map(({ day, body }) => [day, decodeSummary(body, Date.parse(day), UNIT_MS[unit])]));
}

/** A day's points of one datastream. */
export interface DayPoints {
  readonly datastream: number;
  readonly day: string;
  readonly points: Points;
}

/** Sums days up and stores that, in the place of what was stored of them. */
export async function writeSummaries(
  client: Pool | PoolClient,
  site: string,
  branch: number,
  days: readonly DayPoints[],
): Promise<void> {
  if (days.length === 0) return;
  for (const unit of ['minute', 'hour'] as const) {
    const width = UNIT_MS[unit];
    await ensureMonths(client, unit, new Set(days.map(({ day }) => day.slice(0, 7))));
    await client.query(
      `INSERT INTO summary_${unit} (site, branch, datastream, day, body)
       SELECT $1, $2, s.datastream, s.day, s.body FROM unnest($3::int[], $4::date[], $5::bytea[]) AS s(datastream, day, body)
       ON CONFLICT (site, branch, datastream, day) DO UPDATE SET body = excluded.body`,
      [
        site,
        branch,
        days.map(({ datastream }) => datastream),
        days.map(({ day }) => day),
        days.map(({ day, points }) => encodeSummary(sumPoints(points, width), Date.parse(day), width)),
      ],
    );
  }
}

async function ensureMonths(client: Pool | PoolClient, unit: Unit, months: ReadonlySet<string>): Promise<void> {
  for (const month of months) {
    const [year, number] = month.split('-').map(Number);
    const next = dayOf(Date.UTC(year!, number!, 1));
    await client.query(
      `CREATE TABLE IF NOT EXISTS summary_${unit}_${month.replace('-', '')} PARTITION OF summary_${unit}
       FOR VALUES FROM ('${month}-01') TO ('${next}')`,
    );
  }
}
