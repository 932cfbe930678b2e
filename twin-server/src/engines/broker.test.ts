import { once } from 'node:events';
import { createServer } from 'node:net';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Packet } from 'mqtt-packet';
import pino from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { type Broker, type BrokerMessage, type ListenerOptions, startListener } from './broker.ts';
import { RawClient } from './mqtt/raw-client.test-kit.ts';

const log = pino({ level: 'silent' });
const EVENTS = 'twin/s/d/events';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

type Account = string;

/** A listener whose store keeps what it is given; `gateway` with `key` may do all below twin/s/. */
async function listen(options: Partial<ListenerOptions<Account>> = {}) {
  const stored: BrokerMessage<Account>[] = [];
  const refused: BrokerMessage<Account>[] = [];
  const broker = await startListener<Account>({
    host: '127.0.0.1',
    port: 0,
    log,
    authenticate: async (username, password) => (password === 'key' ? username : null),
    authorize: (_, __, topic) => topic.startsWith('twin/s/'),
    onPublish: async (message) => {
      stored.push(message);
    },
    onRefuse: async (message) => {
      refused.push(message);
    },
    ...options,
    limits: { refusalDelayMs: 0, ...options.limits },
  });
  cleanups.push(() => broker.close());
  return { broker, stored, refused };
}

async function outsider(broker: Broker, options: Parameters<typeof connectAsync>[1] = {}): Promise<MqttClient> {
  const client = await connectAsync(broker.url, {
    username: 'gateway',
    password: 'key',
    reconnectPeriod: 0,
    ...options,
  });
  client.on('error', () => undefined);
  cleanups.push(() => client.endAsync(true));
  return client;
}

async function login(broker: Broker, clientId = 'raw', username?: string, keepalive?: number): Promise<RawClient> {
  const client = await RawClient.login(broker.url, clientId, username, keepalive);
  cleanups.push(() => client.close());
  return client;
}

async function openRaw(broker: Broker): Promise<RawClient> {
  const client = await RawClient.open(broker.url);
  cleanups.push(() => client.close());
  return client;
}

