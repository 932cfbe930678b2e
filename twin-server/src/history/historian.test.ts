import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import type { Historian } from './historian.ts';
import { DAY, RecordedLog, type Sent, seeded } from './recorded-log.test-kit.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 9, 1);
const END = BEGIN + 4 * DAY;
const SLOTS = [3, 4, 70, 5_000];

let database: Database;
let log: RecordedLog;
let historian: Historian;
/** What must be found, by slot and instant: the value recorded last. */
let model: Map<number, Map<number, number>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of [
    'journal',
    'observation',
    'series',
    'history',
    'journal_head',
    'summary_minute',
    'summary_hour',
    'compacted',
    'lease',
  ])
    await database.pool.query(`TRUNCATE ${table}`);
  log = await RecordedLog.open(database.pool);
  historian = log.historian();
  model = new Map(SLOTS.map((slot) => [slot, new Map()]));
});
afterEach(async () => {
  await historian.close();
  await log.close();
});

async function observe(recordedAt: number, sent: readonly Sent[]): Promise<void> {
  await log.observe(recordedAt, sent);
  for (const [slot, time, value] of sent) model.get(slot)!.set(time, value);
}

/** Four days with irregular times, corrections, late data and what is a little ahead, a commit about every 40 minutes. */
async function observeDays(): Promise<void> {
  const random = seeded(7);
  for (let at = BEGIN; at < END; at += Math.floor(random() * 80 * MINUTE)) {
    const sent = Array.from({ length: 12 }, (): Sent => {
      const back = random() < 0.1 ? random() * 2.5 * DAY : random() * HOUR - 10 * MINUTE;
      const slot = SLOTS[Math.floor(random() * SLOTS.length)]!;
      const time = random() < 0.1 ? Math.floor(at / HOUR) * HOUR : Math.round(at - back);
      return [slot, time, slot === 70 ? random() * 1e6 : Math.round(random() * 1000) / 10];
    });
    await observe(at, sent);
  }
}

const expectedPoints = (slot: number, from: number, to: number) =>
  [...model.get(slot)!]
    .filter(([time]) => time >= from && time <= to)
    .sort(([a], [b]) => a - b)
    .map(([time, value]) => ({ time, value }));

function expectedIntervals(slot: number, from: number, to: number, width: number) {
  const groups = new Map<number, number[]>();
  for (const { time, value } of expectedPoints(slot, from, to)) {
    const begin = Math.floor(time / width) * width;
    groups.set(begin, [...(groups.get(begin) ?? []), value]);
  }
  return [...groups].map(([time, values]) => ({
    time,
    min: Math.min(...values),
    max: Math.max(...values),
    mean: expect.closeTo(values.reduce((a, b) => a + b) / values.length, 6),
    last: values.at(-1),
    count: values.length,
  }));
}

const SPANS: readonly (readonly [number, number])[] = [
  [0, END + DAY],
  [BEGIN + DAY, BEGIN + 2 * DAY - 1],
  [BEGIN + 5 * HOUR + 17, END - 7 * HOUR - 3],
];

async function expectCharts(): Promise<void> {
  for (const datastream of SLOTS) {
    for (const [from, to] of SPANS) {
      expect(await historian.points({ datastream, from, to }, 1e6)).toEqual(expectedPoints(datastream, from, to));
      for (const width of [7_777, MINUTE, 90 * MINUTE, HOUR, DAY])
        expect(await historian.intervals({ datastream, from, to }, width)).toEqual(
          expectedIntervals(datastream, from, to, width),
        );
    }
  }
}

describe('charts say what was recorded last of every instant', () => {
  test('before it is sealed, sealed, compacted and summed up', async () => {
    await observeDays();
    await expectCharts();
    await historian.seal(true);
    await expectCharts();
    await historian.age(END + HOUR);
    expect((await database.pool.query('SELECT 1 FROM summary_hour LIMIT 1')).rowCount).toBe(1);
    await expectCharts();
  });

  test('of days that were summed up too, when something comes late or is corrected', async () => {
    await observeDays();
    await historian.seal(true);
    await historian.age(END + HOUR);
    const [time] = [...model.get(3)!.keys()].sort((a, b) => a - b).slice(20);
    await observe(END + 2 * HOUR, [
      [3, time!, -1],
      [4, BEGIN + DAY + 5, 12.5],
      [5_000, BEGIN + 3 * DAY + 1, 1e300],
    ]);
    await expectCharts();
    await historian.seal(true);
    await expectCharts();
    await observe(END + DAY + HOUR, [[4, END + DAY, 1]]);
    await observe(END + 2 * DAY + HOUR, [[4, END + 2 * DAY, 1]]);
    await historian.seal(true);
    await historian.age(END + 3 * DAY);
    await expectCharts();
  });

  test('in the first points of a span, as many as are asked for', async () => {
    await observeDays();
    await historian.seal(true);
    const all = expectedPoints(4, BEGIN, END);
    for (const limit of [1, 7, 50]) {
      expect(await historian.points({ datastream: 4, from: BEGIN, to: END }, limit)).toEqual(all.slice(0, limit));
    }
  });
});

test('sealing is taken up after a crash: nothing is twice and nothing missing', async () => {
  await observeDays();
  const other = log.historian();
  await Promise.allSettled([historian.seal(true), other.seal(true)]);
  await other.close();
  await historian.seal(true);
  const { rows } = await database.pool.query('SELECT after, upto FROM series GROUP BY after, upto ORDER BY upto');
  expect(rows.map(({ after }) => after)).toEqual(['0', ...rows.slice(0, -1).map(({ upto }) => upto)]);
  await expectCharts();
});
