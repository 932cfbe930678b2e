import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import pino from 'pino';
import { Catalogue, KNOWN_FACILITIES, StateHash } from 'twin-core';
import { decodeSnapshot, encodeSnapshot } from 'twin-core/wire';
import { TwinLink } from '../twin-client/src/link/twin-link.ts';
import { NOT_CONNECTED } from '../twin-client/src/state/connection.ts';
import { CourseClock } from '../twin-client/src/state/scene-clock.ts';
import { Signal } from '../twin-client/src/state/signal.ts';
import { TwinStore } from '../twin-client/src/state/twin-store.ts';
import { testDatabase } from '../twin-server/src/fixtures/database.ts';
import { HistoryProcess } from '../twin-server/src/history/history-process.ts';
import { KEEP_ALL, SITE, seeded } from '../twin-server/src/history/recorded-log.test-kit.ts';
import { stateAt } from '../twin-server/src/history/state-at.ts';
import { PushHub } from '../twin-server/src/push/hub.ts';
import { logOf } from '../twin-server/src/replay/log-source.ts';
import { Replay } from '../twin-server/src/replay/replay.ts';
import { Replays } from '../twin-server/src/replay/replays.ts';
import { load, openTwin, type RunResult } from './ingest-run.ts';
import { quantile } from './quantile.ts';
import { type LivedHour, recordHours, recordUsual } from './replay-log.ts';

const SEEKS = 100;
const COMPARED = 1_000;
const ALARM_PATIENCE_MS = 120_000;
/** The code of a site that nobody described, and how much of its past is there: more than 64× plays while it is measured. */
const ESTATE = 'site';
const PAST_S = 2_400;
const ROUNDS = 5;

/**
 * Replays in a journal of a million rows, observations among them: from the wish to the full state folded in a client over the push channel
 * (drawing excluded); the hash at a thousand random instants against the live ones; 64× without an alarm left out; what a replay costs the
 * living site beside it.
 */
export async function run(): Promise<object> {
  const told = await past();
  process.stderr.write(`${JSON.stringify(told)}\n`);
  return { ...told, beside: await beside() };
}

