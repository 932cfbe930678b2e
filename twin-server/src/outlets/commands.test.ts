import mqtt, { type MqttClient } from 'mqtt';
import pino from 'pino';
import type { Alarm } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BY_SYSTEM } from '../access/access.ts';
import { type ApiBench, openApiBench } from '../api/api-bench.test-kit.ts';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { readConfig } from '../config.ts';
import { openMqtt } from '../doors.ts';
import type { Broker } from '../engines/broker.ts';
import { Conductor } from './conductor.ts';

interface Heard {
  readonly device: string;
  readonly id: string;
  readonly command: string;
  readonly args: Record<string, unknown>;
}

let bench: ApiBench;
let broker: Broker;
let gateway: MqttClient;
let heard: Heard[] = [];
/** How the devices answer; undefined for silence. */
let answer: (heard: Heard) => object | undefined;
const OBEDIENT = ({ id }: Heard) => ({ id, ok: true });

const register = async (code: string, kind: string, facility: string, zone: string | null = null) => {
  const record = { ...sampleDevice(code, { name: code }), kind, facility, zone };
  await bench.registry.addDevice(record);
  bench.surroundings.note(record);
  await bench.pipeline.register(record);
};

beforeAll(async () => {
  bench = await openApiBench({ conducted: true });
  const { config } = readConfig({ TWIN_MQTT_PORT: '0' });
  const { sink, payloads } = bench.sensing;
  const sinks = { main: sink, acks: bench.outlets.acks, of: (site: string) => (site === 'sample' ? sink : undefined) };
  broker = await openMqtt(config, bench.access, 'sample', { sinks, payloads }, pino({ level: 'silent' }));
  bench.down.publish = broker.publish;
  const { account, secret } = await bench.access.accounts.createGateway({ name: 'gw', site: 'sample' }, BY_SYSTEM);
  gateway = await mqtt.connectAsync(broker.url, { username: account, password: secret, reconnectPeriod: 0 });
  gateway.on('message', (topic, payload) => {
    const command = { device: topic.split('/')[2]!, ...(JSON.parse(payload.toString()) as Omit<Heard, 'device'>) };
    heard.push(command);
    const ack = answer(command);
    if (ack) gateway.publish(`twin/sample/${command.device}/acks`, JSON.stringify(ack), { qos: 1 });
  });
  await gateway.subscribeAsync('twin/sample/+/commands', { qos: 1 });
  await register('SR-1', 'siren-strobe', 'perimeter', 'Z1');
  await register('CP-1', 'ebike-charging-port', 'charging');
  await register('PF-9', 'pulse-fence-zone', 'perimeter', 'Z1');
});
afterAll(async () => {
  await gateway.endAsync();
  await broker.close();
  await bench.close();
});

const tell = (device: string, body: object, status = 200, as: 'operator' | 'viewer' = 'operator') =>
  bench.json<{ id: string; ok: boolean; results: object[]; detail: string }>(`/api/v1/devices/${device}/commands`, {
    as,
    body,
    status,
  });
const report = (device: string, type: string) =>
  gateway.publishAsync(
    `twin/sample/${device}/events`,
    JSON.stringify({ id: `${type} ${Math.random()}`, time: Date.now(), type }),
    {
      qos: 1,
    },
  );
const observe = (device: string, values: object) =>
  gateway.publishAsync(`twin/sample/${device}/observations`, JSON.stringify({ time: Date.now(), values }), { qos: 1 });
const openAlarm = (device: string): Alarm | undefined =>
  [...bench.pipeline.published.alarms.values()].find((alarm) => alarm.device === device);

