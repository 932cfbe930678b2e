import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { apply, emptyState, StateHash, type TwinEvent } from 'twin-core';
import { encodeSnapshot } from 'twin-core/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { RecordedLog, SITE, seeded } from '../history/recorded-log.test-kit.ts';
import { stateAt, TooOldError } from '../history/state-at.ts';
import { PushHub } from '../push/hub.ts';
import { logOf } from './log-source.ts';
import { notedEvent } from './noted-event.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import { Replays } from './replays.ts';

const BEGIN = Date.UTC(2026, 10, 1, 8);
const SECONDS = 1_200;
/** Nothing was recorded in this stretch: the server stood. */
const GAP = { from: BEGIN + 700_000, to: BEGIN + 900_000 };
const DEVICES = 40;

let database: Database;
let log: RecordedLog;
/** By seq: when it was recorded, and the hash of the live state after it. */
const live: { seq: number; recordedAt: number; hash: string }[] = [];
const raised: { id: string; at: number }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  log = await RecordedLog.open(database.pool);
  const state = emptyState(SITE);
  const hash = new StateHash(state);
  const commit = async (recordedAt: number, events: readonly TwinEvent[]) => {
    await log.commit(recordedAt, events);
    events.forEach((event, ordinal) => {
      apply(state, event, { seq: log.seq, ordinal, recordedAt });
    });
    live.push({ seq: log.seq, recordedAt, hash: hash.site() });
  };
  await commit(
    BEGIN,
    Array.from({ length: DEVICES }, (_, slot) => registered(slot)),
  );
  const random = seeded(5);
  for (let second = 1; second < SECONDS; second++) {
    const at = BEGIN + second * 1000;
    if (at > GAP.from && at < GAP.to) continue;
    const slots = Array.from({ length: 10 }, () => Math.floor(random() * DEVICES));
    // Now and then a value that comes late, or is corrected.
    const times = slots.map(() => at - (random() < 0.1 ? 90_000 : 200));
    const events: TwinEvent[] = [
      {
        kind: 'observations',
        datastreams: Int32Array.from(slots),
        times: Float64Array.from(times),
        values: Float64Array.from(slots, () => Math.round(random() * 100)),
      },
    ];
    if (second % 50 === 0) {
      const id = `A${raised.length + 1}`;
      events.push(alarm(id, slots[0]!, at));
      raised.push({ id, at });
    }
    if (second % 50 === 30 && raised.length > 0)
      events.push({ kind: 'alarm.closed', id: raised.at(-1)!.id, from: 'resolved' });
    await commit(at, events);
  }
}, 120_000);
afterAll(async () => {
  await log.close();
  await database.close();
});

const registered = (slot: number): TwinEvent => ({
  kind: 'device.registered',
  slot,
  code: `D${slot}`,
  name: `D${slot}`,
  deviceKind: 'smoke-detector',
  facility: 'fire-alarm',
  building: null,
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112.5, latitude: 37.8, height: 780 },
  datastreams: [{ slot, property: 'smoke' }],
});

const alarm = (id: string, slot: number, time: number): TwinEvent => ({
  kind: 'alarm.raised',
  id,
  code: 'fire.smoke',
  device: `D${slot}`,
  facility: 'fire-alarm',
  priority: 1,
  fault: false,
  building: null,
  storey: null,
  space: null,
  zone: null,
  property: null,
  time,
  value: null,
  data: null,
  group: null,
  procedure: null,
});

/** A replay over the real log whose clock the test turns. */
async function open(at: number, given: Partial<ReplayOptions> = {}) {
  const { pool } = database;
  const clock = { now: BEGIN + 10 * SECONDS * 1000 };
  const seen: string[] = [];
  let jumps = 0;
  const replay = await Replay.open(
    {
      now: () => clock.now,
      stateAt: async (recordedAt) => ({ snapshot: encodeSnapshot(await stateAt(pool, SITE, 0, { recordedAt })) }),
      log: logOf(pool, SITE),
      noted: (seq, direction) => notedEvent(pool, SITE, 0, seq, direction),
      onPublished: ({ events }) => {
        for (const { event } of events) if (event.kind === 'alarm.raised') seen.push(event.id);
      },
      onJump: () => {
        jumps++;
      },
      ...given,
    },
    at,
  );
  /** Lets time pass, in ticks of a tenth of a second as on the server, with time for reading between them. */
  const pass = async (ms: number, until = () => false) => {
    for (let passed = 0; passed < ms && !until(); passed += 100) {
      clock.now += 100;
      replay.tick();
      await sleep(1);
    }
  };
  return { replay, seen, pass, jumps: () => jumps };
}

const liveAt = (at: number) => live.filter(({ recordedAt }) => recordedAt <= at).at(-1)!;

