import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from '../../api/api-bench.test-kit.ts';
import { sampleDevice } from '../../base/sample-site.test-kit.ts';
import type { ConnectionView } from '../connections.ts';
import {
  AT_SIGNS,
  freePort,
  PanelSimulator,
  SINGLE_BYTES,
  type SimulatedComponent,
  unit,
} from './panel-simulator.test-kit.ts';

const AS = { as: 'administrator' } as const;
const HOUR_MS = 3_600_000;
const soon = { timeout: 20_000, interval: 20 };
/** Bits of a component's state. */
const [NORMAL, FIRE, FAULT] = [1, 2, 4];
/** Types of components. */
const [GAS, HEAT, SMOKE] = [11, 31, 42];

/** Detectors of the sample site, and where a panel has them. */
const DETECTORS: Readonly<Record<string, SimulatedComponent>> = {
  'FA-1': { type: SMOKE, component: 131_082 },
  'FA-2': { type: SMOKE, component: 131_083 },
  'HD-1': { type: HEAT, component: 65_537 },
  'GD-1': { type: GAS, component: 1 },
};
const { 'FA-1': FA1, 'HD-1': HD1, 'GD-1': GD1 } = DETECTORS as Record<'FA-1' | 'HD-1' | 'GD-1', SimulatedComponent>;
const points = [
  ...Object.entries(DETECTORS).flatMap(([device, at]) =>
    ['alarm', 'fault'].map((property) => ({ of: 'component', device, property, system: 1, ...at })),
  ),
  { of: 'component', device: 'HD-1', property: 'temperatureC', system: 1, ...HD1 },
  { of: 'component', device: 'GD-1', property: 'concentrationLel', system: 1, ...GD1 },
];

let bench: ApiBench;
const panels: PanelSimulator[] = [];
let port: number;

beforeAll(async () => {
  bench = await openApiBench();
  for (const [code, kind] of [
    ['HD-1', 'heat-detector'],
    ['GD-1', 'combustible-gas-detector'],
  ] as const)
    await bench.json('/api/v1/devices', { ...AS, body: sampleDevice(code, { kind }), status: 201 });
});
afterAll(() => bench.close());
afterEach(async () => {
  // Nothing but confirmations and denials ever goes down to a panel.
  for (const panel of panels.splice(0)) {
    expect(panel.answers.filter(({ command }) => command !== 3 && command !== 6)).toEqual([]);
    await panel.hangUp();
  }
  await bench.json('/api/v1/connections/PANEL', { ...AS, method: 'DELETE', status: 204 });
});

async function listen(settings: object = {}, given: readonly object[] = points): Promise<void> {
  port = await freePort();
  const body = {
    code: 'PANEL',
    adapter: 'gb26875-tcp',
    name: '消防控制室',
    settings: { port, sources: [889], ...settings },
    points: given,
  };
  await bench.json('/api/v1/connections', { ...AS, body, status: 201 });
}

async function dial(options?: Parameters<typeof PanelSimulator.dial>[1]): Promise<PanelSimulator> {
  const panel = await PanelSimulator.dial(port, options);
  panels.push(panel);
  return panel;
}

const stateOf = async () => (await bench.json<ConnectionView>('/api/v1/connections/PANEL', AS)).state!;
const held = async (device: string, property: string) =>
  (await bench.json<{ values: { property: string; value: unknown }[] }>(`/api/v1/devices/${device}`, AS)).values.find(
    (entry) => entry.property === property,
  )?.value;
const letters = async (device = 'PANEL') =>
  (
    await bench.json<{ items: { reason: string; protocol: string; payload: string }[] }>(
      `/api/v1/dead-letters?device=${device}`,
      AS,
    )
  ).items;
/** Codes of a device's alarms each time they came or came again: nobody acknowledges them here, so they stay. */
const raised = (device: string) =>
  bench.events.flatMap((event) => {
    if (event.kind !== 'alarm.raised' && event.kind !== 'alarm.recurred') return [];
    const alarm = bench.pipeline.published.alarms.get(event.id);
    return alarm?.device === device ? [alarm.code] : [];
  });
