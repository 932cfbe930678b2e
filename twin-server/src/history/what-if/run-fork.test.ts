import { Catalogue, FACILITIES, type RuleSettings } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../../base/sample-site.test-kit.ts';
import type { Database } from '../../engines/database.ts';
import { QUIET, testDatabase } from '../../fixtures/database.ts';
import { takeLease } from '../../journal/lease.ts';
import { loadState } from '../../journal/read.ts';
import { Pipeline } from '../../pipeline.ts';
import { Historian } from '../historian.ts';
import { KEEP_ALL, seeded } from '../recorded-log.test-kit.ts';
import type { Forked, ForkRequest } from './run-fork.ts';

const SITE = 'fork';
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-20T22:30:00Z');
const STEP_MS = 10 * SECOND_MS;
const METERS = ['N1', 'N2', 'N3'];
/** Nothing is recorded in these minutes. */
const QUIET_FROM = 100;
const QUIET_TO = 110;

let database: Database;
let historian: Historian;
let end: number;

/** Two hours over midnight, recorded by the pipeline itself on a clock of the test, with somebody who handles alarms after 40 s. */
beforeAll(async () => {
  database = await testDatabase();
  const lease = await takeLease(database.pool, SITE, 'n', () => undefined);
  let now = START;
  const pipeline = new Pipeline({
    pool: database.pool,
    catalogue: new Catalogue(FACILITIES),
    state: await loadState(database.pool, SITE, 0),
    writer: { site: SITE, branch: 0, token: lease.token },
    retentionMs: 30 * 86_400_000,
    log: QUIET,
    onPublished: () => undefined,
    onFenced: () => undefined,
    now: () => now,
  });
  for (const code of METERS)
    await pipeline.register(sampleDevice(code, { kind: 'noise-meter', facility: 'environment' }));
  const random = seeded(5);
  let level = 48;
  for (; now < START + 120 * MINUTE_MS; now += STEP_MS) {
    const minute = (now - START) / MINUTE_MS;
    if (minute >= QUIET_FROM && minute < QUIET_TO) continue;
    await Promise.all(
      METERS.map((device, i) => {
        if (random() < 0.05) level = level === 48 ? 63 : 48;
        const body = { time: now - 40, values: { noiseDba: i === 0 ? level : 48 } };
        return pipeline.take({ site: SITE, device, channel: 'observations', body, protocol: 'test', receivedAt: now });
      }),
    );
    for (const { id, acknowledged, raisedAt } of pipeline.published.alarms.values()) {
      if (acknowledged || now - raisedAt < 40 * SECOND_MS) continue;
      const nothing = { reason: 'seen', until: null, assignee: null, step: null, answer: null };
      await pipeline.command({ alarm: id, action: random() < 0.5 ? 'acknowledge' : 'dismiss', by: 'anna', ...nothing });
    }
  }
  end = now;
  await pipeline.close();
  await lease.release();
  historian = new Historian({ databaseUrl: database.url, site: SITE, branch: 0, retention: KEEP_ALL });
}, 240_000);
afterAll(async () => {
  await historian.close();
  await database.close();
});

const ask = (given: Partial<ForkRequest> = {}) =>
  historian.fork({
    from: START + 10 * MINUTE_MS,
    to: end,
    facilities: FACILITIES,
    asItIs: [],
    changed: [],
    operators: 2,
    most: 1e6,
    ...given,
  });

async function forked(given: Partial<ForkRequest> = {}): Promise<Forked> {
  const answer = await ask(given);
  if (answer.is !== 'forked') throw new Error(`answered ${answer.is}`);
  return answer;
}

const noise = (settings: RuleSettings): Partial<ForkRequest> => ({ changed: [['env.noise', settings]] });

describe('7.2.4-5 a fork of what was recorded', () => {
  test('with nothing changed there is no difference, and both courses end in the state that the log tells', async () => {
    const { fork, before, after, record, alarms, recorded } = await forked();
    expect(fork.recordedAt).toBeLessThanOrEqual(START + 10 * MINUTE_MS);
    expect(after.hash).toBe(before.hash);
    expect(record).toEqual({ hash: before.hash, otherAlarms: 0 });
    expect(alarms.length).toBeGreaterThan(4);
    expect(alarms.every(({ kind }) => kind === 'same')).toBe(true);
    expect(before.deeds.done).toBeGreaterThan(4);
    // What was recorded at the very instant belongs to the fork.
    expect(recorded.observations).toBe(3 * (6 * (110 - 10) - 1));
  });

  test('at any instant: a fork whose alarm is under way, and one whose delay is', async () => {
    for (let minute = 20; minute < 90; minute += 7) {
      const { before, after, record } = await forked({ from: START + minute * MINUTE_MS + 5 * SECOND_MS });
      expect([after.hash, record.hash, record.otherAlarms], `minute ${minute}`).toEqual([before.hash, before.hash, 0]);
    }
  });

  test('a higher limit loses its alarms and no other; a lower one lasts, and nobody handles what nobody saw', async () => {
    const lost = await forked(noise({ limit: 66 }));
    expect(lost.after.load.raised).toBe(0);
    expect(lost.alarms.filter(({ kind }) => kind === 'lost').length).toBe(lost.before.load.raised);
    expect(lost.after.deeds.leftOut).toBeGreaterThan(4);
    const gained = await forked(noise({ limit: 40, deadband: 0 }));
    const more = gained.alarms.filter(({ kind }) => kind === 'gained');
    expect(new Set(more.map(({ after }) => after?.device))).toEqual(new Set(['N2', 'N3']));
    expect(gained.after.load.unacknowledged).toBeGreaterThan(gained.before.load.unacknowledged);
    expect(gained.after.hash).not.toBe(gained.before.hash);
  });

  test('a priority alone changes each of its alarms and nothing else of them', async () => {
    const { alarms } = await forked(noise({ priority: 2 }));
    const changed = alarms.filter(({ kind }) => kind === 'changed');
    expect(changed.length).toBeGreaterThan(4);
    for (const { before, after } of changed) expect(after).toEqual({ ...before, priority: 2 });
  });

  test('where nothing was recorded it says so', async () => {
    const { gaps } = await forked();
    expect(gaps).toHaveLength(1);
    expect((gaps[0]!.from - START) / MINUTE_MS).toBeCloseTo(QUIET_FROM, 0);
    expect((gaps[0]!.to - START) / MINUTE_MS).toBeCloseTo(QUIET_TO, 0);
  });

  test('before the log, after it, and where its days are not kept any more: told with the instant there is', async () => {
    expect(await ask({ from: end + MINUTE_MS, to: end + 2 * MINUTE_MS })).toMatchObject({ is: 'tooNew' });
    expect(await ask({ most: 100 })).toEqual({ is: 'tooMany', most: 100 });
    await database.pool.query(
      `INSERT INTO history (site, branch, dropped_day) VALUES ($1, 0, '2026-11-20')
       ON CONFLICT (site, branch) DO UPDATE SET dropped_day = excluded.dropped_day`,
      [SITE],
    );
    expect(await ask()).toEqual({ is: 'tooOld', oldest: Date.parse('2026-11-21T00:00:00Z') });
    expect((await forked({ from: Date.parse('2026-11-21T00:00:00Z') })).after.hash).toMatch(/^[0-9a-f]{16}$/);
  });
});
