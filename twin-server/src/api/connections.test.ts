import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { defineAdapter, PointTarget } from '../sense/adapter.ts';
import { ADAPTERS } from '../sense/adapters.ts';
import type { ConnectionView } from '../sense/connections.ts';
import { PYMODBUS, PymodbusServer } from '../sense/modbus/pymodbus.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const COUNTERS = { received: 0, stored: 0, refused: 0, lost: 0 };

/** What the adapter below was opened with, newest last. */
const opened: { settings: unknown; closed: boolean }[] = [];

/** A protocol nobody shipped: one object, declared here and in no list of the program. */
const CARRIER_PIGEON = defineAdapter({
  id: 'pigeon',
  label: { zh: '信鸽', en: 'Carrier pigeon' },
  settings: z.strictObject({ loft: z.string(), password: z.string().min(4) }),
  point: z.strictObject(PointTarget),
  secrets: ['password'],
  open: ({ settings }) => {
    const entry = { settings, closed: false };
    opened.push(entry);
    return {
      state: () => ({ condition: 'connected', reason: null, lastMessageAt: null, counters: COUNTERS }),
      close: async () => {
        entry.closed = true;
      },
    };
  },
});

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench({ adapters: [...ADAPTERS, CARRIER_PIGEON] });
});
afterAll(() => bench.close());

const AS = { as: 'administrator' } as const;
const get = (code: string) => bench.json<ConnectionView>(`/api/v1/connections/${code}`, AS);
const add = (body: object) => bench.json<ConnectionView>('/api/v1/connections', { ...AS, body, status: 201 });
const change = (code: string, body: object, status = 200) =>
  bench.json<ConnectionView & { detail: string }>(`/api/v1/connections/${code}`, {
    ...AS,
    method: 'PUT',
    body,
    status,
  });
const remove = (code: string) => bench.json(`/api/v1/connections/${code}`, { ...AS, method: 'DELETE', status: 204 });
const lettersOf = async (device: string) =>
  (
    await bench.json<{ items: { reason: string; protocol: string; payload: string }[] }>(
      `/api/v1/dead-letters?device=${device}`,
      AS,
    )
  ).items;
const valueAt = async (device: string, property: string) =>
  (await bench.json<{ values: { property: string; value: unknown }[] }>(`/api/v1/devices/${device}`, AS)).values.find(
    (entry) => entry.property === property,
  )?.value;
const soon = { timeout: 20_000, interval: 50 };

describe('6.4.4-3 connections are data', () => {
  const pigeon = { adapter: 'pigeon', name: '鸽舍', settings: { loft: 'roof', password: 'coo-coo' }, points: [] };

  test('a protocol is one object: declared, it is offered with its schema in both languages', async () => {
    const { items } = await bench.json<{ items: { id: string; label: object; schema: object }[] }>(
      '/api/v1/adapters',
      AS,
    );
    expect(items.map(({ id }) => id)).toEqual([...ADAPTERS.map(({ id }) => id), 'pigeon']);
    expect(items[0]!.schema).toMatchObject({
      type: 'object',
      properties: { settings: { type: 'object' }, points: { type: 'array' } },
    });
    for (const { label } of items)
      expect(label).toEqual({ zh: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
  });

  test('8.1.3 a change holds at once, and what is secret is never told again', async () => {
    const added = await add({ code: 'P1', ...pigeon });
    expect(added).toMatchObject({
      settings: { loft: 'roof' },
      secretsSet: ['password'],
      state: { condition: 'connected' },
    });
    const changed = await change('P1', { ...pigeon, settings: { loft: 'tower' } });
    expect(changed.settings).toEqual({ loft: 'tower' });
    // The secret that was not given anew is the one that was stored.
    expect(opened).toEqual([
      { settings: { loft: 'roof', password: 'coo-coo' }, closed: true },
      { settings: { loft: 'tower', password: 'coo-coo' }, closed: false },
    ]);
    expect((await change('P1', { ...pigeon, enabled: false })).state).toBeNull();
    expect(opened.at(-1)).toMatchObject({ closed: true });
    const told = [
      JSON.stringify([
        added,
        changed,
        await bench.json('/api/v1/connections', AS),
        await bench.json('/api/v1/audit', AS),
      ]),
      ...bench.logged,
    ];
    expect(told.join('\n')).not.toContain('coo-coo');
    await remove('P1');
    expect((await bench.call('/api/v1/connections/P1', AS)).status).toBe(404);
    const { items } = await bench.json<{ items: { action: string }[] }>('/api/v1/audit?limit=4', AS);
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['connection.remove', 'connection.change', 'connection.add']),
    );
  });

  test.each([
    ['adapter', { adapter: 'smoke-signals' }, 'expected one of modbus-tcp, gb26875-tcp, pigeon'],
    ['settings.host', { settings: {} }, 'expected string'],
    ['settings.port', { settings: { host: 'h', port: 99_999 } }, '<=65535'],
    ['settings.speed', { settings: { host: 'h', speed: 9 } }, 'not known here'],
    [
      'points.0.device',
      { points: [{ device: 'NONE', property: 'tamper', table: 'coil', address: 1 }] },
      'no device NONE',
    ],
    [
      'points.0.property',
      { points: [{ device: 'PF-1', property: 'temperatureC', table: 'coil', address: 1 }] },
      'a pulse-fence-zone has no temperatureC; expected one of',
    ],
    [
      'points.0.address',
      { points: [{ device: 'PF-1', property: 'tamper', table: 'coil', address: 70_000 }] },
      '<=65535',
    ],
  ])('6.4.2-5 a wrong %s is refused with its place and what was expected', async (field, wrong, reason) => {
    const body = {
      code: 'BAD',
      adapter: 'modbus-tcp',
      name: 'x',
      settings: { host: '127.0.0.1' },
      points: [],
      ...wrong,
    };
    const refused = await bench.json<{ detail: string }>('/api/v1/connections', { ...AS, body, status: 400 });
    expect(refused.detail).toMatch(new RegExp(`^body\\.${field}: `));
    expect(refused.detail).toContain(reason);
    expect((await bench.call('/api/v1/connections/BAD', AS)).status).toBe(404);
  });

  test('a code is taken once, and a secret is nobody else’s', async () => {
    await add({ code: 'P2', ...pigeon });
    expect((await bench.call('/api/v1/connections', { ...AS, body: { code: 'P2', ...pigeon } })).status).toBe(409);
    // Of another protocol: what was secret there is not handed to it.
    const modbus = { adapter: 'modbus-tcp', name: 'x', settings: { host: '127.0.0.1' }, points: [] };
    expect((await change('P2', modbus)).secretsSet).toEqual([]);
    await remove('P2');
  });
});

