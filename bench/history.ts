import type { DeviceRegistered } from 'twin-core';
import type { Database } from '../twin-server/src/engines/database.ts';
import { testDatabase } from '../twin-server/src/fixtures/database.ts';
import { HistoryProcess } from '../twin-server/src/history/history-process.ts';
import {
  DAY,
  KEEP_ALL,
  RecordedLog,
  type Sent,
  SITE,
  seeded,
} from '../twin-server/src/history/recorded-log.test-kit.ts';
import { quantile } from './quantile.ts';

type Pool = Database['pool'];

const HOUR = DAY / 24;
const MINUTE = HOUR / 60;
const TODAY = Math.floor(Date.now() / DAY) * DAY;

/** The year: one datastream a minute, among others of its estate every ten minutes. */
const YEAR_DAYS = 365;
const OTHERS = 63;
const COMMIT_HOURS = 4;
/** The estate at work: so many datastreams, each once a minute, five a message, gathered into batches of half a second. */
const DATASTREAMS = 20_000;
const WORK_MINUTES = 60;
const BATCHES_A_MINUTE = 120;
/** The journal: rows, in commits of so many events. */
const JOURNAL_ROWS = 1_000_000;
const EVENTS_A_COMMIT = 100;
const DEVICES = 1_500;
const ASKED = 40;

/**
 * History by its own code, in PostgreSQL: charts of a year, bytes an observation fresh and compacted, what sealing costs, and the state at
 * any instant of a million journal rows. Everything is asked of the process that serves it.
 */
export async function run(): Promise<object> {
  return { year: await year(), work: await work(), states: await states() };
}

async function withLog<T>(act: (log: RecordedLog, pool: Pool) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  try {
    // Filling is not what is measured: it does not wait for the disk.
    const log = await RecordedLog.open(database.pool, false);
    const result = await act(log, database.pool);
    await log.close();
    await log.pool.end();
    return result;
  } finally {
    await database.close();
  }
}

/** A walk in tenths, as a sensor's values are. */
function sensors(count: number, random: () => number): (slot: number) => number {
  const values = Float64Array.from({ length: count }, () => Math.floor(random() * 1_000));
  return (slot) => {
    values[slot]! += Math.floor(random() * 9) - 4;
    return values[slot]! / 10;
  };
}

const year = () =>
  withLog(async (log, pool) => {
    const random = seeded(1);
    const value = sensors(OTHERS + 1, random);
    const begin = TODAY - YEAR_DAYS * DAY;
    const historian = log.historian({ observations: 30, journal: 184, minutes: 184, hours: 3_650 });
    let agingMs = 0;
    let days = 0;
    for (let from = begin; from < TODAY + HOUR; from += COMMIT_HOURS * HOUR) {
      const sent: Sent[] = [];
      for (let at = from; at < Math.min(from + COMMIT_HOURS * HOUR, TODAY + HOUR); at += MINUTE) {
        sent.push([0, at + Math.floor(random() * 1_000), value(0)]);
        if (at % (10 * MINUTE) > 0) continue;
        for (let slot = 1; slot <= OTHERS; slot++) sent.push([slot, at + Math.floor(random() * MINUTE), value(slot)]);
      }
      await log.observe(from + COMMIT_HOURS * HOUR - 1, sent);
      // As the year goes by, or there would be a year's partitions, which no server has.
      if ((from - begin) % (7 * DAY) > 0 && from < TODAY) continue;
      const began = performance.now();
      await historian.seal(true);
      await historian.age(from + HOUR);
      agingMs += performance.now() - began;
      days = (from - begin) / DAY;
    }
    await historian.close();
    const asked = await asking(pool, async (history) => ({
      yearByHour: await timed(() => history.intervals({ datastream: 0, from: begin, to: TODAY + HOUR }, HOUR)),
      yearByDay: await timed(() => history.intervals({ datastream: 0, from: begin, to: TODAY + HOUR }, DAY)),
      monthByTenMinutes: await timed(() =>
        history.intervals({ datastream: 0, from: TODAY - 30 * DAY, to: TODAY + HOUR }, 10 * MINUTE),
      ),
      dayOfPoints: await timed(() => history.points({ datastream: 0, from: TODAY - DAY, to: TODAY + HOUR }, 1_001)),
    }));
    return {
      days: YEAR_DAYS,
      observations: YEAR_DAYS * 24 * (60 + 6 * OTHERS),
      agingMsADay: round(agingMs / days),
      ...asked,
    };
  });

