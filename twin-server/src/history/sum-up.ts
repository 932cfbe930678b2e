import type { Pool, PoolClient } from 'pg';
import { transact } from '../engines/transact.ts';
import { dayOf } from '../journal/partitions.ts';
import { partitionDays } from './compact-partition.ts';
import { cutPoints, mergePoints, type Points } from './points.ts';
import { isSealed, readProgress } from './progress.ts';
import { readSeries } from './read-series.ts';
import { decodeSeries } from './series-block.ts';
import { DAY_MS, type DayPoints, writeSummaries } from './summaries.ts';

/**
 * Sums up what is not summed up yet. With a day of recording that is over, and sealed, the day of phenomenonTime before it is summed up:
 * what is observed just before midnight is recorded after it. What came later still makes its own day anew. Returns the days gone through.
 */
export async function sumUp(pool: Pool, site: string, branch: number, today: string): Promise<string[]> {
  const { summedDay } = await readProgress(pool, site, branch);
  const [oldest] = await partitionDays(pool, 'series');
  const done: string[] = [];
  // Day by day, even where a day has no partition: it sums up the one before.
  let day = summedDay === null ? oldest : dayAfter(dayAfter(summedDay));
  for (; day !== undefined && day < today && (await isSealed(pool, day, site)); day = dayAfter(day)) {
    await sumDay(pool, site, branch, day);
    done.push(day);
  }
  return done;
}

const dayAfter = (day: string) => dayOf(Date.parse(day) + DAY_MS);

/** Goes through one day of recording, a bucket in one transaction; done twice it gives the same. */
async function sumDay(pool: Pool, site: string, branch: number, recorded: string): Promise<void> {
  const before = dayOf(Date.parse(recorded) - DAY_MS);
  const { rows } = await pool.query<{ bucket: number }>(
    `SELECT DISTINCT bucket FROM series WHERE site = $1 AND branch = $2 AND day >= $3::date AND day <= $4::date ORDER BY bucket`,
    [site, branch, dayOf(Date.parse(before) - DAY_MS), recorded],
  );
  for (const { bucket } of rows) {
    await transact(pool, async (client) => {
      const days = await wholeDay(client, site, branch, bucket, before, recorded);
      const late = await lateDays(client, site, branch, bucket, before, recorded);
      await writeSummaries(client, site, branch, [...days, ...late]);
    });
  }
  await pool.query(
    `UPDATE history SET summed_day = $3::date, summed_upto = greatest(summed_upto,
       (SELECT max(upto) FROM series WHERE site = $1 AND branch = $2 AND day = $4::date))
     WHERE site = $1 AND branch = $2`,
    [site, branch, before, recorded],
  );
}

/** A day's points of every datastream of a bucket, as far as they were recorded until a day. */
async function wholeDay(
  client: PoolClient,
  site: string,
  branch: number,
  bucket: number,
  day: string,
  untilDay: string,
): Promise<DayPoints[]> {
  const from = Date.parse(day);
  const { rows } = await client.query<{ body: Buffer }>(
    `SELECT body FROM series WHERE site = $1 AND branch = $2 AND bucket = $3 AND day >= $4::date AND day <= $5::date
       AND upto_time >= $6 AND from_time < $7 ORDER BY upto`,
    [site, branch, bucket, dayOf(from - DAY_MS), untilDay, from, from + DAY_MS],
  );
  const parts = new Map<number, Points[]>();
  for (const { body } of rows) {
    for (const { datastream, ...points } of decodeSeries(body)) {
      const cut = cutPoints(points, from, from + DAY_MS - 0.001);
      if (cut.times.length > 0) parts.set(datastream, [...(parts.get(datastream) ?? []), cut]);
    }
  }
  return [...parts].map(([datastream, points]) => ({ datastream, day, points: mergePoints(points) }));
}

/** Days before `before` of which something was recorded on a day, in full. */
async function lateDays(
  client: PoolClient,
  site: string,
  branch: number,
  bucket: number,
  before: string,
  recorded: string,
): Promise<DayPoints[]> {
  const { rows } = await client.query<{ body: Buffer }>(
    `SELECT body FROM series WHERE site = $1 AND branch = $2 AND bucket = $3 AND day = $4::date AND from_time < $5`,
    [site, branch, bucket, recorded, Date.parse(before)],
  );
  const late = new Map<string, { readonly datastream: number; readonly day: string }>();
  for (const { body } of rows) {
    for (const { datastream, times } of decodeSeries(body)) {
      for (const time of times) {
        if (time >= Date.parse(before)) break;
        late.set(`${datastream} ${dayOf(time)}`, { datastream, day: dayOf(time) });
      }
    }
  }
  const days: DayPoints[] = [];
  for (const { datastream, day } of late.values()) {
    const from = Date.parse(day);
    const query = { site, branch, datastream, from, to: from + DAY_MS - 0.001 };
    days.push({ datastream, day, points: await readSeries(client, query, { untilDay: recorded }) });
  }
  return days;
}
