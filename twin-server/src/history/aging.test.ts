import { apply, type DeviceRegistered, emptyState, type LoggedEvent, StateHash } from 'twin-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { listBatches } from '../journal/list-batches.ts';
import { loadState, readLog } from '../journal/read.ts';
import { compactLog } from './compact-log.ts';
import { partitionDays } from './compact-partition.ts';
import type { Historian } from './historian.ts';
import { DAY, KEEP_ALL, RecordedLog, SITE, seeded } from './recorded-log.test-kit.ts';

const BEGIN = Date.UTC(2026, 8, 1);
const DEVICES = 20;

let database: Database;
let log: RecordedLog;
let historian: Historian;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['journal', 'observation', 'series', 'summary_minute', 'summary_hour'])
    for (const day of await partitionDays(database.pool, table))
      await database.pool.query(`DROP TABLE ${table}_${day.replaceAll('-', '')}`);
  await database.pool.query('TRUNCATE history, journal_head, compacted, lease, snapshot');
  log = await RecordedLog.open(database.pool);
  historian = log.historian();
});
afterEach(async () => {
  await historian.close();
  await log.close();
});

const registration = (slot: number): DeviceRegistered => ({
  kind: 'device.registered',
  slot,
  code: `D${slot}`,
  name: `D${slot}`,
  deviceKind: 'noise-meter',
  facility: 'environment',
  building: `B${slot % 3}`,
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112, latitude: 37, height: 0 },
  datastreams: [{ slot, property: 'noiseDba' }],
});

/** Days with observations and events, a commit every ten minutes; the hash of the state after each. */
async function liveDays(days: number): Promise<{ readonly at: number; readonly hash: string }[]> {
  const random = seeded(3);
  const state = emptyState(SITE);
  const hash = new StateHash(state);
  const known: { at: number; hash: string }[] = [];
  const commit = async (at: number, events: readonly LoggedEvent['event'][]) => {
    await log.commit(at, events);
    for (const [ordinal, event] of events.entries()) apply(state, event, { seq: log.seq, ordinal, recordedAt: at });
    known.push({ at, hash: hash.site() });
  };
  await commit(
    BEGIN,
    Array.from({ length: DEVICES }, (_, slot) => registration(slot)),
  );
  for (let at = BEGIN + 600_000; at < BEGIN + days * DAY; at += 600_000) {
    const datastreams = Int32Array.from({ length: 5 }, () => Math.floor(random() * DEVICES));
    const device = `D${Math.floor(random() * DEVICES)}`;
    await commit(at, [
      { kind: random() < 0.5 ? 'device.silent' : 'device.heard', device },
      {
        kind: 'observations',
        datastreams,
        times: Float64Array.from(datastreams, () => at - Math.floor(random() * 30_000)),
        values: Float64Array.from(datastreams, () => Math.round(random() * 1000) / 10),
      },
      { kind: 'device.heard', device },
    ]);
  }
  return known;
}

const wholeLog = () => readLog(database.pool, SITE, 0, 0, Number.MAX_SAFE_INTEGER, true);
/** Batches as the journal lists them, of two hours, from within a commit on. */
const heads = () =>
  listBatches(database.pool, {
    site: SITE,
    branch: 0,
    from: BEGIN + DAY / 2,
    to: BEGIN + DAY / 2 + 7_200_000,
    after: [74, 1],
    limit: 9,
  });
const stateHash = async () => new StateHash(await loadState(database.pool, SITE, 0)).site();

