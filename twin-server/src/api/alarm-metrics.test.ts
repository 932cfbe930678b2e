import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeAlarms, storedAlarm } from '../alarm/sample-alarms.test-kit.ts';
import { ensurePartitions } from '../journal/partitions.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FROM = Date.parse('2026-10-12T16:00:00Z');
const TO = FROM + 48 * HOUR_MS;

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  const at = (minutes: number) => FROM + minutes * MINUTE_MS;
  const alarm = (id: string, minutes: number, given: Parameters<typeof storedAlarm>[2] = {}) =>
    storedAlarm(id, at(minutes), { building: 'B01', storey: '3F', ...given });
  await storeAlarms(bench.database.pool, bench.sample.site.site, [
    alarm('X0', -1),
    // Twelve in six minutes, and two that are part of an incident.
    ...[0, 1].map((i) =>
      alarm(`G${i}`, 62 + i, { acknowledgedAt: at(64), group: { lead: 'F0', why: 'flood', scope: 'B01' } }),
    ),
    alarm('F12', 119, { acknowledgedAt: at(120) }),
    ...Array.from({ length: 12 }, (_, i) =>
      alarm(`F${i}`, 60 + i / 2, { acknowledgedAt: at(61 + i / 2), closedAt: at(70) }),
    ),
    alarm('S1', 600, {
      acknowledgedAt: at(602),
      falseAlarm: true,
      returnedAt: at(605),
      closedAt: at(605),
      occurrences: 7,
    }),
    alarm('S2', 2_000, {
      code: 'env.noise',
      device: 'ENV-1',
      facility: 'environment',
      priority: 4,
      building: null,
      storey: null,
      acknowledgedAt: at(2_004),
    }),
    alarm('X1', 48 * 60),
  ]);
  // What the journal says of the same days.
  const turns = [
    ['flood.began', -30, null],
    ['flood.ended', 10, null],
    ['flood.began', 60, null],
    ['alarm.reannounced', 61, 'F0'],
    ['alarm.reannounced', 62, 'F1'],
    ['alarm.reannounced', 65, 'F1'],
    ['flood.ended', 90, null],
  ] as const;
  await ensurePartitions(bench.database.pool, FROM - HOUR_MS);
  for (const [seq, [kind, minutes, id]] of turns.entries())
    await bench.database.pool.query(
      `INSERT INTO journal (site, branch, day, seq, ordinal, recorded_at, kind, version, alarm, body)
       VALUES ($1, 0, ($3::timestamptz AT TIME ZONE 'UTC')::date, $2, 0, $3, $4, 2, $5, '{}')`,
      [bench.sample.site.site, -10 + seq, new Date(at(minutes)), kind, id],
    );
});
afterAll(() => bench.close());

const statistics = (query: string, status = 200) =>
  bench.json<{
    total: object;
    items: { key: string | null; time: number | null; count: number }[];
    next: string | null;
  }>(`/api/v1/alarm-statistics?from=${FROM}&to=${TO}&${query}`, { as: 'viewer', status });
const metrics = (query: string) =>
  bench.json<Record<string, unknown>>(`/api/v1/alarm-metrics?${query}`, { as: 'viewer' });

