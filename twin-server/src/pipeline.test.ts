import {
  Catalogue,
  type DeviceRecord,
  defineFacility,
  FACILITIES,
  type LoggedEvent,
  type Published,
  type Reading,
  StateHash,
} from 'twin-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from './engines/database.ts';
import { QUIET, testDatabase } from './fixtures/database.ts';
import { writeSnapshot } from './journal/keep.ts';
import { takeLease } from './journal/lease.ts';
import { loadState, readLog } from './journal/read.ts';
import { Pipeline } from './pipeline.ts';

/** A facility nobody shipped: one object, declared here and nowhere else. */
const SEVENTEENTH = defineFacility({
  id: 'beehives',
  label: { zh: '蜂箱', en: 'Beehives' },
  clause: 'test',
  symbol: 'M2 2h20v20H2z',
  deviceKinds: {
    beehive: {
      label: { zh: '蜂箱', en: 'Beehive' },
      silenceAfterMs: 60_000,
      datastreams: { weightKg: { label: { zh: '重量', en: 'Weight' }, unit: 'kg', type: 'number', range: [0, 200] } },
    },
  },
  alarms: [
    {
      code: 'bees.swarming',
      label: { zh: '分蜂', en: 'Swarming' },
      priority: 3,
      clause: 'test',
      when: { property: 'weightKg', below: 5 },
    },
  ],
});

const catalogue = new Catalogue([...FACILITIES, SEVENTEENTH]);

const record = (code: string, kind: string): DeviceRecord => ({
  code,
  name: code,
  kind,
  facility: 'any',
  manufacturer: null,
  model: null,
  installPosition: null,
  installedAt: null,
  location: { longitude: 112.55, latitude: 37.87, height: 771.6 },
  building: 'B01',
  storey: '1F',
  space: null,
  zone: null,
  ifcGuid: null,
  owningUnit: null,
  maintainer: null,
  parent: null,
  links: [],
});

let database: Database;
let site = 0;

beforeAll(async () => {
  database = await testDatabase();
}, 60_000);
afterAll(() => database.close());

class Site {
  readonly code = `site${++site}`;
  readonly heard: Published[] = [];
  readonly events: LoggedEvent[] = [];
  pipeline!: Pipeline;
  now = Date.now();
  fenced = '';

  async open(node = 'n1'): Promise<this> {
    const lease = await takeLease(database.pool, this.code, node, () => undefined);
    this.pipeline = new Pipeline({
      pool: database.pool,
      catalogue,
      state: await loadState(database.pool, this.code, 0),
      writer: { site: this.code, branch: 0, token: lease.token },
      retentionMs: 30 * 86_400_000,
      log: QUIET,
      onPublished: (published) => {
        this.heard.push(published);
        this.events.push(...published.events);
      },
      onFenced: (reason) => {
        this.fenced = reason;
      },
      now: () => this.now,
    });
    return this;
  }

  take(device: string, body: unknown, channel: Reading['channel'] = 'observations') {
    return this.pipeline.take({ site: this.code, device, channel, body, protocol: 'test', receivedAt: this.now });
  }

  hash() {
    return new StateHash(this.pipeline.published).site();
  }

  /** Every value that the database holds, in the order of the log. */
  async stored(): Promise<number[]> {
    const log = await readLog(database.pool, this.code, 0, 0, this.pipeline.published.seq, true);
    return log.flatMap(({ event }) => (event.kind === 'observations' ? Array.from(event.values) : []));
  }
}

let bench: Site;
beforeEach(async () => {
  bench = await new Site().open();
  await Promise.all(
    ['PF-1', 'FA-1', 'CH-1', 'HIVE-1'].map((code, i) =>
      bench.pipeline.register(
        record(code, ['pulse-fence-zone', 'smoke-detector', 'ebike-charging-port', 'beehive'][i]!),
      ),
    ),
  );
  return () => bench.pipeline.close();
});

