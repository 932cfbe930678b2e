import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { SpecClient } from '../push/spec-client.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface ReplayBody {
  readonly id: string;
  readonly at: number;
  readonly seq: number;
  readonly hash: string;
  readonly playing: boolean;
  readonly speed: number;
}

let bench: ApiBench;
/** Before and after a smoke detector's alarm was raised. */
let before: { at: number; seq: number; hash: string };
let alarm: string;

beforeAll(async () => {
  bench = await openApiBench();
  const sender = await bench.apiKey('observations.write');
  const { seq, recordedAt, hash } = await bench.json<{ seq: number; recordedAt: number; hash: string }>(
    '/api/v1/twin',
    {
      as: 'operator',
    },
  );
  before = { at: recordedAt, seq, hash };
  await new Promise((resolve) => setTimeout(resolve, 20));
  await bench.json('/api/v1/observations', {
    as: sender,
    body: { device: 'FA-1', time: Date.now(), values: { alarm: true } },
    status: 202,
  });
  const { items } = await bench.json<{ items: { id: string }[] }>('/api/v1/alarms?device=FA-1', { as: 'operator' });
  alarm = items[0]!.id;
  bench.now = Date.now();
}, 60_000);
afterAll(() => bench.close());

const begin = (at: number, more: object = {}) =>
  bench.json<ReplayBody>('/api/v1/replays', { as: 'viewer', body: { at, ...more }, status: 201 });
const change = (id: string, body: object) =>
  bench.json<ReplayBody>(`/api/v1/replays/${id}`, { as: 'viewer', method: 'PATCH', body });