/** A store whose every message is settled by hand. */
function byHand() {
  const settle: { resolve: () => void; reject: (cause: Error) => void }[] = [];
  const onPublish = () => new Promise<void>((resolve, reject) => settle.push({ resolve, reject }));
  const arrived = async (count: number) => {
    while (settle.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { settle, onPublish, arrived };
}

/** The rest of the event loop's turn and the next ones: time for an answer that must not come to show itself. */
async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('acknowledging', () => {
  test.each([0, 1, 2] as const)('a message at QoS %i reaches the store, from an outside client', async (qos) => {
    const { broker, stored } = await listen();
    const client = await outsider(broker);
    await client.publishAsync(EVENTS, '{"周界":1}', { qos });
    if (qos === 0) await client.publishAsync(EVENTS, 'last', { qos: 1 });
    expect(stored[0]).toMatchObject({ topic: EVENTS, principal: 'gateway' });
    expect(stored[0]?.payload.toString()).toBe('{"周界":1}');
  });

  test('acknowledged means stored: no PUBACK before the store has resolved', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish });
    const client = await login(broker);
    client.send(client.publish(1, 7));
    await arrived(1);
    await settleDown();
    expect(client.answers).toEqual([]);
    settle[0]?.resolve();
    await client.until(() => client.answers.length === 1);
    expect(client.answers).toEqual(['puback 7']);
  });

  test('[MQTT-4.6.0-2] PUBACKs leave in the order of the messages, whatever is stored first', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish });
    const client = await login(broker);
    client.send(...[1, 2, 3, 4].map((id) => client.publish(1, id)));
    await arrived(4);
    for (const index of [3, 1, 2]) settle[index]?.resolve();
    await settleDown();
    expect(client.answers).toEqual([]);
    settle[0]?.resolve();
    await client.until(() => client.answers.length === 4);
    expect(client.answers).toEqual(['puback 1', 'puback 2', 'puback 3', 'puback 4']);
  });

  test('10,000 messages of one connection are acknowledged in order, through the limit of those under way', async () => {
    let count = 0;
    const { broker } = await listen({
      limits: { maxInflight: 50 },
      onPublish: () => new Promise((resolve) => setTimeout(resolve, count++ % 3)),
    });
    const client = await login(broker);
    const ids = Array.from({ length: 10_000 }, (_, index) => index + 1);
    client.send(...ids.map((id) => client.publish(1, id)));
    await client.until(() => client.answers.length === ids.length);
    expect(client.answers).toEqual(ids.map((id) => `puback ${id}`));
  });

  test('a message that cannot be stored is not acknowledged, nor any after it, and the connection is closed', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish });
    const client = await login(broker);
    client.send(client.publish(1, 1), client.publish(1, 2), client.publish(1, 3));
    await arrived(3);
    settle[0]?.resolve();
    await client.until(() => client.answers.length === 1);
    settle[1]?.reject(new Error('the database is away'));
    settle[2]?.resolve();
    await client.until(() => client.isClosed);
    expect(client.answers).toEqual(['puback 1']);
  });

  test('QoS 2: PUBREC when stored, a repetition is not stored again, PUBCOMP on release', async () => {
    const { broker, stored } = await listen();
    const client = await login(broker);
    client.send(client.publish(2, 5), { ...client.publish(2, 5), dup: true } as Packet);
    await client.until(() => client.answers.length === 2);
    client.send({ cmd: 'pubrel', messageId: 5 });
    await client.until(() => client.answers.length === 3);
    expect(client.answers).toEqual(['pubrec 5', 'pubrec 5', 'pubcomp 5']);
    expect(stored).toHaveLength(1);
    client.send(client.publish(2, 5));
    await client.until(() => client.answers.length === 4);
    expect(stored).toHaveLength(2);
  });

  test('a message to a topic of others goes to the refusals and is acknowledged from there', async () => {
    const { broker, stored, refused } = await listen();
    const client = await login(broker);
    client.send(client.publish(1, 1, 'x', 'twin/other/d/events'));
    await client.until(() => client.answers.length === 1);
    expect(refused.map(({ topic }) => topic)).toEqual(['twin/other/d/events']);
    expect(stored).toEqual([]);
  });

  test('closing finishes and acknowledges what is under way', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish });
    const client = await login(broker);
    client.send(client.publish(1, 1));
    await arrived(1);
    const closed = broker.close();
    settle[0]?.resolve();
    await closed;
    await client.until(() => client.isClosed);
    expect(client.answers).toEqual(['puback 1']);
  });
});