const work = () =>
  withLog(async (log, pool) => {
    const random = seeded(2);
    const value = sensors(DATASTREAMS, random);
    const begin = TODAY - DAY + 8 * HOUR;
    const historian = log.historian();
    let [observations, sealMs, cpuUs] = [0, 0, 0];
    for (let minute = 0; minute < WORK_MINUTES; minute++) {
      for (let batch = 0; batch < BATCHES_A_MINUTE; batch++) {
        const at = begin + minute * MINUTE + (batch * MINUTE) / BATCHES_A_MINUTE;
        const sent: Sent[] = [];
        for (let device = batch; device < DATASTREAMS / 5; device += BATCHES_A_MINUTE) {
          const time = at - Math.floor(random() * 500);
          for (let slot = device * 5; slot < device * 5 + 5; slot++) sent.push([slot, time, value(slot)]);
        }
        observations += sent.length;
        await log.observe(at, sent);
      }
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      await historian.seal(true);
      sealMs += performance.now() - began;
      const used = process.cpuUsage(cpu);
      cpuUs += used.user + used.system;
    }
    const fresh = (await bytes(pool)) / observations;
    await historian.age(TODAY + DAY + HOUR);
    const compacted = (await bytes(pool)) / observations;
    await historian.close();
    return {
      observations,
      bytesFresh: round(fresh),
      bytesCompacted: round(compacted),
      sealCpuUsAnObservation: round(cpuUs / observations, 3),
      sealCpuPercentAt15000: round((cpuUs / observations / 1e6) * 15_000 * 100),
      sealWallUsAnObservation: round((sealMs * 1_000) / observations, 3),
    };
  });

const states = () =>
  withLog(async (log, pool) => {
    const random = seeded(3);
    const begin = TODAY - 10 * DAY;
    const at = (row: number) => begin + Math.floor((row / JOURNAL_ROWS) * 10 * DAY);
    await log.commit(
      begin,
      Array.from({ length: DEVICES }, (_, slot) => registration(slot)),
    );
    for (let row = 0; row < JOURNAL_ROWS; row += EVENTS_A_COMMIT) {
      const events = Array.from({ length: EVENTS_A_COMMIT }, (_, i) => {
        const kind = i % 2 === 0 ? ('device.silent' as const) : ('device.heard' as const);
        return { kind, device: `D${Math.floor(random() * DEVICES)}` };
      });
      await log.commit(at(row), events);
    }
    const historian = log.historian(KEEP_ALL);
    const began = performance.now();
    await historian.age(Date.now());
    const ageS = seconds(began);
    const cpu = process.cpuUsage();
    for (let i = 0; i < ASKED; i++) await historian.stateAt(at(Math.floor(random() * JOURNAL_ROWS)), false);
    const { user, system } = process.cpuUsage(cpu);
    await historian.close();
    const { rows } = await pool.query<{ rungs: number; mb: number }>(
      'SELECT count(*)::int AS rungs, (sum(pg_column_size(state)) / 1048576)::float8 AS mb FROM snapshot WHERE rung',
    );
    const { anyState } = await asking(pool, async (history) => ({
      anyState: await timed(() => history.stateAt(at(Math.floor(random() * JOURNAL_ROWS)), false), ASKED),
    }));
    return {
      rows: JOURNAL_ROWS,
      devices: DEVICES,
      ageS,
      rungs: rows[0]!.rungs,
      rungsMb: round(rows[0]!.mb),
      cpuMsAState: round((user + system) / 1_000 / ASKED),
      anyState,
    };
  });

const registration = (slot: number): DeviceRegistered => ({
  kind: 'device.registered',
  slot,
  code: `D${slot}`,
  name: `D${slot}`,
  deviceKind: 'noise-meter',
  facility: 'environment',
  building: `B${slot % 20}`,
  storey: `${slot % 30}F`,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112, latitude: 37, height: 0 },
  datastreams: Array.from({ length: 4 }, (_, i) => ({ slot: slot * 4 + i, property: `property${i}` })),
});

/** Asks the process that serves history, as the API does. */
async function asking<T>(pool: Pool, ask: (history: HistoryProcess) => Promise<T>): Promise<T> {
  const history = new HistoryProcess({
    databaseUrl: pool.options.connectionString!,
    site: SITE,
    branch: 0,
    retention: KEEP_ALL,
    writes: false,
    onTrouble: (reason) => process.stderr.write(`${reason}\n`),
  });
  try {
    await history.points({ datastream: 0, from: 0, to: 1 }, 1);
    return await ask(history);
  } finally {
    await history.close();
  }
}

async function timed(work: () => Promise<unknown>, times = 20): Promise<object> {
  const list: number[] = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    await work();
    list.push(performance.now() - began);
  }
  return { p50Ms: round(quantile(list, 0.5)), p95Ms: round(quantile(list, 0.95)), maxMs: round(Math.max(...list)) };
}

/** Everything that observations take in the database, indexes included. */
async function bytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(i.inhrelid))::float8 AS bytes FROM pg_inherits i
     WHERE i.inhparent IN ('observation'::regclass, 'series'::regclass, 'summary_minute'::regclass, 'summary_hour'::regclass)`,
  );
  return rows[0]!.bytes;
}

const round = (value: number, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits;
const seconds = (began: number) => round((performance.now() - began) / 1_000);
