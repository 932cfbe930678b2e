import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError } from '../../problem.ts';
import type { Broker, BrokerMessage, UpstreamOptions } from './message.ts';
import { connectUpstream } from './upstream.ts';

const log = pino({ level: 'silent' });
const EVENTS = 'twin/s/d/events';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A broker that is not ours, with a door that can be shut and opened again. */
let aedes: Aedes;
let door: Server;
let url: string;
let port = 0;
const sockets = new Set<Socket>();

async function openDoor(): Promise<void> {
  door = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await once(door.listen(port, '127.0.0.1'), 'listening');
  const address = door.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function shutDoor(): Promise<void> {
  const shut = once(door, 'close');
  door.close();
  for (const socket of sockets) socket.destroy();
  await shut;
}

beforeEach(async () => {
  port = 0;
  aedes = await Aedes.createBroker({
    authenticate: (_, username, password, done) => done(null, username === 'twin' && password?.toString() === 'k/y'),
  });
  await openDoor();
  url = `mqtt://twin:${encodeURIComponent('k/y')}@127.0.0.1:${port}`;
  cleanups.push(async () => {
    await shutDoor();
    await new Promise<void>((resolve) => aedes.close(resolve));
  });
});

async function connect(onPublish: UpstreamOptions['onPublish']): Promise<Broker> {
  const broker = await connectUpstream({ url, clientId: 'twin-test', onPublish, log });
  cleanups.push(() => broker.close());
  return broker;
}

async function device(): Promise<MqttClient> {
  const client = await connectAsync(url, { clientId: 'device', reconnectPeriod: 0 });
  cleanups.push(() => client.endAsync(true));
  return client;
}

/** Keeps what it is given while `isUp`, refuses it otherwise. */
function store() {
  const kept: string[] = [];
  const state = { isUp: true };
  const onPublish = async ({ payload }: BrokerMessage<null>) => {
    if (!state.isUp) throw new Error('the database is away');
    kept.push(payload.toString());
  };
  const until = async (count: number) => {
    while (new Set(kept).size < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { kept, state, onPublish, until };
}

describe('MQTT_URL', () => {
  test('observations, events and answers of devices arrive, in order, and nothing else', async () => {
    const { kept, onPublish, until } = store();
    await connect(onPublish);
    const client = await device();
    await client.publishAsync('twin/s/d/commands', 'not for us', { qos: 1 });
    for (const [index, channel] of ['observations', 'events', 'acks'].entries()) {
      await client.publishAsync(`twin/s/d/${channel}`, String(index), { qos: 1 });
    }
    await until(3);
    expect(kept).toEqual(['0', '1', '2']);
  });

  test('the broker keeps what comes while we are away', async () => {
    const first = store();
    await (await connect(first.onPublish)).close();
    const client = await device();
    for (const index of [1, 2, 3]) await client.publishAsync(EVENTS, String(index), { qos: 1 });
    const { kept, onPublish, until } = store();
    await connect(onPublish);
    await until(3);
    expect(kept).toEqual(['1', '2', '3']);
  });

  test('what could not be stored is not acknowledged and comes again', async () => {
    const { state, onPublish, until } = store();
    await connect(onPublish);
    const client = await device();
    state.isUp = false;
    for (const index of [1, 2, 3]) await client.publishAsync(EVENTS, String(index), { qos: 1 });
    setTimeout(() => {
      state.isUp = true;
    }, 300);
    await until(3);
  });

  test('many messages are under way at once', async () => {
    const settle: (() => void)[] = [];
    await connect(() => new Promise<void>((resolve) => settle.push(resolve)));
    const client = await device();
    for (const index of [1, 2, 3, 4, 5]) await client.publishAsync(EVENTS, String(index), { qos: 1 });
    while (settle.length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const resolve of settle.reverse()) resolve();
  });

  test('the connection is made again when the broker was away', async () => {
    const { onPublish, until } = store();
    await connect(onPublish);
    await shutDoor();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await openDoor();
    const client = await device();
    await client.publishAsync(EVENTS, 'after', { qos: 1 });
    await until(1);
  });

  test('messages go down through the broker, and are counted when it has taken them', async () => {
    const broker = await connect(store().onPublish);
    const client = await device();
    await client.subscribeAsync('twin/s/d/commands', { qos: 1 });
    const received = new Promise<Buffer>((resolve) => client.once('message', (_, payload) => resolve(payload)));
    expect(await broker.publish('twin/s/d/commands', Buffer.from('open'))).toBe(1);
    expect((await received).toString()).toBe('open');
    await shutDoor();
    expect(await broker.publish('twin/s/d/commands', Buffer.from('open'))).toBe(0);
    await openDoor();
  });

  test.each([
    ['unreachable', () => 'mqtt://127.0.0.1:1', /ECONNREFUSED/],
    ['a wrong password', () => `mqtt://twin:hunter22@127.0.0.1:${port}`, /refused our CONNECT with code [45]/],
  ])('%s: one line that names the setting and not the password', async (_, target, reason) => {
    const refused = connectUpstream({ url: target(), clientId: 'twin-test', onPublish: async () => undefined, log });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(/^MQTT_URL: the broker at mqtt:\/\/127\.0\.0\.1:\d+ cannot be used/);
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.not.toThrow(/hunter22/);
  });
});