describe('CONNECT', () => {
  test('a wrong key is refused with return code 5', async () => {
    const { broker } = await listen();
    await expect(outsider(broker, { password: 'wrong' })).rejects.toMatchObject({ code: 5 });
  });

  test('a login that cannot be checked is refused with return code 3', async () => {
    const { broker } = await listen({ authenticate: () => Promise.reject(new Error('the database is away')) });
    await expect(outsider(broker)).rejects.toMatchObject({ code: 3 });
  });

  test.each([
    ['MQTT 5', [0, 4, ...Buffer.from('MQTT'), 5, 2, 0, 60, 0, 0, 1, 97]],
    ['an unknown level', [0, 4, ...Buffer.from('MQTT'), 9, 2, 0, 60, 0, 1, 97]],
    ['MQTT 3.1', [0, 6, ...Buffer.from('MQIsdp'), 3, 2, 0, 60, 0, 1, 97]],
  ])('[MQTT-3.1.2-2] %s is refused with return code 1', async (_, body) => {
    const { broker } = await listen();
    const client = await openRaw(broker);
    client.send(Buffer.from([0x10, body.length, ...body]));
    await client.until(() => client.isClosed);
    expect(client.received).toMatchObject([{ cmd: 'connack', returnCode: 1 }]);
  });

  test('[MQTT-3.1.3-8] an empty client identifier needs a clean session', async () => {
    const { broker } = await listen();
    const connect = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: '' } as const;
    const login = { username: 'gateway', password: Buffer.from('key'), keepalive: 0 };
    const kept = await openRaw(broker);
    // Written by hand: the encoder would refuse to send it.
    kept.send(Buffer.from([0x10, 12, 0, 4, ...Buffer.from('MQTT'), 4, 0, 0, 60, 0, 0]));
    await kept.until(() => kept.isClosed);
    expect(kept.received).toMatchObject([{ returnCode: 2 }]);
    const clean = await openRaw(broker);
    clean.send({ ...connect, ...login, clean: true });
    await clean.until(() => clean.received.length > 0);
    expect(clean.received).toMatchObject([{ returnCode: 0, sessionPresent: false }]);
  });

  test('[MQTT-3.1.4-2] a client that connects again takes over, but not from another account', async () => {
    const { broker } = await listen();
    const first = await login(broker, 'same');
    const other = await login(broker, 'same', 'another-gateway');
    const second = await login(broker, 'same');
    await first.until(() => first.isClosed);
    second.send({ cmd: 'pingreq' });
    other.send({ cmd: 'pingreq' });
    await Promise.all([second, other].map((client) => client.until(() => client.answers.includes('pingresp'))));
  });

  test('[MQTT-3.1.2-24] a client that keeps silent beyond its keep alive is closed', async () => {
    const { broker } = await listen();
    const client = await login(broker, 'silent', 'gateway', 1);
    await client.until(() => client.isClosed);
  });

  test('a connection without CONNECT is closed', async () => {
    const { broker } = await listen({ limits: { connectTimeoutMs: 50 } });
    const client = await openRaw(broker);
    await client.until(() => client.isClosed);
  });

  test('connections beyond the limit are not taken', async () => {
    const { broker } = await listen({ limits: { maxConnections: 1 } });
    await login(broker);
    const second = await openRaw(broker);
    await second.until(() => second.isClosed);
  });

  test('packets sent together with CONNECT are handled after the login', async () => {
    const { broker, stored } = await listen();
    const client = await openRaw(broker);
    const connect = { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'eager' } as const;
    client.send({ ...connect, username: 'gateway', password: Buffer.from('key'), keepalive: 0 }, client.publish(1, 1), {
      cmd: 'pingreq',
    });
    await client.until(() => client.received.length === 3);
    expect(client.received.map(({ cmd }) => cmd).sort()).toEqual(['connack', 'pingresp', 'puback']);
    expect(stored).toHaveLength(1);
  });

  test('a port in use: one line that names the setting', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    cleanups.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(listen({ port })).rejects.toThrow(/^TWIN_MQTT_PORT: port \d+ on 127\.0\.0\.1 is in use$/);
    await expect(listen({ host: '192.0.2.1' })).rejects.toThrow(/^TWIN_HOST: /);
  });
});

describe('bad input', () => {
  const overlong = Buffer.alloc(60);
  test.each<[string, Buffer]>([
    ['a packet before CONNECT', Buffer.from([0xc0, 0])],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: twin\r\n\r\n')],
    ['a TLS handshake', Buffer.from('16030100c8010000c40303', 'hex')],
    ['a CONNECT cut short', Buffer.from([0x10, 3, 0, 4, 77])],
    ['a CONNECT of 1 MiB', Buffer.from([0x10, 0x80, 0x80, 0x40])],
    ['an endless remaining length', Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x01])],
    ['nothing but zeros', overlong],
  ])('%s closes the connection', async (_, bytes) => {
    const { broker } = await listen();
    const client = await openRaw(broker);
    client.send(bytes);
    await client.until(() => client.isClosed);
  });

  test.each<[string, Buffer | Packet]>([
    ['a second CONNECT', { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'x', keepalive: 0 }],
    ['both QoS bits', Buffer.from([0x36, 5, 0, 1, 97, 0, 1])],
    ['a topic longer than its packet', Buffer.from([0x32, 4, 0xff, 0xff, 0, 1])],
    ['a topic that is cut off', Buffer.from([0x30, 1, 0])],
    ['a topic with a wildcard', Buffer.from([0x30, 3, 0, 1, 0x23])],
    ['an empty topic', Buffer.from([0x30, 2, 0, 0])],
    ['a SUBSCRIBE without filters', Buffer.from([0x82, 2, 0, 1])],
    ['a malformed filter', Buffer.from([0x82, 8, 0, 1, 0, 3, 97, 47, 35, 97].slice(0, 10))],
    ['wrong flags', Buffer.from([0x80, 6, 0, 1, 0, 1, 97, 0])],
    ['a packet that only servers send', Buffer.from([0xd0, 0])],
    ['an AUTH of MQTT 5', Buffer.from([0xf0, 0])],
  ])('%s closes the connection and costs the others nothing', async (_, packet) => {
    const { broker } = await listen();
    const other = await login(broker, 'other');
    const client = await login(broker);
    client.send(packet);
    await client.until(() => client.isClosed);
    other.send(other.publish(1, 1));
    await other.until(() => other.answers.length === 1);
  });

  test('a message over 1 MiB closes the connection before its body is read; one of 1 MiB is taken', async () => {
    const { broker, stored } = await listen();
    const client = await login(broker);
    const body = Buffer.alloc(1024 * 1024);
    client.send(client.publish(1, 1, body));
    await client.until(() => client.answers.length === 1);
    // Only the header and the topic of a message of one byte more: the body never comes.
    client.send(Buffer.from([0x30, 0x84, 0x80, 0x40, 0, 1, 97]));
    await client.until(() => client.isClosed);
    expect(stored.map(({ payload }) => payload.length)).toEqual([body.length]);
  });

  test('a client whose messages wait is read no further, so that memory is bounded', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish, limits: { maxInflight: 10 } });
    const client = await login(broker);
    client.send(...Array.from({ length: 30 }, (_, index) => client.publish(1, index + 1)));
    await arrived(10);
    await settleDown();
    expect(settle).toHaveLength(10);
    for (let index = 0; index < 30; index++) {
      await arrived(index + 1);
      settle[index]?.resolve();
    }
    await client.until(() => client.answers.length === 30);
  });

  test('all clients together are bounded too, and go on when there is room', async () => {
    const { settle, onPublish, arrived } = byHand();
    const { broker } = await listen({ onPublish, limits: { maxTotalInflightBytes: 1_000 } });
    const clients = await Promise.all(['a', 'b', 'c'].map((id) => login(broker, id)));
    for (const client of clients) client.send(client.publish(1, 1, Buffer.alloc(1_000)), client.publish(1, 2));
    await arrived(1);
    await settleDown();
    expect(settle).toHaveLength(1);
    for (let index = 0; index < 6; index++) {
      await arrived(index + 1);
      settle[index]?.resolve();
    }
    await Promise.all(clients.map((client) => client.until(() => client.answers.length === 2)));
  });
});