const openAlarms = (device: string) =>
  [...bench.pipeline.published.alarms.values()].filter((alarm) => alarm.device === device && alarm.active);
const confirmedAt = (panel: PanelSimulator, serial: number) =>
  expect.poll(() => panel.confirmed, soon).toContain(serial);

describe.each([
  ['@@ … ##', AT_SIGNS, {}],
  ['68 … 16', SINGLE_BYTES, { startBytes: '68', endBytes: '16' }],
] as const)('7.2.7-2 a panel over TCP, frames between %s', (_, delimiters, settings) => {
  test('fire makes an alarm by itself and is confirmed, its end returns it', async () => {
    await listen(settings);
    const panel = await dial({ delimiters });
    const before = raised('FA-1').length;
    await confirmedAt(panel, panel.send(unit.components({ ...FA1, bits: FIRE })));
    // Confirmed is committed: no waiting for what it led to.
    expect(await held('FA-1', 'alarm')).toBe(1);
    expect(raised('FA-1').slice(before)).toEqual(['fire.smoke']);
    await confirmedAt(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
    expect(openAlarms('FA-1')).toEqual([]);
    expect(await stateOf()).toMatchObject({
      condition: 'connected',
      reason: null,
      counters: { received: 2, stored: 2, refused: 0, lost: 0 },
    });
  });

  test('one byte at a time, many frames in one segment, and noise between them', async () => {
    await listen(settings);
    const panel = await dial({ delimiters });
    const slow = panel.frame(unit.components({ ...FA1, bits: NORMAL }));
    for (const byte of slow.bytes) {
      panel.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await confirmedAt(panel, slow.serial);
    const [first, second] = [panel.frame(unit.components({ ...FA1, bits: FAULT })), panel.frame(Buffer.alloc(0))];
    panel.write(Buffer.concat([Buffer.from('noise@h#'), first.bytes, Buffer.from([0x40, 0x68, 0x23]), second.bytes]));
    await confirmedAt(panel, second.serial);
    await confirmedAt(panel, first.serial);
    expect(await held('FA-1', 'fault')).toBe(1);
    await expect.poll(async () => (await letters())[0]?.reason, soon).toBe('frame: 8 bytes that are no frame');
    await confirmedAt(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
  });

  test('6.3.4 a wrong checksum is denied and a dead letter, and what comes again rightly is taken', async () => {
    await listen(settings);
    const panel = await dial({ delimiters });
    const { serial, bytes } = panel.frame(unit.components({ ...FA1, bits: FIRE }));
    const corrupt = Buffer.from(bytes);
    // The bits of the state: no alarm, were it believed.
    corrupt[delimiters.start.length + 25 + 9] = NORMAL;
    panel.write(corrupt);
    await expect.poll(() => panel.denied, soon).toEqual([serial]);
    const [letter] = await letters();
    expect(letter).toMatchObject({
      reason: expect.stringMatching(/^frame: checksum 0x..?, expected 0x..?$/),
      protocol: 'gb26875-tcp',
    });
    expect(JSON.parse(letter!.payload)).toEqual({ bytes: corrupt.toString('hex') });
    expect(openAlarms('FA-1')).toEqual([]);
    panel.write(bytes);
    await confirmedAt(panel, serial);
    expect(openAlarms('FA-1')).toHaveLength(1);
    await confirmedAt(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
  });
});

describe('7.2.7-2 what a panel tells', () => {
  test('7.2.7-1 heat and gas detectors: bits and analog values in their units', async () => {
    await listen();
    const panel = await dial();
    const analogs = unit.analogs(
      { ...HD1, analog: 3, raw: -123 },
      { ...GD1, analog: 6, raw: 125 },
      { ...GD1, analog: 1, raw: 4 },
    );
    await confirmedAt(panel, panel.send(analogs));
    expect(await held('HD-1', 'temperatureC')).toBe(-12.3);
    expect(await held('GD-1', 'concentrationLel')).toBe(12.5);
    expect(raised('GD-1')).toEqual(['fire.gas']);
    await confirmedAt(
      panel,
      panel.send(unit.components({ ...HD1, bits: FIRE }, { ...GD1, bits: FIRE | FAULT }, { ...HD1, bits: NORMAL })),
    );
    // Fire and its end in one frame are both told.
    expect(raised('HD-1')).toEqual(['fire.heat']);
    expect(openAlarms('HD-1')).toEqual([]);
    expect(await held('GD-1', 'alarm')).toBe(1);
    expect(await held('GD-1', 'fault')).toBe(1);
    expect((await letters())[0]!.reason).toBe(
      'device: no point takes count of component type 11 at 1 of system 1/1 of transmission device 889',
    );
  });

  test('a fire and its end that come at once are both told', async () => {
    await listen();
    const panel = await dial();
    const before = raised('FA-1').length;
    const frames = [FIRE, NORMAL, FIRE, NORMAL].map((bits) => panel.frame(unit.components({ ...FA1, bits })));
    panel.write(Buffer.concat(frames.map(({ bytes }) => bytes)));
    await expect.poll(() => panel.confirmed, soon).toEqual(frames.map(({ serial }) => serial));
    expect(raised('FA-1').slice(before)).toEqual(['fire.smoke', 'fire.smoke']);
    expect(openAlarms('FA-1')).toEqual([]);
  });

  test('states of the system and of the transmission device go where points say', async () => {
    await listen({}, [
      ...points,
      { of: 'transmitter', device: 'FA-2', property: 'fault', from: 'mainPowerFault' },
      { of: 'system', system: 1, systemType: 1, device: 'FA-2', property: 'alarm', from: 'fire', source: 889 },
      { of: 'system', system: 1, systemType: 1, device: 'FA-1', property: 'alarm', from: 'fire', source: 890 },
    ]);
    const panel = await dial();
    const before = raised('FA-1').length;
    await confirmedAt(panel, panel.send(unit.transmitter(0b1000)));
    expect(await held('FA-2', 'fault')).toBe(1);
    await confirmedAt(panel, panel.send(unit.system(FIRE)));
    expect(await held('FA-2', 'alarm')).toBe(1);
    // The same system of another transmission device is another system.
    expect(raised('FA-1')).toHaveLength(before);
    await confirmedAt(panel, panel.send(unit.transmitter(0)));
    await confirmedAt(panel, panel.send(unit.system(NORMAL)));
    expect(openAlarms('FA-2')).toEqual([]);
  });

  test('6.3.4 an unknown component is one dead letter until its state is another, with the panel’s own words', async () => {
    await listen();
    const panel = await dial();
    const before = (await letters()).length;
    const told = async () => (await letters()).slice(0, -before || undefined).map(({ reason }) => reason);
    const unknown = { type: SMOKE, component: 99 };
    for (const bits of [NORMAL, NORMAL, FIRE, FIRE])
      await confirmedAt(panel, panel.send(unit.components({ ...unknown, bits }, { ...FA1, bits: NORMAL })));
    const where = 'device: no point takes component type 42 at 99 of system 1/1';
    expect(await told()).toEqual([
      `${where} (fire) of transmission device 889`,
      `${where} (normal) of transmission device 889`,
    ]);
    expect(JSON.parse((await letters())[0]!.payload)).toMatchObject({
      source: 889,
      component: 99,
      description: '3号楼5层走廊烟感',
      at: '2026-11-29T07:04:05.000Z',
    });
    expect(await stateOf()).toMatchObject({
      reason: `${where} (fire) of transmission device 889`,
      counters: { stored: 4, refused: 2 },
    });
  });

  test('6.3.4 what was done at the panel, and what makes no sense, is durable before it is confirmed', async () => {
    await listen();
    const panel = await dial();
    const before = (await letters()).length;
    for (const data of [
      unit.systemOperation(0b101),
      unit.transmitterOperation(0b100000),
      Buffer.of(22),
      Buffer.of(22),
      Buffer.of(91, 1, 0),
    ])
      await confirmedAt(panel, panel.send(data));
    const reasons = (await letters()).slice(0, -before || undefined).map(({ reason }) => reason);
    expect(reasons.reverse()).toEqual([
      'type: reset, manualAlarm at system 1/1 by operator 7',
      'type: dutyAnswer at the transmission device by operator 7',
      'data: 1 bytes, shorter than type and count',
      'type: 91 is not read here; expected 1, 2, 3, 4, 21, 24, 25, 28 or 26',
    ]);
  });

  test('a value that the twin does not take is refused by itself, once, and the frame is confirmed', async () => {
    await listen();
    const panel = await dial();
    const hot = unit.analogs({ ...HD1, analog: 3, raw: 32_000 }, { ...GD1, analog: 6, raw: 50 });
    await confirmedAt(panel, panel.send(hot));
    await confirmedAt(panel, panel.send(hot));
    expect(await held('GD-1', 'concentrationLel')).toBe(5);
    expect((await letters('HD-1')).map(({ reason }) => reason)).toEqual([
      'values.temperatureC: expected -50 to 300 °C',
    ]);
  });

  test('a command that does not go up is denied; an answer to nothing is not answered', async () => {
    await listen();
    const panel = await dial();
    const denied = [panel.send(Buffer.alloc(0), 1), panel.send(Buffer.alloc(0), 200)];
    for (const command of [3, 5, 6]) panel.send(Buffer.alloc(0), command);
    await expect.poll(() => panel.denied, soon).toEqual(denied);
    const serial = panel.heartbeat();
    await confirmedAt(panel, serial);
    expect(panel.answers).toHaveLength(3);
  });
});

describe('7.2.7-2 a line', () => {
  test('1,000 frames in a burst are each confirmed, and none before it is committed', async () => {
    await listen();
    const panel = await dial();
    await confirmedAt(panel, panel.heartbeat());
    const { pool } = bench.database;
    const count = async () =>
      Number((await pool.query<{ sum: string }>('SELECT sum(count) FROM observation')).rows[0]!.sum ?? 0);
    const before = await count();
    const lock = await pool.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE journal_head IN EXCLUSIVE MODE');
    const sent = Array.from({ length: 1000 }, (_, i) =>
      panel.frame(unit.components({ ...Object.values(DETECTORS)[i % 4]!, bits: i % 8 < 4 ? NORMAL | FAULT : NORMAL })),
    );
    panel.write(Buffer.concat(sent.map(({ bytes }) => bytes)));
    const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'journal_head'::regclass`;
    await expect.poll(async () => (await lock.query(waiting)).rowCount, soon).toBeGreaterThan(0);
    expect(panel.confirmed).toHaveLength(1);
    expect(panel.denied).toEqual([]);
    await lock.query('ROLLBACK');
    lock.release();
    await expect.poll(() => panel.confirmed.length, soon).toBe(1001);
    expect(panel.confirmed.slice(1).sort((a, b) => a - b)).toEqual(sent.map(({ serial }) => serial));
    // Two values a frame; the heartbeat before may have repeated some.
    expect((await count()) - before).toBe(2000);
    expect(await stateOf()).toMatchObject({ counters: { received: 1001, stored: 1000, refused: 0 } });
  });

  test('no bytes keep it from hearing the next heartbeat', async () => {
    await listen();
    const panel = await dial();
    const noise = fc.uint8Array({ minLength: 1, maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        panel.write(Buffer.from(bytes));
        const serial = panel.heartbeat();
        await confirmedAt(panel, serial);
        expect(panel.isOpen).toBe(true);
      }),
      { numRuns: 30, seed: 26_875 },
    );
  });

  test('6.3.4 who is none of the sources is denied, who is none of the peers is hung up on', async () => {
    await listen({ sources: [890] });
    const stranger = await dial();
    const serial = stranger.send(unit.components({ ...FA1, bits: FIRE }));
    await expect.poll(() => stranger.denied, soon).toEqual([serial]);
    expect(openAlarms('FA-1')).toEqual([]);
    expect((await letters())[0]!.reason).toBe("device: transmission device 889 is none of the connection's sources");
    expect(await stateOf()).toMatchObject({
      condition: 'connecting',
      reason: 'transmission device 890 is not connected',
    });
    await bench.json('/api/v1/connections/PANEL', { ...AS, method: 'DELETE', status: 204 });
    await listen({ peers: ['10.2.0.0/16', '::1'] });
    const elsewhere = await dial();
    await expect.poll(() => elsewhere.isOpen, soon).toBe(false);
    await expect
      .poll(async () => (await letters())[0]!.reason, soon)
      .toBe("device: 127.0.0.1 is none of the connection's peers");
  });

  test('6.3.4 silence is hung up on and shows; the device dials in again', async () => {
    await listen({ silenceMs: 1000, peers: ['127.0.0.0/8'] });
    const panel = await dial();
    await confirmedAt(panel, panel.heartbeat());
    // Bytes alone are no sign of life.
    const babble = setInterval(() => panel.write(Buffer.of(0)), 100);
    await expect.poll(() => panel.isOpen, soon).toBe(false);
    clearInterval(babble);
    await expect.poll(stateOf, soon).toMatchObject({
      condition: 'faulted',
      reason: 'transmission device 889 is not connected',
      counters: { lost: 1 },
    });
    const again = await dial();
    await confirmedAt(again, again.heartbeat());
    expect(await stateOf()).toMatchObject({ condition: 'connected', reason: null });
  });

  test('6.3.4 a port that is taken shows in the state', async () => {
    await listen();
    const panel = await dial();
    const body = {
      code: 'SECOND',
      adapter: 'gb26875-tcp',
      name: 'x',
      settings: { port, sources: [1] },
      points: [],
    };
    await bench.json('/api/v1/connections', { ...AS, body, status: 201 });
    await expect
      .poll(async () => (await bench.json<ConnectionView>('/api/v1/connections/SECOND', AS)).state, soon)
      .toMatchObject({ condition: 'faulted', reason: expect.stringContaining('EADDRINUSE') });
    await bench.json('/api/v1/connections/SECOND', { ...AS, method: 'DELETE', status: 204 });
    await confirmedAt(panel, panel.heartbeat());
  });
});

describe('E6.1.7-1 the building’s own system is read, and its detectors are the twin’s', () => {
  const overMqtt = (alarm: boolean, device = 'FA-2', agoMs = 0) =>
    bench.sensing.sink.take({
      site: bench.sample.site.site,
      device,
      channel: 'observations',
      body: { time: Date.now() - agoMs, values: { alarm } },
      protocol: 'mqtt',
      receivedAt: Date.now(),
    });

  test.each(['MQTT first', 'the panel first'])(
    'one detector told by two ways is one device and one alarm: %s',
    async (order) => {
      await listen();
      const panel = await dial();
      const before = raised('FA-2').length;
      const ways = [
        () => overMqtt(true),
        () => confirmedAt(panel, panel.send(unit.components({ ...DETECTORS['FA-2']!, bits: FIRE }))),
      ];
      for (const way of order === 'MQTT first' ? ways : ways.reverse()) await way();
      expect(raised('FA-2').slice(before)).toEqual(['fire.smoke']);
      expect(openAlarms('FA-2')).toHaveLength(1);
      const { items } = await bench.json<{ items: { code: string }[] }>('/api/v1/devices?q=FA-2', AS);
      expect(items.map(({ code }) => code)).toEqual(['FA-2']);
      await overMqtt(false);
      expect(openAlarms('FA-2')).toEqual([]);
    },
  );

  /** What the twin holds of a detector's alarm bit, and when anything was heard of it; epoch ms. */
  const inTwin = (code: string) => {
    const { published } = bench.pipeline;
    const device = published.devices[published.slotByCode.get(code)!]!;
    const { slot } = device.datastreams.find(({ property }) => property === 'alarm')!;
    return { heard: device.lastHeard, time: published.times[slot]!, value: published.values[slot] };
  };

  test('E6.1.7-2 heartbeats say that detectors are watched: their last values are repeated as they were', async () => {
    await overMqtt(true);
    const before = inTwin('FA-2');
    const alarms = raised('FA-2').length;
    await listen();
    const panel = await dial();
    panel.heartbeat();
    await expect.poll(() => inTwin('FA-2').heard, soon).toBeGreaterThan(before.heard);
    expect(inTwin('FA-2')).toMatchObject({ time: before.time, value: 1 });
    expect(raised('FA-2')).toHaveLength(alarms);
    await overMqtt(false);
  });

  test('E6.1.7-2 what was told long ago still is so half a day ago: nothing newer is hidden by it', async () => {
    await bench.json('/api/v1/devices', { ...AS, body: sampleDevice('FA-OLD'), status: 201 });
    const at = { system: 1, type: SMOKE, component: 77 };
    await overMqtt(false, 'FA-OLD', 30 * HOUR_MS);
    await listen({}, [{ of: 'component', device: 'FA-OLD', property: 'alarm', ...at }]);
    const panel = await dial();
    const begun = Date.now();
    panel.heartbeat();
    await expect.poll(() => inTwin('FA-OLD').time, soon).toBeGreaterThanOrEqual(begun - 12 * HOUR_MS);
    expect(inTwin('FA-OLD').time).toBeLessThan(begun - 11 * HOUR_MS);
    await overMqtt(true, 'FA-OLD', 11 * HOUR_MS);
    expect(raised('FA-OLD')).toEqual(['fire.smoke']);
    await overMqtt(false, 'FA-OLD');
  });

  test('E6.1.7-2 while the line to the panel is down nobody is watched', async () => {
    await listen();
    const panel = await dial();
    const before = inTwin('FA-2');
    await confirmedAt(panel, panel.send(unit.transmitter(0b1000000)));
    await confirmedAt(panel, panel.heartbeat());
    await confirmedAt(panel, panel.send(unit.components({ ...FA1, bits: NORMAL })));
    expect(inTwin('FA-2')).toEqual(before);
    await confirmedAt(panel, panel.send(unit.transmitter(0)));
    await expect.poll(() => inTwin('FA-2').heard, soon).toBeGreaterThan(before.heard);
  });
});

describe('7.2.7-2 a declaration', () => {
  afterEach(() => listen());

  test.each([
    ['settings.sources', { settings: { port: 5000 } }, 'expected array'],
    ['settings.sources', { settings: { port: 5000, sources: [] } }, '>=1'],
    ['settings.port', { settings: { sources: [1] } }, 'expected number'],
    ['settings.startBytes', { settings: { port: 5000, sources: [1], startBytes: '404' } }, 'in hexadecimal'],
    ['settings.peers.0', { settings: { port: 5000, sources: [1], peers: ['10.2.0.0/40'] } }, 'an address or a network'],
    ['points.0.from', { points: [{ ...points[0], property: 'obscurationPctM' }] }, 'expected the bit or analog value'],
    ['points.0.property', { points: [{ ...points[0], property: 'smoke', from: 'fire' }] }, 'has no smoke'],
    ['points.0.component', { points: [{ ...points[0], component: 2 ** 32 }] }, '<=4294967295'],
  ])('6.4.2-5 with a wrong %s is refused with its place and what was expected', async (field, wrong, reason) => {
    const body = {
      code: 'BAD',
      adapter: 'gb26875-tcp',
      name: 'x',
      settings: { port: 5000, sources: [889] },
      points: [],
      ...wrong,
    };
    const { detail } = await bench.json<{ detail: string }>('/api/v1/connections', { ...AS, body, status: 400 });
    expect(detail).toMatch(new RegExp(`^body\\.${field}: `));
    expect(detail).toContain(reason);
  });
});

// Last, since it uses up the dead letters that the connection's code has for the day.
test('6.3.4 ever new components fill no memory: 10,000 are told, then one says that there are more', async () => {
  await listen();
  const panel = await dial();
  const perFrame = 22;
  for (let first = 0; first < 10_100; first += perFrame)
    panel.send(
      unit.components(
        ...Array.from({ length: perFrame }, (_, i) => ({
          type: SMOKE,
          component: 10_000_000 + first + i,
          bits: FIRE,
        })),
      ),
    );
  await expect.poll(() => panel.confirmed.length, soon).toBe(Math.ceil(10_100 / perFrame));
  expect(await stateOf()).toMatchObject({ counters: { refused: 10_001 } });
});
