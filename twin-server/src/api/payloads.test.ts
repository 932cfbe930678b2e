import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BY_SYSTEM } from '../access/access.ts';
import { readConfig } from '../config.ts';
import { openMqtt } from '../doors.ts';
import type { Broker } from '../engines/broker.ts';
import { QUIET } from '../fixtures/database.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

/** So slow that the time a test takes adds nothing to speak of. */
const RATE = { perSecond: 0.001, burst: 5 };

let bench: ApiBench;
let broker: Broker;
let sender: { readonly key: string };
beforeAll(async () => {
  bench = await openApiBench({ rate: RATE });
  sender = await bench.apiKey('observations.write');
  const { config } = readConfig({ TWIN_MQTT_PORT: '0' });
  const { sink, payloads } = bench.sensing;
  const sinks = { main: sink, acks: bench.outlets.acks, of: (site: string) => (site === 'sample' ? sink : undefined) };
  broker = await openMqtt(config, bench.access, 'sample', { sinks, payloads }, QUIET);
});
afterAll(async () => {
  await broker.close();
  await bench.close();
});

const AS = { as: 'administrator' } as const;
const put = (code: string, body: object, status = 200) =>
  bench.json<{ detail: string }>(`/api/v1/mappings/${code}`, { ...AS, method: 'PUT', body, status });
const send = (code: string, body: unknown) =>
  bench.json<{ accepted: number; errors: { device: string; reason: string }[] }>(`/api/v1/payloads/${code}`, {
    as: sender,
    body,
    status: 202,
  });
const letters = async (device: string) =>
  (
    await bench.json<{ items: { reason: string; channel: string; protocol: string }[] }>(
      `/api/v1/dead-letters?device=${encodeURIComponent(device)}`,
      AS,
    )
  ).items;
const valueAt = async (device: string, property: string) =>
  (await bench.json<{ values: { property: string; value: unknown }[] }>(`/api/v1/devices/${device}`, AS)).values.find(
    (entry) => entry.property === property,
  )?.value;

const NOISE = {
  name: '某厂噪声仪',
  items: 'list',
  device: { path: 'id', map: { 'N-01': 'ENV-1', 'F-01': 'PF-1' } },
  values: [
    { path: 'db', property: 'noiseDba', unit: 'dB' },
    { path: 'mv', property: 'lineVoltageKv', unit: 'mV' },
  ],
  events: [{ path: 'alarm', equals: 1, type: 'perimeter.intrusion', id: 'no' }],
};

/** A gateway's MQTT connection, with what it sends acknowledged: the promise of a publish is its PUBACK. */
async function gateway() {
  const { account, secret } = await bench.access.accounts.createGateway(
    { name: `gw${Math.random()}`, site: 'sample' },
    BY_SYSTEM,
  );
  return mqtt.connectAsync(broker.url, { username: account, password: secret, reconnectPeriod: 0 });
}