describe('6.3.4 a person tells a device', () => {
  test('what to do; it answers, and both are on record', async () => {
    heard = [];
    answer = OBEDIENT;
    const done = await tell('SR-1', { command: 'on', confirm: true });
    expect(done).toMatchObject({ ok: true, results: [{ target: 'SR-1', ok: true, detail: null }] });
    expect(heard).toMatchObject([{ device: 'SR-1', id: done.id, command: 'on', args: {} }]);
    const { items } = await bench.json<{ items: object[] }>('/api/v1/devices/SR-1/commands', { as: 'viewer' });
    expect(items).toMatchObject([
      { id: done.id, command: 'on', by: { account: 'operator' }, ok: true, endedAt: expect.any(Number) },
    ]);
  });

  test('and hears why it did not', async () => {
    answer = ({ id }) => ({ id, ok: false, reason: 'the fuse is out' });
    expect(await tell('SR-1', { command: 'off' })).toMatchObject({
      ok: false,
      results: [{ target: 'SR-1', ok: false, detail: 'the fuse is out' }],
    });
  });

  test('and hears that it does not answer', { timeout: 15_000 }, async () => {
    answer = () => undefined;
    expect(await tell('SR-1', { command: 'off' })).toMatchObject({
      ok: false,
      results: [{ target: 'SR-1', ok: false, detail: 'no answer within 5 s' }],
    });
  });

  test.each([
    ['SR-1', { command: 'explode' }, 400, /a siren-strobe knows only on, off/],
    ['SR-1', { command: 'constructor' }, 400, /knows only on, off/],
    ['SR-1', { command: 'on' }, 400, /body.confirm: expected true/],
    ['SR-1', { command: 'off', args: { loud: 1 } }, 400, /body.args.loud: no such argument/],
    ['SR-1', { command: 'off', alarm: 'A999999' }, 409, /A999999 is not an open alarm/],
    ['FA-1', { command: 'reset' }, 409, /watched only and never commanded/],
    ['XX-1', { command: 'on' }, 404, /no device XX-1/],
  ])('%s %j is refused with %i', async (device, body, status, detail) => {
    heard = [];
    expect((await tell(device, body, status)).detail).toMatch(detail);
    expect(heard).toEqual([]);
  });

  test('only with the right to', async () => {
    await tell('SR-1', { command: 'off' }, 403, 'viewer');
  });

  test('an answer to no command, or of another device, is a dead letter with its reason', async () => {
    await gateway.publishAsync('twin/sample/SR-1/acks', JSON.stringify({ id: 'C999999', ok: true }), { qos: 1 });
    await gateway.publishAsync('twin/sample/SR-1/acks', '{"ok":1}', { qos: 1 });
    const { items } = await bench.json<{ items: { reason: string }[] }>('/api/v1/dead-letters?device=SR-1', {
      as: 'administrator',
    });
    expect(items.map(({ reason }) => reason)).toEqual([
      'expected {"id": text, "ok": true or false, "reason"?: text}',
      'no command C999999 to this device is under way',
    ]);
  });
});

