import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { apply, type Changes, emptyState, type LoggedEvent, type TwinEvent, type TwinState } from 'twin-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PushHub } from './hub.ts';
import { SpecClient } from './spec-client.test-kit.ts';

const T0 = Date.UTC(2026, 10, 22, 8);
let http: Server;
let hub: PushHub;
let state: TwinState;
let journal: LoggedEvent[];
const open: SpecClient[] = [];

beforeEach(async () => {
  http = createServer();
  state = emptyState('s');
  journal = [];
  hub = new PushHub({
    http,
    authenticate: async () => ({ name: 'n', mayWatch: () => true, stillValid: async () => true }),
    log: pino({ level: 'silent' }),
  });
  hub.open('s', {
    state: () => state,
    hash: () => '',
    eventsAfter: async (after, upto) => journal.filter(({ seq }) => seq > after && seq <= upto),
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  commit(register('D-1', 0), register('D-2', 2));
});
afterEach(async () => {
  for (const client of open.splice(0)) client.close();
  await hub.close();
});

function commit(...events: TwinEvent[]): void {
  const changes: Changes = { datastreams: [], devices: new Set() };
  const seq = state.seq + 1;
  const logged = events.map((event, ordinal) => ({ seq, ordinal, recordedAt: T0 + seq, event }));
  for (const { event, ...at } of logged) apply(state, event, at, changes);
  const told = logged.filter(({ event }) => event.kind !== 'observations');
  journal.push(...told);
  hub.publish({ state, events: told, changes, alarms: [] });
}

const register = (code: string, firstSlot: number): TwinEvent => ({
  kind: 'device.registered',
  slot: firstSlot / 2,
  code,
  name: code,
  deviceKind: 'smoke-detector',
  facility: 'fire-alarm',
  building: 'B01',
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112.55, latitude: 37.87, height: 771.6 },
  datastreams: [
    { slot: firstSlot, property: 'alarm' },
    { slot: firstSlot + 1, property: 'batteryPct' },
  ],
});

const observe = (slot: number, time: number, value: number): TwinEvent => ({
  kind: 'observations',
  datastreams: Int32Array.of(slot),
  times: Float64Array.of(time),
  values: Float64Array.of(value),
});

function watch(resumeAfter: number | null = null, held?: SpecClient): SpecClient {
  const { port } = http.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const client = new SpecClient(socket, { site: 's', interest: {}, resumeAfter }, held);
  open.push(client);
  return client;
}

const values = (client: SpecClient) =>
  Object.fromEntries([...client.devices].map(([code, device]) => [code, Object.fromEntries(device.values)]));

test('W1–W30: a client written from SPEC.md alone follows the push, and continues after it was away', async () => {
  commit(observe(1, T0, 77));
  const client = watch();
  await expect.poll(() => client.seq).toBe(state.seq);
  expect(values(client)).toMatchObject({ 'D-1': { batteryPct: { value: 77, time: T0 } } });

  commit(observe(3, T0 + 5, 50), register('D-3', 4));
  commit(observe(5, T0 + 6, 12), observe(3, T0 + 1, 99));
  await expect.poll(() => client.seq).toBe(state.seq);
  expect(values(client)).toMatchObject({
    'D-2': { batteryPct: { value: 50, time: T0 + 5 } },
    'D-3': { batteryPct: { value: 12, time: T0 + 6 } },
  });

  client.close();
  const raised = {
    kind: 'alarm.raised',
    id: 'A1',
    code: 'fire.smoke',
    device: 'D-1',
    facility: 'fire-alarm',
  } as TwinEvent;
  commit(raised, observe(1, T0 + 9, 70));
  commit({ kind: 'device.removed', device: 'D-2' });
  const back = watch(client.seq, client);
  await expect.poll(() => back.seq).toBe(state.seq);
  expect(back.snapshots).toBe(0);
  expect([...back.alarms]).toEqual([['A1', 'fire.smoke']]);
  expect(Object.keys(values(back))).toEqual(['D-1', 'D-3']);
  expect(values(back)).toMatchObject({ 'D-1': { batteryPct: { value: 70, time: T0 + 9 } } });
  expect([...client.faults, ...back.faults]).toEqual([]);
});

test('W8: what may not be watched is refused with a reason', async () => {
  const { port } = http.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const client = new SpecClient(socket, { site: 'other', interest: {}, resumeAfter: null });
  open.push(client);
  await expect.poll(() => client.refused).toMatch(/site other may not be watched/);
});
