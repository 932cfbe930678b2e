import {
  type AlarmAction,
  type AlarmRule,
  Catalogue,
  type DeviceRegistered,
  defineFacility,
  FACILITIES,
  type Facility,
  registrationEvent,
} from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../../base/sample-site.test-kit.ts';
import type { Database } from '../../engines/database.ts';
import { QUIET, testDatabase } from '../../fixtures/database.ts';
import { takeLease } from '../../journal/lease.ts';
import { loadState } from '../../journal/read.ts';
import { Pipeline } from '../../pipeline.ts';
import { Historian } from '../historian.ts';
import { KEEP_ALL, seeded } from '../recorded-log.test-kit.ts';
import type { Comparison } from './compare-runs.ts';
import type { Rationalisation } from './rationalise.ts';

const SITE = 'what-if';
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-20T22:00:00Z');
const STEP_MS = 10 * SECOND_MS;
const METERS = ['N1', 'N2', 'N3'];

const facility = FACILITIES.find(({ id }) => id === 'environment') as Facility;
const rule = facility.alarms.find(({ code }) => code === 'env.noise') as AlarmRule;

/** Time above the limit of one meter: which alarms are true is what the person on duty says. */
interface Burst {
  readonly device: string;
  readonly from: number;
  readonly lastsMs: number;
  readonly level: number;
  readonly action: Extract<AlarmAction, 'acknowledge' | 'dismiss' | 'resolve'>;
}

let database: Database;
let historian: Historian;
let devices: DeviceRegistered[];
let end: number;
const bursts: Burst[] = [];

/** Three hours over midnight, recorded by the pipeline itself on a clock of the test, with somebody who handles every alarm after 40 s. */
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
  const random = seeded(11);
  for (const device of METERS)
    for (
      let from = START + 5 * MINUTE_MS;
      from < START + 170 * MINUTE_MS;
      from += (6 + Math.floor(random() * 8)) * MINUTE_MS
    )
      bursts.push({
        device,
        from,
        // The delay of the rule is a minute: some bursts are too short for it.
        lastsMs: [50, 70, 110, 200][Math.floor(random() * 4)]! * SECOND_MS,
        level: [57, 60, 70][Math.floor(random() * 3)]!,
        action: (['acknowledge', 'dismiss', 'resolve'] as const)[Math.floor(random() * 3)]!,
      });
  const levelAt = (device: string) => {
    const burst = bursts.find((one) => one.device === device && now >= one.from && now < one.from + one.lastsMs);
    return { burst, value: burst?.level ?? 48 };
  };
  for (; now < START + 180 * MINUTE_MS; now += STEP_MS) {
    const readings = METERS.map((device) => ({
      site: SITE,
      device,
      channel: 'observations' as const,
      body: { time: now - 40, values: { noiseDba: levelAt(device).value } },
      protocol: 'test',
      receivedAt: now,
    }));
    await Promise.all(readings.map((reading) => pipeline.take(reading)));
    for (const { id, device, raisedAt, acknowledged } of pipeline.published.alarms.values()) {
      if (acknowledged || now - raisedAt < 40 * SECOND_MS) continue;
      const burst = bursts.findLast((one) => one.device === device && one.from <= raisedAt);
      const nothing = { reason: 'seen', until: null, assignee: null, step: null, answer: null };
      await pipeline.command({ alarm: id, action: burst!.action, by: 'anna', ...nothing });
    }
  }
  end = now;
  devices = pipeline.published.devices.flatMap((device) => (device ? [registrationEvent(device)] : []));
  await pipeline.close();
  await lease.release();
  historian = new Historian({ databaseUrl: database.url, site: SITE, branch: 0, retention: KEEP_ALL });
}, 240_000);
afterAll(async () => {
  await historian.close();
  await database.close();
});

const ask = (changed: AlarmRule, given: { from?: number; to?: number; most?: number } = {}): Promise<Rationalisation> =>
  historian.rationalise({ facility, rule, changed, devices, from: START, to: end, most: 1e6, ...given });

async function compared(changed: AlarmRule): Promise<Comparison & { observations: number }> {
  const answer = await ask(changed);
  if (answer.is !== 'compared') throw new Error(`answered ${answer.is}`);
  return answer;
}

/** Bursts that the rule sees, by level and length, and of these those that somebody confirmed. */
const seen = (above: number, delayMs: number) =>
  bursts.filter(({ level, lastsMs }) => level > above && lastsMs > delayMs);
const confirmed = (list: readonly Burst[]) => list.filter(({ action }) => action !== 'dismiss').length;

