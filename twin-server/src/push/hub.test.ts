import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { io, type Socket } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import {
  apply,
  type Changes,
  datastreamOf,
  deviceByCode,
  emptyState,
  type LoggedEvent,
  StateHash,
  type TwinEvent,
  type TwinState,
} from 'twin-core';
import { applyFrame, CREDIT_WINDOW, decodeFrame, decodeSnapshot, type Frame, MESSAGE, NAMESPACE } from 'twin-core/wire';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PushHub, type Watcher } from './hub.ts';

const T0 = Date.UTC(2026, 10, 22, 8);

/** A published state with its journal in memory, driven by hand. */
class Site {
  readonly state: TwinState = emptyState('test');
  readonly journal: LoggedEvent[] = [];
  hub!: PushHub;

  commit(...events: TwinEvent[]): void {
    const changes: Changes = { datastreams: [], devices: new Set() };
    const seq = this.state.seq + 1;
    const logged: LoggedEvent[] = [];
    events.forEach((event, ordinal) => {
      const at = { seq, ordinal, recordedAt: T0 + seq * 1000 };
      apply(this.state, event, at, changes);
      if (event.kind !== 'observations') logged.push({ ...at, event });
    });
    this.journal.push(...logged);
    this.hub.publish({ state: this.state, events: logged, changes, alarms: [] });
  }

  register(code: string, facility: string): void {
    this.commit({
      kind: 'device.registered',
      slot: this.state.devices.length,
      code,
      name: code,
      deviceKind: 'smoke-detector',
      facility,
      building: 'B01',
      storey: '1F',
      space: null,
      zone: null,
      parent: null,
      location: { longitude: 112.55, latitude: 37.87, height: 771.6 },
      datastreams: [{ slot: this.state.owners.length, property: 'alarm' }],
    });
  }

  observe(code: string, value: number): void {
    const slot = datastreamOf(deviceByCode(this.state, code)!, 'alarm');
    this.commit({
      kind: 'observations',
      datastreams: Int32Array.of(slot),
      times: Float64Array.of(T0 + this.state.seq * 10),
      values: Float64Array.of(value),
    });
  }

  raise(id: string, device: string): void {
    this.commit({
      kind: 'alarm.raised',
      id,
      code: 'fire.smoke',
      device,
      facility: 'fire-alarm',
      priority: 1,
      fault: false,
      time: T0,
      building: null,
      storey: null,
      space: null,
      zone: null,
      property: null,
      value: null,
      data: null,
      group: null,
      procedure: null,
    });
  }
}

/** A client that follows the SPEC: folds what it gets, answers with credit unless told not to. */
class Client {
  readonly socket: Socket;
  readonly frames: Frame[] = [];
  readonly refused: string[] = [];
  snapshots = 0;
  answers = true;
  state: TwinState | undefined;

  constructor(url: string, key: string | null, origin?: string) {
    this.socket = io(url + NAMESPACE, {
      parser,
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...(origin ? { origin } : {}) },
    });
    this.socket.on(MESSAGE.snapshot, (block: Uint8Array) => {
      this.snapshots++;
      this.state = decodeSnapshot(new Uint8Array(block));
    });
    this.socket.on(MESSAGE.refused, ({ reason }: { reason: string }) => this.refused.push(reason));
    this.socket.on(MESSAGE.frame, (block: Uint8Array) => {
      const frame = decodeFrame(new Uint8Array(block));
      this.frames.push(frame);
      if (this.state) applyFrame(this.state, frame);
      if (this.answers) this.socket.emit(MESSAGE.credit, { upto: frame.upto });
    });
  }

  watch(resumeAfter: number | null = null, interest = {}): void {
    this.socket.emit(MESSAGE.watch, { site: 'test', interest, resumeAfter });
  }
}

let http: Server;
let url: string;
let site: Site;
const open: Client[] = [];
const watcher: Watcher = { name: 'u', mayWatch: (code) => code === 'test', stillValid: async () => true };

beforeEach(async () => {
  http = createServer();
  site = new Site();
  const hash = new StateHash(site.state);
  site.hub = new PushHub({
    http,
    authenticate: async ({ headers }) => (headers.authorization === 'Bearer good' ? watcher : null),
    log: pino({ level: 'silent' }),
  });
  site.hub.open('test', {
    state: () => site.state,
    hash: () => hash.site(),
    eventsAfter: async (after, upto) => site.journal.filter(({ seq }) => seq > after && seq <= upto),
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  site.register('FA-1', 'fire-alarm');
  site.register('PF-1', 'perimeter');
});

afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.disconnect();
  await site.hub.close();
});

function connect(key: string | null = 'good', origin?: string): Client {
  const client = new Client(url, key, origin);
  open.push(client);
  return client;
}

const until = (condition: () => boolean) => expect.poll(condition, { timeout: 5000, interval: 20 }).toBe(true);
const failure = (client: Client) =>
  new Promise<string>((resolve) => client.socket.on('connect_error', (error) => resolve(error.message)));