/** Registers of a fence controller: line voltage in kV × 100, tamper as a coil, broken line as bit 3 of a status word. */
const FENCE = [
  { device: 'PF-1', property: 'lineVoltageKv', table: 'holding', address: 100, type: 'uint16', scale: 0.01 },
  { device: 'PF-1', property: 'lineBroken', table: 'holding', address: 101, bit: 3 },
  { device: 'PF-1', property: 'tamper', table: 'coil', address: 7 },
];

describe.skipIf(!PYMODBUS)('6.4.4-2, 4.2.5 Modbus TCP, against a server of others (pymodbus)', () => {
  const servers: PymodbusServer[] = [];
  const start = async (port?: number) => {
    const server = await PymodbusServer.start(port);
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const { code } of (await bench.json<{ items: ConnectionView[] }>('/api/v1/connections', AS)).items)
      await remove(code);
    for (const server of servers.splice(0)) await server.stop();
  });
  const connection = ({ port }: { port: number }, points: readonly object[]) => ({
    adapter: 'modbus-tcp',
    name: '周界控制器',
    settings: { host: '127.0.0.1', port, pollMs: 100, timeoutMs: 1000 },
    points,
  });
  const connect = (code: string, server: PymodbusServer, points: readonly object[]) =>
    add({ code, ...connection(server, points) });

  test('registers, bits and coils become values of their device, again and again', async () => {
    const server = await start();
    await server.set('holding', 100, [612, 0b1000]);
    await server.set('coil', 7, [false]);
    await connect('FENCE', server, FENCE);
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(6.12);
    expect(await valueAt('PF-1', 'lineBroken')).toBe(1);
    expect(await valueAt('PF-1', 'tamper')).toBe(0);
    await server.set('holding', 100, [587]);
    await server.set('coil', 7, [true]);
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(5.87);
    await expect.poll(() => valueAt('PF-1', 'tamper'), soon).toBe(1);
    const { state } = await get('FENCE');
    expect(state).toMatchObject({ condition: 'connected', reason: null, lastMessageAt: expect.any(Number) });
    expect(state!.counters.stored).toBeGreaterThan(1);
    // Two requests a round: what is beside each other comes in one.
    expect(state!.counters.received).toBeGreaterThan(state!.counters.stored);
  });

  test('every type and word order is read as others write them, of two units behind one address', async () => {
    const server = await start();
    const device = sampleDevice('WS-1', {
      kind: 'weather-station',
      facility: 'environment',
      building: null,
      storey: null,
      space: null,
    });
    await bench.json('/api/v1/devices', { ...AS, body: device, status: 201 });
    const point = (property: string, address: number, more: object) => ({
      device: 'WS-1',
      property,
      table: 'input',
      address,
      ...more,
    });
    await server.set('input', 0, [0xff85]); // −123 × 0.1
    await server.set('input', 1, [0x0000, 0x4248]); // 50.0, low word first
    await server.set('input', 3, [0x4028, 0x8000, 0x0000, 0x0000]); // 12.25
    await server.set('input', 0, [0x0001, 0x8a9b], 2); // 101019
    await connect('WEATHER', server, [
      point('temperatureC', 0, { type: 'int16', scale: 0.1 }),
      point('humidityPct', 1, { type: 'float32', wordOrder: 'lowFirst' }),
      point('windSpeedMps', 3, { type: 'float64' }),
      point('pressureHpa', 0, { type: 'uint32', scale: 0.01, unitId: 2 }),
    ]);
    await expect.poll(() => valueAt('WS-1', 'pressureHpa'), soon).toBe(1010.19);
    expect(await valueAt('WS-1', 'temperatureC')).toBe(-12.3);
    expect(await valueAt('WS-1', 'humidityPct')).toBe(50);
    expect(await valueAt('WS-1', 'windSpeedMps')).toBe(12.25);
  });

  test('6.3.4 an exception and a bad value are dead letters, once for each change of reason; the rest goes on', async () => {
    const server = await start();
    await server.set('holding', 100, [400, 0]);
    await connect('FENCE', server, FENCE);
    const letters = async () => (await lettersOf('PF-1')).map(({ reason }) => reason);
    // The coil does not exist: many rounds, one letter.
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(4);
    const stored = (await get('FENCE')).state!.counters.stored;
    await expect.poll(async () => (await get('FENCE')).state!.counters.stored, soon).toBeGreaterThan(stored + 4);
    expect(await letters()).toEqual(['values.tamper: unit 1: exception 2 (illegal data address)']);
    expect((await get('FENCE')).state).toMatchObject({
      condition: 'connected',
      reason: 'PF-1 tamper: unit 1: exception 2 (illegal data address)',
      counters: { refused: 1 },
    });
    // 99 kV is beyond what a fence can have: another reason, another letter, and the value before it stands.
    await server.set('holding', 100, [9900]);
    await expect.poll(letters, soon).toHaveLength(2);
    const [newest] = await lettersOf('PF-1');
    expect(newest).toMatchObject({ reason: 'values.lineVoltageKv: expected 0 to 15 kV', protocol: 'modbus-tcp' });
    expect(JSON.parse(newest!.payload)).toEqual({ property: 'lineVoltageKv', raw: [9900] });
    await server.set('coil', 7, [true]);
    await server.set('holding', 100, [500]);
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(5);
    await expect.poll(async () => (await get('FENCE')).state!.reason, soon).toBeNull();
    expect(await letters()).toHaveLength(2);
  });

  test('6.3.4 a lost server shows in the state, disturbs no other, and is taken up again when it is back', async () => {
    const [lost, other] = [await start(), await start()];
    await lost.set('holding', 100, [300, 0]);
    await lost.set('coil', 7, [false]);
    await other.set('input', 0, [600]);
    await connect('FENCE', lost, FENCE);
    await connect('NOISE', other, [{ device: 'ENV-1', property: 'noiseDba', table: 'input', address: 0, scale: 0.1 }]);
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(3);
    await lost.stop();
    await expect.poll(async () => (await get('FENCE')).state!.condition, soon).toBe('faulted');
    await expect.poll(async () => (await get('FENCE')).state!.reason, soon).toContain('ECONNREFUSED');
    await other.set('input', 0, [711]);
    await expect.poll(() => valueAt('ENV-1', 'noiseDba'), soon).toBe(71.1);
    expect((await get('NOISE')).state).toMatchObject({ condition: 'connected', counters: { lost: 0 } });
    // A server that is away is no fault of its values.
    expect((await lettersOf('PF-1')).filter(({ reason }) => reason.includes('ECONN'))).toEqual([]);
    const back = await start(lost.port);
    await back.set('holding', 100, [333, 0]);
    await back.set('coil', 7, [false]);
    await expect.poll(() => valueAt('PF-1', 'lineVoltageKv'), soon).toBe(3.33);
    expect((await get('FENCE')).state).toMatchObject({ condition: 'connected' });
  });

  test('6.4.4-3 what is declared is open again after a restart, and a broken declaration keeps nothing else from opening', async () => {
    const server = await start();
    await server.set('holding', 100, [444, 0]);
    await server.set('coil', 7, [false]);
    const { pool } = bench.database;
    await bench.sensing.connections.put('FENCE', { enabled: true, ...connection(server, FENCE) });
    await pool.query(
      `UPDATE connection SET record = jsonb_set(record, '{settings}', '{"host": 7}') WHERE code = 'FENCE'`,
    );
    await bench.sensing.connections.put('OTHER', { enabled: true, ...connection(server, FENCE) });
    const again = await bench.reopenSensing();
    expect(again.connections.get('FENCE')!.state).toMatchObject({
      condition: 'faulted',
      reason: expect.stringContaining('settings'),
    });
    await expect.poll(() => again.connections.get('OTHER')!.state!.condition, soon).toBe('connected');
    await again.close();
  });
});