describe('rules of the log: what is compacted', () => {
  test('is the same log, from any seq to any other, and folds to the same state', async () => {
    await liveDays(2);
    const before = await wholeLog();
    const hash = await stateHash();
    const listed = await heads();
    await database.pool.query('TRUNCATE snapshot');
    for (const day of ['2026-09-01', '2026-09-02']) await compactLog(database.pool, day, 37);
    expect((await database.pool.query('SELECT 1 FROM observation')).rowCount).toBeLessThan(before.length / 14);
    expect(await wholeLog()).toEqual(before);
    for (const [after, upto] of [
      [0, 1],
      [5, 6],
      [100, 171],
      [140, 150],
      [280, 400],
    ] as const)
      expect(await readLog(database.pool, SITE, 0, after, upto, true)).toEqual(
        before.filter(({ seq }) => seq > after && seq <= upto),
      );
    expect(await stateHash()).toBe(hash);
    expect(await heads()).toEqual(listed);
  });

  test('is taken up where a crash ended it, while the log is read', async () => {
    await liveDays(1);
    const before = await wholeLog();
    // Ended after the first segments: the connection's statements fail from then on.
    let left = 4;
    const failing = new Proxy(database.pool, {
      get: (pool, name) => {
        if (name === 'query' && left-- === 0) throw new Error('gone');
        const member = Reflect.get(pool, name);
        return typeof member === 'function' ? member.bind(pool) : member;
      },
    });
    await expect(compactLog(failing, '2026-09-01', 37)).rejects.toThrow('gone');
    expect(await wholeLog()).toEqual(before);
    await compactLog(database.pool, '2026-09-01', 37);
    expect(await wholeLog()).toEqual(before);
  });
});

describe('rules of the log: the state at T', () => {
  test('is what was known then, before and after aging, with few or many snapshots', async () => {
    const known = await liveDays(3);
    const some = known.filter((_, i) => i % 41 === 3);
    for (const { at, hash } of some)
      expect(await historian.stateAt(at + 599_999, false)).toMatchObject({ recordedAt: at, hash });
    await historian.seal(true);
    await historian.age(BEGIN + 3 * DAY + DAY / 2);
    const { rows } = await database.pool.query('SELECT recorded_at FROM snapshot WHERE rung ORDER BY seq');
    const borders = [1, 2, 3].map((day) => new Date(BEGIN + day * DAY - 600_000));
    expect(rows.map(({ recorded_at }) => recorded_at)).toEqual(borders);
    for (const { at, hash } of some) expect((await historian.stateAt(at, false)).hash).toBe(hash);
    expect(await historian.stateAt(BEGIN - 1, false)).toMatchObject({ seq: 0, devices: 0 });
  });
});

describe('6.4.5-7, 7.2.2-5 what is past its time', () => {
  const keep = { observations: 2, journal: 5, minutes: 40, hours: 9000 };

  test('is dropped by its kind, however late, and nothing newer; charts and the state go on', async () => {
    const known = await liveDays(10);
    const query = { datastream: 3, from: BEGIN, to: BEGIN + 10 * DAY };
    const before = await historian.intervals(query, 3_600_000);
    await historian.seal(true);
    await historian.age(BEGIN + 10 * DAY + 3_600_000);
    await historian.close();
    historian = log.historian(keep);
    // 11 September, 1:00: two days are the 9th and 10th, and what an observation of the 8th may be recorded on.
    await historian.age(BEGIN + 10 * DAY + 3_600_000);
    expect((await partitionDays(database.pool, 'observation'))[0]).toBe('2026-09-08');
    expect((await partitionDays(database.pool, 'series'))[0]).toBe('2026-09-08');
    expect((await partitionDays(database.pool, 'journal'))[0]).toBe('2026-09-05');
    const newest = known.at(-1)!;
    const border = known.findLast(({ at }) => at < Date.UTC(2026, 8, 8))!;
    expect((await historian.stateAt(newest.at, false)).hash).toBe(newest.hash);
    expect((await historian.stateAt(border.at, false)).hash).toBe(border.hash);
    await expect(historian.stateAt(border.at - 1, false)).rejects.toMatchObject({
      name: 'TooOldError',
      oldest: border.at,
    });
    expect(await stateHash()).toBe(newest.hash);
    expect(await historian.intervals(query, 3_600_000)).toEqual(before);
    const points = await historian.points(query, 1e6);
    expect(points[0]!.time).toBeGreaterThan(Date.UTC(2026, 8, 7));
    expect(await historian.intervals({ ...query, from: BEGIN + 60_000 }, 90_000)).not.toEqual([]);
  });

  test('stays while it is not summed up', async () => {
    await liveDays(4);
    await historian.age(BEGIN + 50 * DAY);
    await historian.close();
    historian = log.historian({ ...KEEP_ALL, observations: 2 });
    await historian.age(BEGIN + 50 * DAY);
    expect((await partitionDays(database.pool, 'observation'))[0]).toBe('2026-09-01');
  });
});
