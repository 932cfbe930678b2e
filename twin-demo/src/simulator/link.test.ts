import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBroker } from './broker.test-kit.ts';
import { IN_FLIGHT_LIMIT, Link, type LinkEvents } from './link.ts';

let broker: TestBroker;
let link: Link | undefined;
let told: string[];
let heard: Map<string, () => void>;

const events = (): LinkEvents => {
  const tell = (line: string) => {
    told.push(line);
    heard.get(line.split(' ')[0]!)?.();
  };
  return {
    connected: (first) => tell(first ? 'connected' : 'again'),
    lost: () => tell('lost'),
    deaf: (channel) => tell(`deaf ${channel}`),
    refused: () => tell('refused'),
    message: (device, channel, payload) => tell(`message ${device} ${channel} ${payload}`),
    dropped: (count) => tell(`dropped ${count}`),
  };
};

/** Resolves when the link tells this. */
const when = (word: string) =>
  new Promise<void>((resolve) => {
    if (told.some((line) => line.split(' ')[0] === word)) resolve();
    else heard.set(word, resolve);
  });

const open = () => {
  link = new Link({ url: broker.url, account: 'gateway-1', key: 'secret', site: 'jinyang' }, events());
  return link;
};

const observation = (device: string, value: number) =>
  ({ device, channel: 'observations', body: { time: value, values: { value } } }) as const;
const event = (id: number) =>
  ({ device: 'D0', channel: 'events', body: { id: String(id), time: id, type: 'x', data: {} } }) as const;

beforeEach(async () => {
  broker = new TestBroker();
  told = [];
  heard = new Map();
  await broker.start();
});
afterEach(async () => {
  await link?.stop();
  link = undefined;
  await broker.stop();
});

test('it speaks MQTT 3.1.1 with account and key, listens for commands and refusals of its site, and publishes at QoS 1', async () => {
  open().send(observation('D1', 5));
  await broker.until(() => broker.published.length === 1 && broker.filters.length === 2);
  const { protocolVersion, username, password } = broker.connects[0]!;
  expect([protocolVersion, username, String(password)]).toEqual([4, 'gateway-1', 'secret']);
  expect(broker.filters).toEqual(['twin/jinyang/+/commands', 'twin/jinyang/+/errors']);
  expect(broker.published[0]).toEqual({
    topic: 'twin/jinyang/D1/observations',
    body: { time: 5, values: { value: 5 } },
  });
});

test('a command comes down to its device', async () => {
  open();
  await broker.until(() => broker.filters.length === 2);
  broker.command('twin/jinyang/D7/commands', { id: 'c1', command: 'on' });
  await when('message');
  expect(told.at(-1)).toBe('message D7 commands {"id":"c1","command":"on"}');
});

test('it connects again by itself, and sends again what was not acknowledged', async () => {
  const sender = open();
  await broker.until(() => broker.filters.length === 2);
  broker.acknowledges = false;
  sender.send(event(1));
  await broker.until(() => broker.withheld === 1);
  await broker.stop();
  await when('lost');
  sender.send(event(2));
  broker.acknowledges = true;
  await broker.start();
  await when('again');
  await broker.until(() => broker.published.length === 3);
  expect(broker.published.map(({ body }) => body.id)).toEqual(['1', '1', '2']);
  expect(told).toEqual(['connected', 'lost', 'again']);
});

test('it waits for a platform that is not there yet, and says so once', async () => {
  await broker.stop();
  open();
  await when('lost');
  await broker.start();
  await when('connected');
  expect(told).toEqual(['lost', 'connected']);
});

test('never more than the limit is in flight; of what waits only the latest observation of a device is sent, events all in order and first', async () => {
  const sender = open();
  await broker.until(() => broker.filters.length === 2);
  broker.acknowledges = false;
  for (let n = 0; n < IN_FLIGHT_LIMIT; n += 1) sender.send(observation(`D${n}`, n));
  await broker.until(() => broker.withheld === IN_FLIGHT_LIMIT);
  for (let n = 0; n < 500; n += 1) sender.send(observation('D1', 1000 + n));
  sender.send(event(1));
  sender.send(event(2));
  expect(broker.published).toHaveLength(IN_FLIGHT_LIMIT);
  broker.release();
  await broker.until(() => broker.published.length === IN_FLIGHT_LIMIT + 3);
  const after = broker.published.slice(IN_FLIGHT_LIMIT).map(({ body }) => body.id ?? body.time);
  expect(after).toEqual(['1', '2', 1499]);
});

test('memory is bounded: of events beyond the limit the oldest are dropped, and counted', async () => {
  await broker.stop();
  const sender = open();
  await when('lost');
  for (let id = 1; id <= 1_003; id += 1) sender.send(event(id));
  expect(told.at(-1)).toBe('dropped 3');
  await broker.start();
  await broker.until(() => broker.published.length === 1_000);
  expect(broker.published[0]!.body.id).toBe('4');
});

test('a refused key is told at once and not tried again', async () => {
  broker.returnCode = 4;
  open();
  await when('refused');
  expect(told).toEqual(['refused']);
  expect(broker.connects).toHaveLength(1);
});

test('a platform that is not ready yet (return code 3) is tried again', async () => {
  broker.returnCode = 3;
  open();
  await when('lost');
  broker.returnCode = 0;
  await when('connected');
});

test('to stop is to wait for what is in flight and to say goodbye', async () => {
  const sender = open();
  await broker.until(() => broker.filters.length === 2);
  broker.acknowledges = false;
  sender.send(event(1));
  await broker.until(() => broker.withheld === 1);
  const stopped = sender.stop();
  broker.release();
  await stopped;
  await broker.until(() => broker.disconnects === 1);
  expect(told).toEqual(['connected']);
});