describe('7.2.4-5 the past is played as it was recorded', () => {
  test('the state at any instant has the hash that the live state had at that seq', async () => {
    const random = seeded(9);
    const { replay } = await open(BEGIN + 1000);
    for (let i = 0; i < 40; i++) {
      const at = BEGIN + Math.floor(random() * SECONDS * 1000);
      await replay.change({ at });
      expect({ seq: replay.state.seq, hash: replay.hash() }).toMatchObject({
        seq: liveAt(at).seq,
        hash: liveAt(at).hash,
      });
    }
  });

  test('at 64× no alarm is left out, each is seen once, and it stands where it caught up with the living site', async () => {
    const { replay, seen, pass } = await open(BEGIN);
    await replay.change({ speed: 64, playing: true });
    await pass(60_000, () => replay.state.seq === live.at(-1)!.seq);
    expect(seen).toEqual(raised.map(({ id }) => id));
    expect(replay.hash()).toBe(live.at(-1)!.hash);
    await replay.change({ at: BEGIN + 10 * SECONDS * 1000 - 100 });
    await pass(1000);
    expect(replay.course.playing).toBe(false);
  });

  test('two replays of a span are equal at each second, and to the live state', async () => {
    const [one, other] = [await open(BEGIN + 100_000), await open(BEGIN + 100_000)];
    await one.replay.change({ playing: true, speed: 1 });
    await other.replay.change({ playing: true, speed: 1 });
    for (let second = 0; second < 60; second++) {
      await one.pass(1000);
      await other.pass(1000);
      expect(one.replay.at).toBe(other.replay.at);
      expect(one.replay.hash()).toBe(other.replay.hash());
      expect(one.replay.hash()).toBe(liveAt(one.replay.at).hash);
    }
  });

  test.each([0.25, 8, 64])('its clock goes %s times as fast, and stands while it is halted', async (speed) => {
    const { replay, pass } = await open(BEGIN + 10_000);
    await replay.change({ speed, playing: true });
    await pass(2000);
    expect(replay.at - BEGIN - 10_000).toBeCloseTo(2000 * speed, -3);
    await replay.change({ playing: false });
    const { at } = replay;
    await pass(5000);
    expect(replay.at).toBe(at);
  });

  test('goes event by event, forward and back', async () => {
    const { replay, seen } = await open(BEGIN + 10_000);
    expect(await replay.step(1)).toBe(true);
    expect(replay.at).toBe(raised[0]!.at);
    expect(seen).toEqual(['A1']);
    expect(replay.state.alarms.has('A1')).toBe(true);
    await replay.step(1);
    expect(replay.state.alarms.has('A1')).toBe(false);
    await replay.step(-1);
    expect(replay.at).toBe(raised[0]!.at);
    expect(replay.hash()).toBe(liveAt(raised[0]!.at).hash);
    expect(await replay.step(-1)).toBe(false);
  });

  test('an event beyond hours without one is reached by one step, and seen to happen', async () => {
    const { replay, seen } = await open(GAP.from);
    await replay.step(1);
    await replay.step(1);
    expect(seen.length).toBeGreaterThan(0);
    expect(replay.hash()).toBe(liveAt(replay.at).hash);
  });

  test('plays a span again and again', async () => {
    const { replay, pass, seen, jumps } = await open(BEGIN + 45_000);
    await replay.change({ loop: [BEGIN + 45_000, BEGIN + 55_000], speed: 10, playing: true });
    await pass(10_000, () => jumps() >= 2);
    expect(seen.slice(0, 2)).toEqual(['A1', 'A1']);
  });

  test('a stretch without any record is told, with its end', async () => {
    const { replay, pass } = await open(GAP.from - 2000);
    await replay.change({ playing: true });
    await pass(4000);
    expect(replay.course.gapUntil).toBe(GAP.to);
    await replay.change({ at: GAP.to });
    expect(replay.course.gapUntil).toBeNull();
  });

  test('an instant before the log is refused with the oldest there is, and the replay stays where it was', async () => {
    const { replay } = await open(BEGIN + 5000, {
      stateAt: async (recordedAt) => {
        if (recordedAt < BEGIN) throw new TooOldError(BEGIN);
        return { snapshot: encodeSnapshot(await stateAt(database.pool, SITE, 0, { recordedAt })) };
      },
    });
    await expect(replay.change({ at: BEGIN - 1, playing: true })).rejects.toThrow(
      'the oldest state is of 2026-11-01T08:00:00.000Z',
    );
    expect(replay.course).toMatchObject({ at: BEGIN + 5000, playing: false });
  });

  test('a replay that nobody follows any more stands after half a minute and ends after ten', async () => {
    const hub = new PushHub({ http: createServer(), authenticate: async () => null, log: pino({ level: 'silent' }) });
    const clock = { now: BEGIN + 10 * SECONDS * 1000 };
    const replays = new Replays({
      pool: database.pool,
      site: SITE,
      channels: hub,
      stateAt: async (recordedAt) => ({
        snapshot: encodeSnapshot(await stateAt(database.pool, SITE, 0, { recordedAt })),
      }),
      now: () => clock.now,
    });
    const { name, replay } = await replays.open('somebody', BEGIN, { playing: true });
    clock.now += 25_000;
    await sleep(250);
    expect(replay.course.playing).toBe(true);
    clock.now += 10_000;
    await expect.poll(() => replay.course.playing).toBe(false);
    clock.now += 600_000;
    await expect.poll(() => replays.get(name)).toBeUndefined();
    replays.close();
    await hub.close();
  });
});
