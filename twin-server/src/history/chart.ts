import type { PoolClient } from 'pg';
import type { LoggedBatch } from '../journal/observation-segment.ts';
import { dayOf } from '../journal/partitions.ts';
import { type Interval, type Sums, sumPoints, widenSums } from './interval-sums.ts';
import { cutPoints, mergePoints, type Points, pointsOf } from './points.ts';
import { readProgress } from './progress.ts';
import { readSeries, type SeriesQuery } from './read-series.ts';
import { DAY_MS, readSummaries, UNIT_MS, type Unit } from './summaries.ts';

/** The first points of a span, at most `limit` of them, from series and what is not sealed yet. */
export async function chartPoints(
  client: PoolClient,
  tail: readonly LoggedBatch[],
  query: SeriesQuery,
  limit: number,
): Promise<Points> {
  const { sealedUpto } = await readProgress(client, query.site, query.branch);
  const sealed = await readSeries(client, query, {}, limit);
  const fresh = tailPoints(tail, query, sealedUpto);
  // Where the series were read in part, what comes after them is not complete.
  const until = sealed.times.length >= limit ? sealed.times.at(-1)! : query.to;
  const merged = mergePoints([sealed, cutPoints(fresh, query.from, until)]);
  return { times: merged.times.subarray(0, limit), values: merged.values.subarray(0, limit) };
}

/** A datastream's points of a span in batches that were committed after a seq. */
function tailPoints(tail: readonly LoggedBatch[], { datastream, from, to }: SeriesQuery, after: number): Points {
  const [times, values]: [number[], number[]] = [[], []];
  for (const { seq, event } of tail) {
    if (seq <= after) continue;
    for (let at = event.datastreams.indexOf(datastream); at >= 0; at = event.datastreams.indexOf(datastream, at + 1)) {
      const time = event.times[at]!;
      if (time < from || time > to) continue;
      times.push(time);
      values.push(event.values[at]!);
    }
  }
  return pointsOf(Float64Array.from(times), Float64Array.from(values));
}

/**
 * A span summed up by intervals of `width` ms. Whole days come from their summaries, where the width is a multiple of minutes or hours and
 * nothing of that day was recorded since they were made; what is left comes from the points themselves. Where the points of a day are not
 * kept any more, its minutes or hours that begin in the span stand for them.
 */
export async function chartIntervals(
  client: PoolClient,
  tail: readonly LoggedBatch[],
  query: SeriesQuery,
  width: number,
): Promise<Interval[]> {
  const { sealedUpto, summedUpto, summedDay, droppedDay } = await readProgress(client, query.site, query.branch);
  const fresh = tailPoints(tail, query, sealedUpto);
  const first = dayOf(query.from);
  const until = [summedDay ?? '', dayOf(query.to)].sort()[0]!;
  const touched = new Set<string>();
  if (first <= until) {
    const summed = { ...query, to: Math.min(query.to, Date.parse(until) + DAY_MS - 1) };
    const since = [await readSeries(client, summed, { after: summedUpto }), cutPoints(fresh, summed.from, summed.to)];
    for (const { times } of since) for (const time of times) touched.add(dayOf(time));
  }
  const units: readonly Unit[] = width % UNIT_MS.hour === 0 ? ['hour', 'minute'] : ['minute', 'hour'];
  const summaries = new Map<string, Sums[]>();
  const fits = units.filter((unit) => width % UNIT_MS[unit] === 0);
  const read = async (unit: Unit, days: readonly [string, string]) => {
    if (days[0] > days[1]) return;
    const found = await readSummaries(client, unit, query, days);
    for (const [day, sums] of found) if (!summaries.has(day)) summaries.set(day, sums);
  };
  if (fits.length > 0) await read(fits[0]!, [first, until]);
  // Days whose points are gone: any summary that there is. The finer ones go first, and of each the oldest: what is missing is before.
  const gone = droppedDay ?? '';
  for (const unit of units) {
    const earliest = [...summaries.keys()].sort()[0];
    const missing = earliest === undefined ? until : dayOf(Date.parse(earliest) - DAY_MS);
    await read(unit, [first, [missing, until, gone].sort()[0]!]);
  }
  const sums: Sums[] = [];
  let begin = query.from;
  const readUntil = async (end: number) => {
    if (begin > end) return;
    const span = { ...query, from: begin, to: end };
    sums.push(...sumPoints(mergePoints([await readSeries(client, span), cutPoints(fresh, begin, end)]), width));
  };
  for (const [day, daySums] of [...summaries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dayMs = Date.parse(day);
    const whole = dayMs >= query.from && dayMs + DAY_MS - 1 <= query.to;
    if (day > gone && (!whole || touched.has(day))) continue;
    await readUntil(dayMs - 0.001);
    sums.push(...daySums.filter(({ time }) => time >= query.from && time <= query.to));
    begin = dayMs + DAY_MS;
  }
  await readUntil(query.to);
  return widenSums(sums, width);
}