describe('messages down', () => {
  test('reach the clients subscribed to them at QoS 1, and are counted when acknowledged', async () => {
    const { broker } = await listen();
    const client = await outsider(broker);
    const [granted] = await client.subscribeAsync('twin/s/+/commands', { qos: 2 });
    expect(granted?.qos).toBe(1);
    const received = new Promise<Buffer>((resolve) => client.once('message', (_, payload) => resolve(payload)));
    expect(await broker.publish('twin/s/d/commands', Buffer.from('open'))).toBe(1);
    expect((await received).toString()).toBe('open');
    expect(await broker.publish('twin/s/d/other', Buffer.from('x'))).toBe(0);
    await client.unsubscribeAsync('twin/s/+/commands');
    expect(await broker.publish('twin/s/d/commands', Buffer.from('open'))).toBe(0);
  });

  test('a subscription to topics of others is refused', async () => {
    const { broker } = await listen();
    const client = await login(broker);
    client.send({
      cmd: 'subscribe',
      messageId: 3,
      subscriptions: [
        { topic: 'twin/s/d/commands', qos: 1 },
        { topic: 'twin/other/d/commands', qos: 1 },
        { topic: '#', qos: 0 },
      ],
    });
    await client.until(() => client.answers.length === 1);
    expect(client.received[1]).toMatchObject({ cmd: 'suback', messageId: 3, granted: [1, 0x80, 0x80] });
  });

  test('a client that does not acknowledge is not counted', async () => {
    const { broker } = await listen({ limits: { deliveryTimeoutMs: 20 } });
    const client = await login(broker);
    client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'twin/s/d/commands', qos: 1 }] });
    await client.until(() => client.answers.length === 1);
    expect(await broker.publish('twin/s/d/commands', Buffer.from('open'))).toBe(0);
  });

  test('a client that takes nothing is closed instead of being queued for without end', async () => {
    const { broker } = await listen({ limits: { maxOutgoing: 5 } });
    const client = await login(broker);
    client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'twin/s/d/commands', qos: 1 }] });
    await client.until(() => client.answers.length === 1);
    const counts = await Promise.all(
      Array.from({ length: 6 }, () => broker.publish('twin/s/d/commands', Buffer.from('open'))),
    );
    expect(counts).toEqual([0, 0, 0, 0, 0, 0]);
    await client.until(() => client.isClosed);
  });
});
