import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';
import { SAMPLE_PHOTOS } from './sample-photos.test-kit.ts';

interface Round {
  readonly id: string;
  readonly dueDay: string;
  readonly standing: string;
  readonly version: string;
  readonly walk: { id: string; looked: number } | null;
}
interface Walk {
  readonly id: string;
  readonly inTime: boolean | null;
  readonly detail: string;
  readonly results: readonly {
    point: number;
    finding: string | null;
    photo: string | null;
    workOrder: string | null;
  }[];
}

const ROUNDS = '/api/v1/inspection-rounds';
const DAY_MS = 86_400_000;
let bench: ApiBench;
/** A key: a session would not outlast the days that go by here. */
let as: { readonly key: string };
beforeAll(async () => {
  bench = await openApiBench();
  as = await bench.apiKey('twin.view', 'order.view', 'order.work', 'order.manage');
  // Noon of a Monday at the site.
  bench.now = Date.parse('2026-11-30T12:00:00+08:00');
});
afterAll(() => bench.close());

const RECORD = {
  name: '消防周检',
  points: [
    { device: 'FA-1', place: null },
    { device: null, place: '地下一层泵房' },
  ],
  intervalDays: 7,
  owner: 'operator',
  dueDay: '2026-11-30',
};
const put = (id: string, change: object = {}, query = '', status = 200) =>
  bench.json<Round & { detail: string }>(`${ROUNDS}/${id}${query}`, {
    as,
    method: 'PUT',
    body: { ...RECORD, ...change },
    status,
  });
const round = async (id: string) =>
  (await bench.json<{ items: Round[] }>(ROUNDS, { as })).items.find((one) => one.id === id)!;
const start = (id: string, status = 201) => bench.json<Walk>(`${ROUNDS}/${id}/walks`, { as, body: {}, status });
const on = (walk: string, path: string, body: object, status = 200) =>
  bench.json<Walk>(`/api/v1/inspection-walks/${walk}/${path}`, { as, body, status });

test('8.2.1-7 a round comes due, is walked point by point, a finding becomes an order by one step, and the rhythm goes on', async () => {
  await put('fire');
  expect(await round('fire')).toMatchObject({ standing: 'due', walk: null });
  const { id } = await start('fire');
  await start('fire', 409);
  await on(id, 'points/0', { finding: null });
  expect((await round('fire')).walk).toEqual({ id, looked: 1 });
  expect((await on(id, 'finish', {}, 409)).detail).toContain('not looked at');
  await on(id, 'points/1', { finding: 'faulty', note: '水泵不启动' });
  const photo = await bench.call(`/api/v1/inspection-walks/${id}/points/1/photo`, {
    as,
    body: new Uint8Array(SAMPLE_PHOTOS['image/png']),
    headers: { 'content-type': 'image/png' },
  });
  expect(photo.status).toBe(200);
  const { results } = await on(id, 'points/1/work-order', { title: '泵房水泵不启动', priority: 2 }, 201);
  const order = await bench.json<{ place: string; photos: number; log: object[] }>(
    `/api/v1/work-orders/${results[1]!.workOrder}`,
    { as },
  );
  expect(order).toMatchObject({ place: '地下一层泵房', priority: 2, state: 'open', photos: 1, kind: 'repair' });
  expect(order.log).toMatchObject([{ step: 'opened', photo: expect.any(String) }]);
  expect((await bench.call(results[1]!.photo!, { as })).headers.get('content-type')).toBe('image/png');
  // What an order stands for is not said otherwise afterwards, and has one order.
  await on(id, 'points/1', { finding: null }, 409);
  await on(id, 'points/1/work-order', { title: '再一张' }, 409);
  await on(id, 'points/0/work-order', { title: '没有问题' }, 409);
  expect(await on(id, 'finish', {})).toMatchObject({ inTime: true });
  await on(id, 'points/0', { finding: 'dirty' }, 400);
  await on(id, 'points/0', { finding: 'other' }, 409);
  expect(await round('fire')).toMatchObject({ dueDay: '2026-12-07', standing: 'later', walk: null });
  const ledger = await bench.json<{ items: object[] }>('/api/v1/devices/FA-1/ledger', { as });
  expect(ledger.items[0]).toMatchObject({ step: 'inspected', day: '2026-11-30', note: '消防周检' });
});

test('8.2.1-7 one that was not walked is overdue; walked late it keeps its rhythm, and the figures tell it', async () => {
  bench.now += 16 * DAY_MS;
  expect(await round('fire')).toMatchObject({ standing: 'overdue' });
  const { id } = await start('fire');
  for (const point of [0, 1]) await on(id, `points/${point}`, { finding: point === 0 ? 'blocked' : null });
  expect(await on(id, 'finish', {})).toMatchObject({ inTime: false });
  expect(await round('fire')).toMatchObject({ dueDay: '2026-12-21' });
  const figures = await bench.json('/api/v1/inspection-statistics?days=30', { as });
  const sums = { walks: 2, inTime: 1, points: 4, findings: 2, orders: 1 };
  expect(figures).toEqual({
    days: 30,
    ...sums,
    due: 0,
    overdue: 0,
    byKind: [
      { kind: 'blocked', count: 1 },
      { kind: 'faulty', count: 1 },
    ],
    byRound: [{ round: 'fire', name: '消防周检', ...sums }],
  });
  expect(await bench.json('/api/v1/inspection-statistics?days=7', { as })).toMatchObject({ walks: 1 });
  const kept = await bench.json<{ items: object[] }>(`${ROUNDS}/fire/walks`, { as });
  expect(kept.items).toMatchObject([
    { inTime: false, findings: 1 },
    { inTime: true, findings: 1 },
  ]);
});

test('8.2.1-7 what is wrong with a round is told at its place, and nobody overwrites another', async () => {
  for (const [change, place] of [
    [{ points: [] }, 'body.points'],
    [{ points: [{ device: null, place: null }] }, 'body.points.0'],
    [{ points: [RECORD.points[0], RECORD.points[0]] }, 'body.points'],
    [{ points: [{ device: 'NONE', place: null }] }, 'body.points.0.device'],
    [{ intervalDays: 0 }, 'body.intervalDays'],
    [{ owner: 'viewer' }, 'body.owner'],
    [{ dueDay: '2026-02-30' }, 'body.dueDay'],
  ] as const)
    expect((await put('bad', change, '', 400)).detail).toContain(place);
  const { version } = await put('day', { intervalDays: 1 }, '?version=');
  await put('day', {}, '?version=', 409);
  const changed = await put('day', { name: '日巡' }, `?version=${version}`);
  await put('day', {}, `?version=${version}`, 409);
  const { id } = await start('day');
  await on(id, 'points/2', { finding: null }, 404);
  await on(id, 'points/0/work-order', { title: '还没看' }, 409);
  await bench.json(`${ROUNDS}/day`, { as, method: 'DELETE', status: 204 });
  await bench.json(`${ROUNDS}/day`, { as, method: 'DELETE', status: 404 });
  expect(changed.version).not.toBe(version);
  // Whoever is on the way still ends it.
  for (const point of [0, 1]) await on(id, `points/${point}`, { finding: null });
  await on(id, 'finish', {});
});