describe('from message to journal', () => {
  test('idea 2: a seventeenth facility runs from its declaration alone: message, limit, alarm', async () => {
    const outcome = await bench.take('HIVE-1', { time: bench.now, values: { weightKg: 2 } });
    expect(outcome.refusals).toEqual([]);
    expect([...bench.pipeline.published.alarms.values()]).toMatchObject([
      { code: 'bees.swarming', device: 'HIVE-1', facility: 'beehives', value: 2 },
    ]);
    const { rows } = await database.pool.query('SELECT code, condition, case_state FROM alarm WHERE site = $1', [
      bench.code,
    ]);
    expect(rows).toEqual([{ code: 'bees.swarming', condition: 'active', case_state: 'new' }]);
  });

  test('acknowledged means stored: when take resolves the rows are in the database', async () => {
    await bench.take('PF-1', [
      { time: new Date(bench.now).toISOString(), values: { lineVoltageKv: 6.2, armed: true } },
      { time: bench.now - 5000, values: { lineVoltageKv: 6.1 } },
    ]);
    expect((await bench.stored()).sort()).toEqual([1, 6.1, 6.2]);
  });

  test('idea 1: a restart folds the journal to the same state, from a snapshot or from nothing', async () => {
    await bench.take('FA-1', { time: bench.now, values: { alarm: true, obscurationPctM: 3.8 } });
    await writeSnapshot(database.pool, 0, bench.pipeline.published, bench.hash());
    bench.now += 1000;
    await bench.take('PF-1', { id: 'e1', time: bench.now, type: 'perimeter.intrusion' }, 'events');
    const restarted = await loadState(database.pool, bench.code, 0);
    expect(new StateHash(restarted).site()).toBe(bench.hash());
    await database.pool.query('DELETE FROM snapshot WHERE site = $1', [bench.code]);
    const rebuilt = await loadState(database.pool, bench.code, 0);
    expect(new StateHash(rebuilt).site()).toBe(bench.hash());
    expect(rebuilt.timers).toEqual(bench.pipeline.published.timers);
  });

  test('rules of the log: a state is never made of a log without its beginning', async () => {
    await bench.take('FA-1', { time: bench.now, values: { alarm: true } });
    await writeSnapshot(database.pool, 0, bench.pipeline.published, bench.hash());
    await bench.take('PF-1', { id: 'later', time: bench.now, type: 'intrusion' }, 'events');
    await database.pool.query('UPDATE snapshot SET fold_version = 0 WHERE site = $1', [bench.code]);
    await expect(loadState(database.pool, bench.code, 0)).resolves.toBeDefined();
    await database.pool.query('DELETE FROM journal WHERE site = $1 AND seq < $2', [
      bench.code,
      bench.pipeline.published.seq,
    ]);
    await expect(loadState(database.pool, bench.code, 0)).rejects.toThrow(/begins at \d+, and its snapshots/);
  });

  test('the same event id twice is one event, in one batch and in two', async () => {
    const event = { id: 'same', time: bench.now, type: 'intrusion' };
    await Promise.all([bench.take('PF-1', event, 'events'), bench.take('PF-1', event, 'events')]);
    await bench.take('PF-1', event, 'events');
    const log = await readLog(database.pool, bench.code, 0, 0, bench.pipeline.published.seq, false);
    expect(log.filter(({ event: { kind } }) => kind === 'device.reported')).toHaveLength(1);
    expect([...bench.pipeline.published.alarms.values()][0]!.occurrences).toBe(1);
  });

  test('rules of the log: an event is never refused for its time; a clock off by more than 5 min is flagged and not believed', async () => {
    await bench.take('PF-1', { id: 'old', time: bench.now - 3_600_000, type: 'intrusion' }, 'events');
    const reported = bench.events.find(({ event }) => event.kind === 'device.reported')!.event;
    expect(reported).toMatchObject({ skewed: true, time: bench.now });
  });

  test('a message lost with its commit is not published: the working state is made anew', async () => {
    const before = bench.hash();
    // Another writer moves the journal on: this one is fenced and must stop.
    await database.pool.query('UPDATE journal_head SET seq = seq + 1 WHERE site = $1', [bench.code]);
    await expect(bench.take('FA-1', { time: bench.now, values: { alarm: true } })).rejects.toThrow(/does not end at/);
    expect(bench.hash()).toBe(before);
    expect(bench.fenced).toMatch(/does not end at/);
    await expect(bench.take('FA-1', { time: bench.now, values: { alarm: true } })).rejects.toThrow(/stopping/);
  });

  test('rules of the log: a failed commit discards its batch, is not acknowledged, and the next one goes on from the last committed state', async () => {
    const before = bench.hash();
    await database.pool.query('ALTER TABLE observation RENAME TO observation_away');
    const lost = bench.take('FA-1', { time: bench.now, values: { alarm: true } });
    await expect(lost).rejects.toThrow(/database is away/);
    expect(bench.hash()).toBe(before);
    await database.pool.query('ALTER TABLE observation_away RENAME TO observation');
    await expect.poll(() => bench.pipeline.healthy).toBe(true);
    await bench.take('FA-1', { time: bench.now, values: { alarm: true } });
    expect([...bench.pipeline.published.alarms.keys()]).toEqual(['A000001']);
    const restarted = await loadState(database.pool, bench.code, 0);
    expect(new StateHash(restarted).site()).toBe(bench.hash());
  });

  test('a taken lease fences the old node', async () => {
    await database.pool.query(`UPDATE lease SET token = token + 1, node = 'n2' WHERE site = $1`, [bench.code]);
    await expect(bench.take('FA-1', { time: bench.now, values: { alarm: true } })).rejects.toThrow(/another node/);
  });
});