async function past(): Promise<object> {
  const database = await testDatabase();
  const lived = await recordHours(database.pool);
  const history = new HistoryProcess({
    databaseUrl: database.pool.options.connectionString!,
    site: SITE,
    branch: 0,
    retention: KEEP_ALL,
    writes: false,
    onTrouble: (reason) => process.stderr.write(`${reason}\n`),
  });
  const http = createServer();
  const log = pino({ level: 'silent' });
  const watcher = { name: 'bench', mayWatch: () => true, stillValid: async () => true };
  const hub = new PushHub({ http, authenticate: async () => watcher, log });
  const replays = new Replays({
    pool: database.pool,
    site: SITE,
    channels: hub,
    stateAt: (at) => history.stateAt(at, true),
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  try {
    const { name, replay } = await replays.open('bench', lived.from, {});
    const clock = new CourseClock(0);
    const store = new TwinStore({
      site: SITE,
      catalogue: new Catalogue(KNOWN_FACILITIES),
      now: clock.now,
      schedule: (run) => setTimeout(run, 0),
    });
    const link = new TwinLink({
      origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      store,
      connection: new Signal(NOT_CONNECTED),
      clock,
      course: { name, onProgress: () => undefined },
    });
    link.start();
    const random = seeded(7);
    const instant = () => Math.floor(lived.from + random() * (lived.to - lived.from));
    await reach(() => store.state.seq === replay.state.seq);
    const seekMs: number[] = [];
    for (let i = 0; i < SEEKS; i++) {
      const began = performance.now();
      const before = store.state;
      const changed = replay.change({ at: instant() });
      await reach(() => store.state !== before && store.state.seq === replay.state.seq);
      seekMs.push(performance.now() - began);
      await changed;
      // Of a copy: a state has one hash, and the link keeps the store's.
      if (new StateHash(decodeSnapshot(encodeSnapshot(store.state))).site() !== lived.hashAt(replay.at))
        throw new Error('another state than the live one');
    }
    let equal = 0;
    for (let i = 0; i < COMPARED; i++) {
      const at = instant();
      if ((await history.stateAt(at, false)).hash === lived.hashAt(at)) equal++;
    }
    const fast = await playThrough(replay, store, lived);
    link.stop();
    const seconds = [await eachSecond(database.pool, lived), await eachSecond(database.pool, lived)];
    return {
      journalRows: lived.rows,
      observations: lived.observations,
      seekP50Ms: round(quantile(seekMs, 0.5)),
      seekP95Ms: round(quantile(seekMs, 0.95)),
      seekMaxMs: round(Math.max(...seekMs)),
      compared: COMPARED,
      equal,
      ...fast,
      secondsOfTwoReplays: seconds.map(({ compared }) => compared),
      secondsUnequal: seconds.map(({ unequal }) => unequal),
    };
  } finally {
    replays.close();
    await hub.close();
    await history.close();
    await database.close();
  }
}

/** A replay of everything from its beginning, whose clock goes on by a second of the past a tick; its hash after each beside the live one's. */
async function eachSecond(pool: Pool, lived: LivedHour): Promise<{ compared: number; unequal: number }> {
  const clock = { now: Date.now() };
  const replay = await Replay.open(
    {
      now: () => clock.now,
      stateAt: async (recordedAt) => ({ snapshot: encodeSnapshot(await stateAt(pool, SITE, 0, { recordedAt })) }),
      log: logOf(pool, SITE),
      noted: async () => null,
      onPublished: () => undefined,
      onJump: () => undefined,
    },
    lived.from,
  );
  await replay.change({ speed: 64, playing: true });
  let [compared, unequal] = [0, 0];
  for (let at = replay.at; at < lived.to - 1_000; ) {
    clock.now += 1_000 / 64;
    replay.tick();
    // The log is read between ticks.
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (replay.at === at) continue;
    at = replay.at;
    compared++;
    if (replay.hash() !== lived.hashAt(at)) unequal++;
  }
  return { compared, unequal };
}

/** The last quarter of an hour at 64×: which of its alarms the client saw, and how much slower than 64 times it went. */
async function playThrough(
  replay: Awaited<ReturnType<Replays['open']>>['replay'],
  store: TwinStore,
  lived: LivedHour,
): Promise<object> {
  const seen = new Set<string>();
  store.onRaised((alarms) => {
    for (const { id } of alarms) seen.add(id);
  });
  const from = lived.to - 900_000;
  await replay.change({ at: from, speed: 64, playing: true });
  const began = performance.now();
  await reach(() => replay.at >= lived.to - 1_000 && store.state.seq === replay.state.seq, ALARM_PATIENCE_MS);
  const tookS = (performance.now() - began) / 1000;
  const expected = lived.raised.filter(({ at }) => at > from && at <= lived.to - 1_000);
  return {
    alarmsAt64: expected.length,
    alarmsDropped: expected.filter(({ id }) => !seen.has(id)).length,
    speedReached: round((lived.to - from) / 1000 / tookS),
  };
}

/**
 * Alarms of 5,000 messages a second on a load-test site, with and without a replay beside it: the usual past of a thousand devices at 64×, which
 * a client follows in this process.
 */
async function beside(): Promise<object> {
  const outside = await testDatabase();
  const from = Date.now() - PAST_S * 1000;
  await recordUsual(outside.pool, ESTATE, PAST_S, Date.now() - 1000);
  process.env.DATABASE_URL = outside.pool.options.connectionString!;
  const target = await openTwin(1_000);
  try {
    const options = { devices: 1_000, rate: 5_000, alarmRate: 20, clients: 1, warmUpS: 3, seconds: 20 };
    const runs: { alone: RunResult[]; besides: RunResult[] } = { alone: [], besides: [] };
    await load(target, { ...options, warmUpS: 30 });
    for (let round = 0; round < ROUNDS; round++) {
      runs.alone.push(await load(target, options));
      const end = await replayFast(target, from + 5_000);
      runs.besides.push(await load(target, options));
      await end();
      process.stderr.write(`${runs.alone.at(-1)!.alarmP99Ms} ${runs.besides.at(-1)!.alarmP99Ms}\n`);
    }
    const p99 = (list: readonly RunResult[]) =>
      quantile(
        list.map(({ alarmP99Ms }) => alarmP99Ms),
        0.5,
      );
    return {
      alarmP99AloneMs: round(p99(runs.alone)),
      alarmP99BesideReplayMs: round(p99(runs.besides)),
      ratio: round(p99(runs.besides) / p99(runs.alone), 2),
    };
  } finally {
    delete process.env.DATABASE_URL;
    await target.close();
    await outside.close();
  }
}

/** The past from an instant on at 64×, followed by a client; the returned function ends it, and throws where it did not play. */
async function replayFast({ twin }: Awaited<ReturnType<typeof openTwin>>, from: number): Promise<() => Promise<void>> {
  const signedIn = await fetch(`${twin.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'admin', password: twin.password }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0]!;
  const headers = { 'content-type': 'application/json', cookie };
  const body = JSON.stringify({ at: from, speed: 64, playing: true });
  const begun = await fetch(`${twin.url}/api/v1/replays`, { method: 'POST', headers, body });
  if (!begun.ok) throw new Error(`no replay began: ${begun.status} ${await begun.text()}`);
  const { id } = (await begun.json()) as { id: string };
  const clock = new CourseClock(0);
  const store = new TwinStore({
    site: ESTATE,
    catalogue: new Catalogue(KNOWN_FACILITIES),
    now: clock.now,
    schedule: (run) => setTimeout(run, 16),
  });
  const link = new TwinLink({
    origin: twin.url,
    store,
    connection: new Signal(NOT_CONNECTED),
    clock,
    course: { name: id, onProgress: () => undefined },
    headers: { cookie },
  });
  link.start();
  await reach(() => store.state.seq > 0);
  const began = performance.now();
  return async () => {
    const speed = (clock.now() - from) / (performance.now() - began);
    link.stop();
    await fetch(`${twin.url}/api/v1/replays/${id}`, { method: 'DELETE', headers });
    if (speed < 60) throw new Error(`the replay went at ${round(speed)}×`);
  };
}

async function reach(isThere: () => boolean, patienceMs = 10_000): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!isThere()) {
    if (performance.now() > until) throw new Error('it was not reached in time');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