describe('E6.1.4-2 a fence zone', () => {
  const detector = ({ id, device, command }: Heard) => {
    void observe(device, { armed: command === 'arm' ? 1 : 0 });
    return { id, ok: true };
  };
  const zone = (path: string, options: object = {}) =>
    bench.json<{ ok: boolean; periods: object }>(`/api/v1/zones/Z1/${path}`, { as: 'administrator', ...options });

  test('is disarmed and armed by hand: armed gives an alarm, disarmed only a row in the log', async () => {
    answer = detector;
    expect(await zone('disarm', { method: 'POST', as: 'operator' })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(bench.events.length).toBeGreaterThan(0));
    await report('PF-9', 'intrusion');
    expect(openAlarm('PF-9')).toBeUndefined();
    expect(bench.events).toContainEqual(expect.objectContaining({ kind: 'device.reported', device: 'PF-9' }));
    expect(await zone('arm', { method: 'POST', as: 'operator' })).toMatchObject({ ok: true });
  });

  test('follows its schedule, and says who gave the order', async () => {
    heard = [];
    const never = { periods: [] };
    expect(await zone('arm-schedule', { method: 'PUT', body: never })).toMatchObject(never);
    await vi.waitFor(() => expect(heard).toMatchObject([{ command: 'disarm' }, { command: 'disarm' }]), {
      timeout: 5_000,
    });
    const always = { periods: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] };
    await vi.waitFor(() => expect(bench.pipeline.published.actions.size).toBe(0));
    heard = [];
    await zone('arm-schedule', { method: 'PUT', body: always });
    await vi.waitFor(() => expect(heard.map(({ command }) => command)).toEqual(['arm', 'arm']), { timeout: 5_000 });
    expect(bench.events).toContainEqual(expect.objectContaining({ kind: 'action.asked', by: 'schedule' }));
    await vi.waitFor(() => expect(bench.pipeline.published.actions.size).toBe(0));
  });

  test('tells a detector that did not follow again, some minutes later, and no other', async () => {
    answer = (told) => (told.device === 'PF-9' ? { id: told.id, ok: false, reason: 'busy' } : detector(told));
    await zone('arm-schedule', { method: 'PUT', body: { periods: [] } });
    await vi.waitFor(() => expect(bench.pipeline.published.actions.size).toBe(0));
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ command: 'disarm' }));
    answer = detector;
    heard = [];
    await bench.arming.look();
    expect(heard).toEqual([]);
    bench.now += 301_000;
    await bench.arming.look();
    expect(heard).toMatchObject([{ device: 'PF-9', command: 'disarm' }]);
    bench.now -= 301_000;
    await zone('arm', { method: 'POST' });
  });

  test('7.2.4-5 its log says what was armed and disarmed, by whom, and what became of it, the newest first', async () => {
    interface Row {
      device: string;
      command: string;
      schedule: boolean;
      by: { account: string } | null;
      ok: boolean;
    }
    const page = (cursor = '') =>
      bench.json<{ items: Row[]; next: string | null }>(`/api/v1/zones/Z1/arm-log?limit=2${cursor}`, { as: 'viewer' });
    const { items, next } = await page();
    expect(items).toMatchObject([
      { command: 'arm', schedule: false, by: { account: 'administrator' }, ok: true },
      { command: 'arm', schedule: false, by: { account: 'administrator' }, ok: true },
    ]);
    const before = await page(`&cursor=${next}`);
    expect(before.items[0]).toMatchObject({ command: 'disarm', schedule: true, by: null });
    expect(new Set([...items, ...before.items].map(({ device }) => device))).toContain('PF-9');
  });

  test.each([
    ['Z1/arm-schedule', { periods: [{ days: [0], from: '1:00', to: '06:00' }] }, 400],
    ['ZX/arm-schedule', { periods: null }, 404],
  ])('%s %j is refused with %i', async (path, body, status) => {
    await bench.json(`/api/v1/zones/${path}`, { as: 'administrator', method: 'PUT', body, status });
  });
});