describe('rationalisation over recorded observations', () => {
  test('the rule as it is raises over the stored observations what it raised then, on every device', async () => {
    const answer = await compared(rule);
    expect(answer.observations).toBe((180 * MINUTE_MS * METERS.length) / STEP_MS);
    expect(answer.recorded).toBe(seen(55, MINUTE_MS).length);
    expect(answer.recorded).toBeGreaterThan(20);
    for (const device of answer.devices)
      expect(device).toMatchObject({ replayed: device.recorded, changed: device.recorded });
    expect(answer).toMatchObject({ missed: 0, missedEvents: [], latestMs: 0, earliestMs: 0 });
    expect(answer.trueEvents).toBe(confirmed(seen(55, MINUTE_MS)));
  });

  test('a longer delay saves alarms, and says which true events it would have missed', async () => {
    const answer = await compared({ ...rule, onDelayMs: 100 * SECOND_MS });
    const left = seen(55, 100 * SECOND_MS);
    expect(answer.changed).toBe(left.length);
    expect(answer.missed).toBe(confirmed(seen(55, MINUTE_MS)) - confirmed(left));
    expect(answer.missed).toBeGreaterThan(0);
    expect(answer.missedEvents).toHaveLength(answer.missed);
    // What it still sees it sees forty seconds later.
    expect(answer.delayMs).toBe(40 * SECOND_MS);
    for (const { device, recorded, changed, trueEvents, missed } of answer.devices) {
      const of = (list: readonly Burst[]) => list.filter((burst) => burst.device === device);
      expect({ recorded, changed, trueEvents, missed }, device).toEqual({
        recorded: of(seen(55, MINUTE_MS)).length,
        changed: of(left).length,
        trueEvents: confirmed(of(seen(55, MINUTE_MS))),
        missed: confirmed(of(seen(55, MINUTE_MS))) - confirmed(of(left)),
      });
    }
  });

  test('a shorter delay and a higher limit: seen earlier, and less of it', async () => {
    const answer = await compared({
      ...rule,
      when: { property: 'noiseDba', above: 58, deadband: 3 },
      onDelayMs: 30 * SECOND_MS,
    });
    expect(answer.changed).toBe(seen(58, 30 * SECOND_MS).length);
    expect(answer.delayMs).toBe(-30 * SECOND_MS);
    expect(answer.missed).toBe(confirmed(seen(55, MINUTE_MS)) - confirmed(seen(58, MINUTE_MS)));
  });

  test('a delay before the alarm returns makes one of two that follow soon', async () => {
    const apart = await compared({ ...rule, onDelayMs: 0 });
    const joined = await compared({ ...rule, onDelayMs: 0, offDelayMs: 10 * MINUTE_MS });
    expect(apart.changed).toBe(bursts.length);
    expect(joined.changed).toBeLessThan(apart.changed / 2);
    expect(joined.missed).toBe(0);
  });

  test('what was raised before the time counts for nothing, what was in alarm by then still is', async () => {
    const [first] = seen(55, MINUTE_MS);
    const answer = await ask(rule, { from: first!.from + 65 * SECOND_MS });
    expect(answer).toMatchObject({ is: 'compared', replayed: expect.any(Number) });
    if (answer.is === 'compared')
      expect(answer.devices.find(({ device }) => device === first!.device)).toMatchObject({
        replayed: seen(55, MINUTE_MS).filter(({ device, from }) => device === first!.device && from > first!.from)
          .length,
      });
  });

  test('sealed series answer as what is not sealed does', async () => {
    const before = await compared({ ...rule, onDelayMs: 100 * SECOND_MS });
    await historian.seal(true);
    expect(await compared({ ...rule, onDelayMs: 100 * SECOND_MS })).toEqual(before);
  });

  test('more observations than are gone through, and a time that is not kept, are said', async () => {
    expect(await ask(rule, { most: 100 })).toMatchObject({ is: 'tooMany', observations: expect.any(Number) });
    await database.pool.query(`UPDATE history SET dropped_day = '2026-11-20' WHERE site = $1`, [SITE]);
    expect(await ask(rule)).toEqual({ is: 'tooOld', oldest: Date.parse('2026-11-21T00:00:00Z') });
    await database.pool.query('UPDATE history SET dropped_day = NULL WHERE site = $1', [SITE]);
  });
});

test('a rule with an exception is quiet where it was: the property it asks for is replayed too', async () => {
  // Never disarmed here: nothing changes by an exception that does not hold.
  const exempt = defineFacility({
    ...facility,
    alarms: [{ ...rule, unless: { property: 'noiseDba', equals: 70 } }],
  });
  const answer = await compared(exempt.alarms[0]!);
  expect(answer.changed).toBe(seen(55, MINUTE_MS).filter(({ level }) => level !== 70).length);
});