describe('7.2.4-5 replays over HTTP', () => {
  test('a replay stands at the instant asked for, with the state that was then; the API of its course tells of it', async () => {
    const { id, seq, hash } = await begin(before.at);
    expect({ seq, hash }).toEqual({ seq: before.seq, hash: before.hash });
    const course = `/courses/${id}/api/v1`;
    expect(await bench.json(`${course}/twin`, { as: 'viewer' })).toMatchObject({ seq, hash, openAlarms: 0 });
    await bench.json(`${course}/alarms/${alarm}`, { as: 'viewer', status: 404 });
    expect((await bench.json<{ alarms: [] }>(`${course}/devices/FA-1`, { as: 'viewer' })).alarms).toEqual([]);
    await bench.json(`/api/v1/replays/${id}/step`, { as: 'viewer', body: { direction: 'forward' } });
    expect(await bench.json(`${course}/alarms/${alarm}`, { as: 'viewer' })).toMatchObject({ id: alarm, case: 'new' });
  });

  test('nothing can be done in it, to the site or to the past: neither alarms, nor devices, nor records', async () => {
    const { id } = await begin(bench.now - 1);
    const journaled = bench.events.length;
    const course = `/courses/${id}/api/v1`;
    const handled = await bench.call(`${course}/alarms/${alarm}/acknowledge`, { as: 'operator', body: {} });
    expect(handled.status).toBe(409);
    const told = { command: 'armZone', args: {} };
    expect((await bench.call(`${course}/devices/PF-1/commands`, { as: 'operator', body: told })).status).not.toBe(200);
    for (const [method, path] of [
      ['PUT', '/wall'],
      ['POST', '/broadcasts'],
      ['POST', '/work-orders'],
      ['POST', '/events'],
      ['POST', '/session'],
    ] as const)
      expect((await bench.call(course + path, { as: 'administrator', method, body: {} })).status).toBe(409);
    expect(bench.events.slice(journaled)).toEqual([]);
  });

  test('it is steered for all; what it cannot do is said with the field', async () => {
    const { id } = await begin(before.at, { speed: 8 });
    expect(await change(id, { playing: true })).toMatchObject({ speed: 8, playing: true });
    expect(await change(id, { playing: false, at: before.at })).toMatchObject({ playing: false, at: before.at });
    for (const body of [{ speed: 65 }, { speed: 0.1 }, { loop: [5, 4] }, { at: Date.now() + 60_000 }, { fast: true }]) {
      const refused = await bench.call(`/api/v1/replays/${id}`, { as: 'viewer', method: 'PATCH', body });
      expect(refused.status).toBe(400);
    }
  });

  test('W34 who follows it over the push channel gets its state, and starts over when it jumps, back too', async () => {
    const { id, seq } = await begin(bench.now - 1);
    const cookie = (await bench.access.signIn(
      { account: 'viewer', password: 'correct horse battery' },
      { address: null },
    )) as {
      cookie: string;
    };
    const socket = new WebSocket(`${bench.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: cookie.cookie.split(';')[0]! },
    });
    const client = new SpecClient(socket, { site: id, interest: {}, resumeAfter: null });
    await expect.poll(() => client.seq, { timeout: 5000 }).toBe(seq);
    expect([...client.alarms.keys()]).toEqual([alarm]);
    await change(id, { at: before.at });
    await expect.poll(() => client.seq, { timeout: 5000 }).toBe(before.seq);
    expect([...client.alarms.keys()]).toEqual([]);
    expect(client.snapshots).toBe(2);
    await bench.json(`/api/v1/replays/${id}/step`, { as: 'viewer', body: { direction: 'forward' } });
    await expect.poll(() => [...client.alarms.keys()], { timeout: 5000 }).toEqual([alarm]);
    expect(client.snapshots).toBe(2);
    expect(client.faults).toEqual([]);
    client.close();
  });

  test('of what is told without signing in, nothing is told of the past', async () => {
    const { id } = await begin(before.at);
    expect((await bench.call('/api/v1/public/environment')).status).toBe(200);
    expect((await bench.call(`/courses/${id}/api/v1/public/environment`)).status).toBe(404);
    await bench.json(`/api/v1/replays/${id}`, { as: 'viewer', method: 'DELETE', status: 204 });
  });

  test('it ends for all by hand; its course is not found any more, with what to do', async () => {
    const { id } = await begin(before.at);
    await bench.json(`/api/v1/replays/${id}`, { as: 'viewer', method: 'DELETE', status: 204 });
    const gone = await bench.json<{ detail: string }>(`/courses/${id}/api/v1/twin`, { as: 'viewer', status: 404 });
    expect(gone.detail).toBe(`${id} is over; begin another one`);
  });

  test('not more than eight are open at once', async () => {
    const { items } = await bench.json<{ items: ReplayBody[] }>('/api/v1/replays', { as: 'viewer' });
    for (let open = items.length; open < 8; open++) await begin(before.at);
    const refused = await bench.call('/api/v1/replays', { as: 'viewer', body: { at: before.at } });
    expect(refused.status).toBe(409);
    for (const { id } of (await bench.json<{ items: ReplayBody[] }>('/api/v1/replays', { as: 'viewer' })).items)
      await bench.call(`/api/v1/replays/${id}`, { as: 'viewer', method: 'DELETE' });
  });
});

test('7.2.4-5 a span of the past at a glance: alarms by family, when nothing was recorded, bookmarks of people', async () => {
  const from = before.at - 600_000;
  const to = before.at + 600_000;
  const made = await bench.json<{ id: string }>('/api/v1/bookmarks', {
    as: 'operator',
    body: { at: before.at, label: '烟感报警前' },
    status: 201,
  });
  const past = await bench.json<{
    density: { facility: string; counts: number[] }[];
    gaps: [number, number][];
    bookmarks: object[];
  }>(`/api/v1/past?from=${from}&to=${to}&bins=20`, { as: 'viewer' });
  expect(past.density).toEqual([{ facility: 'fire-alarm', counts: expect.arrayContaining([1]) }]);
  expect(past.density[0]!.counts).toHaveLength(20);
  expect(past.gaps[0]![0]).toBe(from);
  expect(past.bookmarks).toEqual([{ id: made.id, at: before.at, label: '烟感报警前', by: 'operator 甲' }]);
  await bench.json(`/api/v1/bookmarks/${made.id}`, { as: 'operator', method: 'DELETE', status: 204 });
  await bench.json(`/api/v1/bookmarks/${made.id}`, { as: 'operator', method: 'DELETE', status: 404 });
  expect((await bench.call(`/api/v1/past?from=${from}&to=${from + 8 * 86_400_000}`, { as: 'viewer' })).status).toBe(
    400,
  );
});

test('7.2.4-5 the state of an instant in full over HTTP: values and alarms as they were known then', async () => {
  interface Full {
    readonly hash: string;
    readonly state: { devices: { code: string; values: object }[]; alarms: { id: string }[] };
  }
  const full = (at?: number) =>
    bench.json<Full>(`/api/v1/twin?full=true${at === undefined ? '' : `&at=${at}`}`, { as: 'viewer' });
  const [then, now] = [await full(before.at), await full()];
  expect(then.hash).toBe(before.hash);
  expect(then.state.alarms).toEqual([]);
  expect(now.state.alarms.map(({ id }) => id)).toEqual([alarm]);
  const detector = ({ state }: Full) => state.devices.find(({ code }) => code === 'FA-1')!.values;
  expect(detector(then)).toEqual({});
  expect(detector(now)).toMatchObject({ alarm: { value: 1 } });
});