describe('6.4.4-3 a vendor’s payloads without code', () => {
  test('declared over the API, sent over HTTP, in the twin in our units; what is wrong is answered and in the dead letters', async () => {
    await put('noise', NOISE);
    const receipt = await send('noise', {
      list: [
        { id: 'N-01', db: '61.5' },
        { id: 'F-01', mv: 7_200_000, alarm: 1, no: 'a-1' },
        { id: 'X-01', db: 50 },
      ],
    });
    expect(receipt).toEqual({
      accepted: 3,
      errors: [{ device: '-', reason: 'list[2] device: "X-01" is not in the map' }],
    });
    expect(await valueAt('ENV-1', 'noiseDba')).toBe(61.5);
    expect(await valueAt('PF-1', 'lineVoltageKv')).toBe(7.2);
    expect(bench.events).toContainEqual(
      expect.objectContaining({ kind: 'device.reported', device: 'PF-1', id: 'a-1' }),
    );
    expect(await letters('-')).toMatchObject([
      { channel: 'payloads', protocol: 'http', reason: 'list[2] device: "X-01" is not in the map' },
    ]);
  });

  test('the pipeline judges what came of it as if the device had sent it', async () => {
    const receipt = await send('noise', { list: [{ id: 'N-01', db: 400 }] });
    expect(receipt).toEqual({
      accepted: 0,
      errors: [{ device: 'ENV-1', reason: 'values.noiseDba: expected 0 to 150 dB(A)' }],
    });
  });

  test('a trial says what would come of a sample and stores nothing, also for a draft', async () => {
    const seq = bench.pipeline.published.seq;
    const trial = (body: object, code = 'noise') => bench.json(`/api/v1/mappings/${code}/try`, { ...AS, body });
    expect(
      await trial({
        payload: {
          list: [
            { id: 'N-01', db: 40 },
            { id: 'F-01', mv: 99e6 },
          ],
        },
      }),
    ).toEqual({
      readings: [
        { device: 'ENV-1', channel: 'observations', body: { time: expect.any(Number), values: { noiseDba: 40 } } },
        { device: 'PF-1', channel: 'observations', body: { time: expect.any(Number), values: { lineVoltageKv: 99 } } },
      ],
      refusals: [{ device: 'PF-1', reason: 'values.lineVoltageKv: expected 0 to 15 kV' }],
    });
    const draft = { ...NOISE, device: { fixed: 'NOBODY' } };
    expect(await trial({ payload: { list: [{ db: 40 }] }, mapping: draft }, 'draft')).toMatchObject({
      refusals: [{ device: 'NOBODY', reason: 'unknown device NOBODY' }],
    });
    expect(bench.pipeline.published.seq).toBe(seq);
    expect((await bench.call('/api/v1/mappings/draft', AS)).status).toBe(404);
  });

  test.each([
    ['values.0.property', { values: [{ path: 'a', property: 'happiness' }] }, 'no kind of device has a happiness'],
    ['events.0.type', { events: [{ path: 'a', equals: 1, type: 'perimeter.party' }] }, 'no kind of device reports'],
    ['values.0.path', { values: [{ path: 'a[', property: 'noiseDba' }] }, 'at 2'],
    ['device', { device: {} }, 'expected either fixed or path'],
  ])('a wrong %s is refused with its place and what was expected', async (field, wrong, reason) => {
    const { detail } = await put('bad', { ...NOISE, ...wrong }, 400);
    expect(detail).toMatch(new RegExp(`^body\\.${field}: `));
    expect(detail).toContain(reason);
  });

  test('over MQTT a gateway’s payload is acknowledged when what came of it is durable', async () => {
    const client = await gateway();
    await client.publishAsync('twin/sample/noise/payloads', JSON.stringify({ list: [{ id: 'N-01', db: 55 }] }), {
      qos: 1,
    });
    expect(await valueAt('ENV-1', 'noiseDba')).toBe(55);
    for (const [topic, body] of [
      ['twin/sample/nothing/payloads', '{}'],
      ['twin/sample/noise/payloads', '<xml/>'],
      ['twin/other/noise/payloads', '{}'],
    ] as const)
      await client.publishAsync(topic, body, { qos: 1 });
    expect(await letters('nothing')).toMatchObject([
      { reason: 'unknown mapping nothing', channel: 'payloads', protocol: 'mqtt' },
    ]);
    expect((await letters('noise')).map(({ reason }) => reason)).toEqual([expect.stringMatching(/^not JSON: /)]);
    await client.endAsync();
  });

  test('a mapping is forgotten at once, and holds after a restart otherwise', async () => {
    const again = await bench.reopenSensing();
    expect(again.payloads.get('noise')).toMatchObject({ name: NOISE.name });
    await again.close();
    await bench.json('/api/v1/mappings/noise', { ...AS, method: 'DELETE', status: 204 });
    expect((await bench.call('/api/v1/payloads/noise', { as: sender, body: {} })).status).toBe(404);
    expect(await bench.json('/api/v1/mappings', AS)).toEqual({ items: [], next: null });
  });
});

describe('6.3.4 a device that sends too fast', () => {
  const observed = (batteryPct: number) => ({ time: bench.now + batteryPct, values: { batteryPct } });
  const REASON = 'rate: more than 0.001 messages/s of this device (5 at once)';

  test('over HTTP: its burst is taken, each message beyond it is answered and in the dead letters', async () => {
    const body = Array.from({ length: 8 }, (_, i) => ({ device: 'FA-2', ...observed(40 + i) }));
    const receipt = await bench.json('/api/v1/observations', {
      as: sender,
      body: [...body, { ...body[0], device: 'FA-1', values: {} }],
      status: 202,
    });
    expect(receipt).toEqual({
      accepted: 6,
      rejected: 3,
      errors: [5, 6, 7].map((index) => ({ index, device: 'FA-2', reason: REASON })),
    });
    expect(await valueAt('FA-2', 'batteryPct')).toBe(44);
    expect((await letters('FA-2')).filter(({ reason }) => reason === REASON)).toHaveLength(3);
    expect(bench.sensing.limited()).toBe(3);
  });

  test('over MQTT: a limited message is acknowledged once its dead letter is durable; an array is one message', async () => {
    const client = await gateway();
    const many = Array.from({ length: 50 }, () => ({ time: bench.now, values: { tamper: false } }));
    for (let i = 0; i < 12; i++)
      await client.publishAsync('twin/sample/PF-1/observations', JSON.stringify(many), { qos: 1 });
    const refused = (await letters('PF-1')).filter(({ reason }) => reason === REASON);
    // Of the five at once a value and an event were used above.
    expect(refused).toHaveLength(12 - 3);
    for (const letter of refused)
      expect(letter).toMatchObject({ reason: REASON, protocol: 'mqtt', channel: 'observations' });
    expect(client.connected).toBe(true);
    await client.endAsync();
  });
});