describe('bad input: into the dead letters with the reason, never silent, never stopping the others', () => {
  const cases: [string, string, unknown, Reading['channel'], RegExp][] = [
    ['unknown device', 'NO-1', { time: 0, values: {} }, 'observations', /unknown device NO-1/],
    [
      'unknown property',
      'PF-1',
      { time: Date.now(), values: { colour: 1 } },
      'observations',
      /values.colour: unknown property of a pulse-fence-zone/,
    ],
    [
      'inherited property',
      'PF-1',
      { time: Date.now(), values: { constructor: 1 } },
      'observations',
      /values.constructor: unknown property/,
    ],
    [
      'wrong type',
      'PF-1',
      { time: Date.now(), values: { lineVoltageKv: 'high' } },
      'observations',
      /values.lineVoltageKv: expected a number/,
    ],
    [
      'out of range',
      'PF-1',
      { time: Date.now(), values: { lineVoltageKv: 900 } },
      'observations',
      /expected 0 to 15 kV/,
    ],
    [
      'unknown state',
      'CH-1',
      { time: Date.now(), values: { portState: 'melting' } },
      'observations',
      /expected one of idle, charging/,
    ],
    ['no time', 'PF-1', { values: { lineVoltageKv: 6 } }, 'observations', /time/],
    [
      'over 24 h in the future',
      'PF-1',
      { time: Date.now() + 90_000_000, values: { lineVoltageKv: 6 } },
      'observations',
      /24 h in the future/,
    ],
    [
      'older than the retention',
      'PF-1',
      { time: Date.now() - 31 * 86_400_000, values: { lineVoltageKv: 6 } },
      'observations',
      /older than the retention/,
    ],
    [
      'an event its kind does not report',
      'PF-1',
      { id: 'x', time: Date.now(), type: 'fire.smoke' },
      'events',
      /reports no fire.smoke/,
    ],
    ['an event without id', 'PF-1', { time: Date.now(), type: 'intrusion' }, 'events', /id/],
    [
      'event data that cannot be stored',
      'PF-1',
      { id: 'n', time: Date.now(), type: 'intrusion', data: { text: 'a\u0000b' } },
      'events',
      /cannot be stored/,
    ],
    ['a number instead of an object', 'PF-1', 42, 'observations', /expected object/i],
  ];
  test.each(cases)('%s', async (_name, device, body, channel, reason) => {
    const [outcome, good] = await Promise.all([
      bench.take(device, body, channel),
      bench.take('FA-1', { time: Date.now(), values: { batteryPct: 80 } }),
    ]);
    expect(outcome.refusals.map((refusal) => refusal.reason).join()).toMatch(reason);
    expect(good.refusals).toEqual([]);
    const { rows } = await database.pool.query('SELECT device, reason, payload FROM dead_letter WHERE site = $1', [
      bench.code,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].reason).toMatch(reason);
  });

  test('one bad value does not cost the good ones of its message', async () => {
    const outcome = await bench.take('PF-1', { time: bench.now, values: { lineVoltageKv: 6.3, colour: 1 } });
    expect(outcome.refusals).toHaveLength(1);
    expect(await bench.stored()).toEqual([6.3]);
  });

  test('the first 1,000 a day are kept whole, the others counted', async () => {
    await bench.take(
      'PF-1',
      Array.from({ length: 1200 }, () => 'nonsense'),
    );
    await bench.take('PF-1', ['x'.repeat(10_000)]);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS kept, max(length(payload)) AS longest, (SELECT refused::int FROM dead_letter_count WHERE site = $1) AS refused FROM dead_letter WHERE site = $1`,
      [bench.code],
    );
    expect(rows[0]).toMatchObject({ kept: 1000, refused: 1201 });
  });
});