describe('connection', () => {
  test('W6: without session or key nothing is served', async () => {
    expect(await failure(connect(null))).toMatch(/sign in first/);
  });

  test('W6: a foreign Origin is refused, the own one is not', async () => {
    expect(await failure(connect('good', 'http://evil.example'))).toBeTruthy();
    const own = connect('good', url);
    own.watch();
    await until(() => own.snapshots === 1);
  });

  test('W8: another site, or a malformed watch, is refused with its reason', async () => {
    const client = connect();
    client.socket.emit(MESSAGE.watch, { site: 'other', interest: {}, resumeAfter: null });
    client.socket.emit(MESSAGE.watch, { site: 1 });
    await until(() => client.refused.length === 2);
    expect(client.refused.join()).toMatch(/other may not be watched.*watch: site/);
    expect(client.snapshots).toBe(0);
  });
});

describe('following', () => {
  test('W12, W20–W23: a snapshot, then frames that fold to the server’s state', async () => {
    const client = connect();
    client.watch();
    await until(() => client.snapshots === 1);
    for (let i = 0; i < 50; i++) site.observe('FA-1', i);
    site.raise('A1', 'FA-1');
    await until(() => client.state?.seq === site.state.seq);
    expect(new StateHash(client.state!).site()).toBe(new StateHash(site.state).site());
    expect(client.frames.length).toBeLessThan(50);
    client.frames.reduce((after, frame) => {
      expect(frame.after).toBe(after);
      return frame.upto;
    }, client.frames[0]!.after);
  });

  test('W21: resuming continues from the journal, nothing missing and nothing twice', async () => {
    const first = connect();
    first.watch();
    await until(() => first.snapshots === 1);
    const held = first.state!;
    first.socket.disconnect();
    for (let i = 0; i < 20; i++) site.raise(`A${i}`, 'FA-1');
    site.observe('PF-1', 7);
    const second = connect();
    second.state = held;
    second.watch(held.seq);
    await until(() => second.state?.seq === site.state.seq);
    expect(second.snapshots).toBe(0);
    const raised = second.frames.flatMap(({ events }) => events).filter(({ event }) => event.kind === 'alarm.raised');
    expect(raised.map(({ event }) => 'id' in event && event.id)).toEqual(Array.from({ length: 20 }, (_, i) => `A${i}`));
    expect(new StateHash(held).site()).toBe(new StateHash(site.state).site());
    expect(held.devices.map((_, slot) => held.heard[slot])).toEqual(
      site.state.devices.map((_, slot) => site.state.heard[slot]),
    );
  });

  test('W12: a seq the server never had is answered with a snapshot', async () => {
    const client = connect();
    client.watch(999_999);
    await until(() => client.snapshots === 1);
  });

  test('W24: a client that does not answer is sent no more than its window, loses no event, and costs the others nothing', async () => {
    const slow = connect();
    const quick = connect();
    slow.answers = false;
    slow.watch();
    quick.watch();
    await until(() => slow.snapshots === 1 && quick.snapshots === 1);
    for (let i = 0; i < CREDIT_WINDOW + 6; i++) {
      site.raise(`A${i}`, 'FA-1');
      site.observe('FA-1', i);
      await until(() => quick.state?.seq === site.state.seq);
    }
    expect(slow.frames).toHaveLength(CREDIT_WINDOW);
    slow.answers = true;
    slow.socket.emit(MESSAGE.credit, { upto: slow.frames.at(-1)!.upto });
    await until(() => slow.state?.seq === site.state.seq);
    expect(slow.state!.alarms.size).toBe(CREDIT_WINDOW + 6);
    expect(new StateHash(slow.state!).site()).toBe(new StateHash(site.state).site());
  });

  test('W25, W28: with nothing new there is a sign of life within a second, with the server’s clock', async () => {
    const client = connect();
    client.watch();
    await until(() => client.frames.length >= 2);
    expect(client.frames[1]!.after).toBe(client.frames[1]!.upto);
    expect(client.frames[1]!.sentAt).toBeGreaterThan(client.frames[0]!.sentAt);
  });

  test('W26: the hash goes to a client of everything and equals its own', async () => {
    const client = connect();
    client.watch();
    await until(() => client.frames.some(({ hash }) => hash !== undefined));
    expect(client.frames.find(({ hash }) => hash)!.hash).toBe(new StateHash(client.state!).site());
  });

  test('W29: a changed building is told to every client, whatever its interest, and once more to one that comes back', async () => {
    const client = connect();
    client.watch(null, { devices: ['FA-1'] });
    await until(() => client.snapshots === 1);
    const held = client.state!.seq;
    site.commit({ kind: 'site.changed', building: 'B09', what: 'model' });
    const told = ({ frames }: Client) => frames.flatMap(({ events }) => events.map(({ event }) => event));
    await until(() => told(client).length > 0);
    expect(told(client)).toEqual([{ kind: 'site.changed', building: 'B09', what: 'model' }]);
    const back = connect();
    back.watch(held, {});
    await until(() => told(back).length > 0);
    expect(told(back)).toEqual([{ kind: 'site.changed', building: 'B09', what: 'model' }]);
  });

  test('W7: an interest narrows devices and values; alarms of the site still come', async () => {
    const client = connect();
    client.watch(null, { facilities: ['perimeter'] });
    await until(() => client.snapshots === 1);
    expect([...client.state!.slotByCode.keys()]).toEqual(['PF-1']);
    site.observe('FA-1', 5);
    site.observe('PF-1', 6);
    site.raise('A1', 'FA-1');
    await until(() => client.state?.seq === site.state.seq);
    expect(client.frames.flatMap(({ datastreams }) => [...datastreams])).toEqual([1]);
    expect(client.state!.alarms.has('A1')).toBe(true);
  });
});