describe('an alarm and its linked actions', () => {
  const carriedOut = (device: string) =>
    vi.waitFor(() => expect(openAlarm(device)?.actions.every(({ endedAt }) => endedAt !== null)).toBe(true), {
      timeout: 10_000,
    });
  const toldTo = (device: string) => heard.filter((command) => command.device === device);

  test('7.2.4-2 an intrusion sounds the nearest siren; each action is in the alarm with its time and result', async () => {
    heard = [];
    answer = OBEDIENT;
    await report('PF-9', 'intrusion');
    await carriedOut('PF-9');
    expect(heard).toMatchObject([{ device: 'SR-1', command: 'on' }]);
    const siren = openAlarm('PF-9')!.actions[0]!;
    expect(siren).toMatchObject({ ok: true, attempts: 1, results: [{ target: 'SR-1', ok: true }] });
  });

  test('7.2.11-2 a port that is too hot is stopped; a refusal is tried again, then said', {
    timeout: 15_000,
  }, async () => {
    heard = [];
    answer = ({ id }) => (heard.length < 3 ? { id, ok: false, reason: 'busy' } : { id, ok: true });
    await observe('CP-1', { temperatureC: 85 });
    const stop = () => openAlarm('CP-1')?.actions.find(({ action }) => action.do === 'command');
    await vi.waitFor(() => expect(stop()?.endedAt).toEqual(expect.any(Number)), { timeout: 12_000 });
    expect(stop()).toMatchObject({ ok: true, attempts: 3, results: [{ target: 'CP-1', ok: true }] });
    // The same id each time: a device that obeyed and was not heard obeys once.
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  });

  test('7.2.11-2 a person stops a port from afar; it answers, and it is on record', async () => {
    heard = [];
    answer = OBEDIENT;
    const done = await tell('CP-1', { command: 'stopPort', confirm: true });
    expect(done).toMatchObject({ ok: true, results: [{ target: 'CP-1', ok: true }] });
    expect(toldTo('CP-1')).toMatchObject([{ command: 'stopPort', id: done.id }]);
  });

  test('7.2.9 an e-bike in a lift: the voice prompt is told, the door is held, and both are in the alarm with their results', async () => {
    await register('EC-1', 'ebike-lift-camera', 'ebike');
    await register('EL-1', 'elevator', 'elevator');
    await register('BT-1', 'broadcast-terminal', 'broadcast');
    heard = [];
    answer = OBEDIENT;
    await report('EC-1', 'inBuilding');
    expect(openAlarm('EC-1')).toMatchObject({ code: 'ebike.inBuilding', building: 'B01', storey: '3F' });
    await carriedOut('EC-1');
    expect(toldTo('EL-1')).toMatchObject([{ command: 'holdDoor' }]);
    expect(toldTo('BT-1')).toMatchObject([{ command: 'play', args: { level: 'prompt' } }]);
    expect(String(toldTo('BT-1')[0]!.args.text)).toContain('电动自行车禁止进入电梯');
    const results = openAlarm('EC-1')!.actions.flatMap(({ results }) => results ?? []);
    for (const target of ['EL-1', 'BT-1'])
      expect(results).toContainEqual(expect.objectContaining({ target, ok: true }));
  });

  test('7.2.16-3 a falling object: the ground is warned at once, and it is listed in the alarm', async () => {
    heard = [];
    await report('CAM-1', 'detected');
    expect(openAlarm('CAM-1')).toMatchObject({ code: 'fallingObject.detected', priority: 1 });
    await carriedOut('CAM-1');
    expect(toldTo('BT-1')).toMatchObject([{ command: 'play' }]);
    const broadcast = openAlarm('CAM-1')!.actions.find(({ action }) => action.do === 'broadcast');
    expect(broadcast).toMatchObject({ ok: true, results: [{ target: 'BT-1', ok: true }] });
  });

  test('an action that was under way when the server went is taken up by the next', async () => {
    answer = () => undefined;
    await observe('CP-1', { temperatureC: 20 });
    bench.outlets.conductor.close();
    const { id } = openAlarm('CP-1')!;
    const pending = bench.pipeline.order({
      by: 'u1',
      alarm: id,
      device: 'CP-1',
      action: { do: 'order', command: 'stopPort', args: {} },
    });
    const order = await pending;
    expect(bench.pipeline.published.actions.has(order)).toBe(true);
    const next = new Conductor({
      outlets: [{ does: ['order'], carryOut: async () => [{ target: 'CP-1', ok: true, detail: null }] }],
      state: () => bench.pipeline.published,
      device: (code) => bench.registry.device(code),
      end: (ended) => bench.pipeline.end(ended),
      log: pino({ level: 'silent' }),
    });
    next.resume();
    await vi.waitFor(() => expect(bench.pipeline.published.actions.has(order)).toBe(false), { timeout: 5_000 });
    next.close();
  });
});