describe('7.2.10-2 statistics', () => {
  test('by the days of the site, those without an alarm too', async () => {
    const { items, total } = await statistics('by=day');
    expect(items.map(({ time, count }) => [new Date(time!).toISOString(), count])).toEqual([
      ['2026-10-12T16:00:00.000Z', 16],
      ['2026-10-13T16:00:00.000Z', 1],
    ]);
    expect(total).toMatchObject({ count: 17, falseAlarms: 1, acknowledge: { count: 17 }, close: { count: 13 } });
    const hours = (await statistics('by=hour')).items;
    expect(hours).toHaveLength(48);
    expect(hours.flatMap(({ count }, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([
      [1, 15],
      [10, 1],
      [33, 1],
    ]);
  });

  test.each([
    [
      'code',
      [
        ['fire.smoke', 16],
        ['env.noise', 1],
      ],
    ],
    [
      'facility',
      [
        ['fire-alarm', 16],
        ['environment', 1],
      ],
    ],
    [
      'priority',
      [
        ['1', 16],
        ['4', 1],
      ],
    ],
    [
      'building',
      [
        ['B01', 16],
        [null, 1],
      ],
    ],
    [
      'storey',
      [
        ['B01/3F', 16],
        [null, 1],
      ],
    ],
    [
      'device',
      [
        ['FA-1', 16],
        ['ENV-1', 1],
      ],
    ],
    ['zone', [[null, 17]]],
  ] as const)('by %s, the most first', async (by, expected) => {
    const { items } = await statistics(`by=${by}`);
    expect(items.map(({ key, count }) => [key, count])).toEqual(expected);
  });

  test('page by page where asked', async () => {
    const first = await statistics('by=code&limit=1');
    expect(first).toMatchObject({ items: [{ key: 'fire.smoke' }], next: expect.any(String) });
    expect(await statistics(`by=code&limit=1&cursor=${first.next}`)).toMatchObject({
      items: [{ key: 'env.noise' }],
      next: null,
    });
  });

  test.each([
    ['by=colour', 'query.by'],
    ['', 'query.by'],
    [`by=hour&from=${FROM - 60 * 24 * HOUR_MS}`, 'query.'],
    ['by=day&to=0', 'query.'],
  ])('?%s is refused by name', async (query, field) => {
    expect(await statistics(query, 400)).toMatchObject({ detail: expect.stringContaining(field) });
  });
});

describe('metrics in the words of OPC UA AlarmMetricsType', () => {
  test('of a time: count, longest, rates with their bands, floods, frequent sources, false alarms by kind', async () => {
    expect(await metrics(`from=${FROM}&to=${TO}`)).toMatchObject({
      startTime: FROM,
      alarmCount: 17,
      // One that never returned: its time ends with the time asked about.
      maximumActiveState: TO - (FROM + 62 * MINUTE_MS),
      maximumUnAck: 4 * MINUTE_MS,
      maximumReAlarmCount: 2,
      currentAlarmRate: { value: 0, band: 'good' },
      maximumAlarmRate: { value: 13, band: 'manageable' },
      averageAlarmRate: { value: 15 / 48, band: 'good' },
      rateMinutes: 60,
      limits: { good: 6, manageable: 12, flood: 30, operators: 2 },
      flood: {
        timeMs: 10 * MINUTE_MS + 30 * MINUTE_MS,
        items: [
          { from: FROM, to: FROM + 10 * MINUTE_MS, count: 0 },
          { from: FROM + HOUR_MS, to: FROM + 90 * MINUTE_MS, count: 14 },
        ],
      },
      acknowledge: { count: 17 },
      kinds: [
        { code: 'fire.smoke', count: 16, falseAlarms: 1, falseShare: 1 / 16 },
        { code: 'env.noise', count: 1, falseAlarms: 0, falseShare: 0 },
      ],
      topSources: [
        { device: 'FA-1', code: 'fire.smoke', count: 16 },
        { device: 'ENV-1', code: 'env.noise', count: 1 },
      ],
      chattering: { sources: 0, items: [] },
    });
  });

  test('a source that goes into alarm three times in a minute chatters; one that stays in alarm does not', async () => {
    const sender = await bench.apiKey('observations.write');
    const since = Date.now() - MINUTE_MS;
    const send = (channel: 'observations' | 'events', body: object) =>
      bench.json(`/api/v1/${channel}`, { as: sender, body, status: 202 });
    for (let i = 0; i < 4; i++) {
      for (const alarm of [true, false])
        await send('observations', { device: 'FA-1', time: Date.now(), values: { alarm } });
      await send('observations', { device: 'FA-2', time: Date.now(), values: { alarm: true } });
      // An intrusion told of again and again is one that lasts.
      await send('events', { device: 'PF-1', id: `e${i}`, time: Date.now(), type: 'intrusion', data: {} });
    }
    expect(await metrics(`from=${since}&to=${Date.now()}`)).toMatchObject({
      alarmCount: 3,
      chattering: { sources: 1, items: [{ device: 'FA-1', code: 'fire.smoke', count: 2, lastAt: expect.any(Number) }] },
    });
  });

  test('as it stands: open, hidden, stale and silent', async () => {
    const { items } = await bench.json<{ items: { id: string; device: string }[] }>('/api/v1/alarms?device=FA-2', {
      as: 'viewer',
    });
    const [fire] = items;
    const body = { reason: '维护', until: new Date(bench.now + HOUR_MS).toISOString() };
    await bench.json(`/api/v1/alarms/${fire!.id}/shelve`, { as: 'operator', body });
    expect(await metrics('')).toMatchObject({
      now: { open: 3, unacknowledged: 2, shelved: 1, suppressed: 0, outOfService: 0, stale: { count: 0 }, devices: 5 },
    });
    const reader = await bench.apiKey('twin.view');
    bench.now += 25 * HOUR_MS;
    expect(await bench.json('/api/v1/alarm-metrics', { as: reader })).toMatchObject({
      // FA-1 is latched: its source is normal, and nobody has seen it.
      now: {
        stale: {
          count: 3,
          items: [{ device: 'FA-1' }, { id: fire!.id, device: 'FA-2', code: 'fire.smoke' }, { device: 'PF-1' }],
        },
      },
    });
  });
});
