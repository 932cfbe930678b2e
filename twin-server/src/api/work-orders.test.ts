import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../principal.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';
import { SAMPLE_PHOTOS } from './sample-photos.test-kit.ts';

interface Order {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly device: string | null;
  readonly overdue: boolean;
  readonly owner: { account: string } | null;
  readonly photos: number;
  readonly log: readonly { step: string; comment: string | null; by: { account: string } }[];
  readonly pictures: readonly { id: string; address: string }[];
}

const ROOT = '/api/v1/work-orders';
const MINUTE_MS = 60_000;
let bench: ApiBench;
let alarm: string;
beforeAll(async () => {
  bench = await openApiBench();
  const body = { device: 'FA-1', time: Date.now(), values: { alarm: true } };
  await bench.json('/api/v1/observations', { as: 'administrator', body, status: 202 });
  const { items } = await bench.json<{ items: { id: string }[] }>('/api/v1/alarms', { as: 'viewer' });
  alarm = items[0]!.id;
});
afterAll(() => bench.close());

const open = (body: object, as: Role = 'operator') =>
  bench.json<Order>(ROOT, { as, body: { title: '更换探测器', kind: 'repair', device: 'FA-2', ...body }, status: 201 });
const act = (order: Pick<Order, 'id' | 'version'>, name: string, body: object = {}, status = 200) =>
  bench.json<Order & { detail: string }>(`${ROOT}/${order.id}/${name}`, {
    as: 'operator',
    body: { version: order.version, ...body },
    status,
  });
const list = async (query: string, as: Role = 'viewer') =>
  (await bench.json<{ items: Order[] }>(`${ROOT}?${query}`, { as })).items.map(({ id }) => id);
const photo = (id: string, body: Uint8Array<ArrayBuffer>, type = 'image/jpeg', as: Role = 'operator') =>
  bench.call(`${ROOT}/${id}/photos`, { as, body, headers: { 'content-type': type } });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

describe('8.2.1 a work order', () => {
  test('is opened from an alarm, taken over, done and closed; its log says who did what, and the audit too', async () => {
    const opened = await open({ alarm, device: null, priority: 1 });
    expect(opened).toMatchObject({ state: 'open', device: 'FA-1', owner: null, overdue: false, version: 1 });
    expect(await list(`alarm=${alarm}`)).toEqual([opened.id]);
    const taken = await act(opened, 'take');
    expect(taken).toMatchObject({ state: 'inProgress', owner: { account: 'operator' } });
    await bench.json(`${ROOT}/${opened.id}/comment`, { as: 'operator', body: { comment: '带了梯子' } });
    const done = await act(taken, 'done', { comment: '已更换' });
    const back = await act(done, 'reopen', { comment: '仍有误报' });
    const closed = await act(await act(back, 'done'), 'close');
    expect(closed.state).toBe('closed');
    expect(closed.log.map(({ step, comment }) => [step, comment])).toEqual([
      ['opened', null],
      ['take', null],
      ['comment', '带了梯子'],
      ['done', '已更换'],
      ['reopen', '仍有误报'],
      ['done', null],
      ['close', null],
    ]);
    expect(new Set(closed.log.map(({ by }) => by.account))).toEqual(new Set(['operator']));
    await act(closed, 'comment', { version: undefined, comment: '再看' }, 409);
    const audit = await bench.json<{ items: { action: string; subject: string }[] }>('/api/v1/audit?limit=1000', {
      as: 'administrator',
    });
    const actions = audit.items.filter(({ subject }) => subject === opened.id).map(({ action }) => action);
    expect(actions.toReversed()).toEqual(
      ['open', 'take', 'comment', 'done', 'reopen', 'done', 'close'].map((a) => `order.${a}`),
    );
  });

  test('is given to somebody until a time, is overdue when it is over, and can be asked for', async () => {
    const order = await open({ owner: 'operator', dueAt: new Date(bench.now + 10 * MINUTE_MS).toISOString() });
    expect(await list('overdue=true')).not.toContain(order.id);
    expect(await list('mine=true', 'operator')).toContain(order.id);
    expect(await list('mine=true', 'administrator')).not.toContain(order.id);
    bench.now += 20 * MINUTE_MS;
    expect(await list('overdue=true')).toContain(order.id);
    const dueAt = new Date(bench.now + 10 * MINUTE_MS).toISOString();
    const given = await act(order, 'assign', { owner: 'administrator', dueAt });
    expect(given).toMatchObject({ owner: { account: 'administrator' }, overdue: false, state: 'open' });
    expect((await act(given, 'assign', { owner: null })).owner).toBeNull();
    expect(await list('state=standing&device=FA-2')).toContain(order.id);
    expect(await list('state=done')).toEqual([]);
    bench.now -= 20 * MINUTE_MS;
  });

  test('two who change it at once: the second is told, and nothing is overwritten', async () => {
    const order = await open({});
    await act(order, 'assign', { owner: 'operator' });
    expect((await act(order, 'take', {}, 409)).detail).toContain('changed');
    const both = await Promise.all(
      [1, 2].map(async () => {
        const { version } = await bench.json<Order>(`${ROOT}/${order.id}`, { as: 'operator' });
        const { status } = await bench.call(`${ROOT}/${order.id}/take`, { as: 'operator', body: { version } });
        return status;
      }),
    );
    expect(both.toSorted()[0]).toBe(200);
    // A comment overwrites nothing and asks for no version.
    await bench.json(`${ROOT}/${order.id}/comment`, { as: 'operator', body: { comment: '在路上' } });
  });

  test('is cancelled with a reason, and is over then', async () => {
    const order = await open({});
    await act(order, 'cancel', {}, 400);
    const cancelled = await act(order, 'cancel', { comment: '重复' });
    expect(cancelled).toMatchObject({ state: 'cancelled', overdue: false });
    expect((await act(cancelled, 'take', {}, 409)).detail).toContain('state');
    await act(cancelled, 'reopen', { comment: '还是要做' }, 409);
    expect((await photo(order.id, bytes(SAMPLE_PHOTOS['image/jpeg']))).status).toBe(409);
    expect(await list('state=standing')).not.toContain(order.id);
  });

  test.each([
    [{ device: 'NONE' }, 'body.device'],
    [{ device: null }, 'body.place'],
    [{ alarm: 'A999999' }, 'body.alarm'],
    [{ owner: 'viewer' }, 'body.owner'],
    [{ owner: 'nobody' }, 'body.owner'],
    [{ title: '  ' }, 'body.title'],
    [{ priority: 5 }, 'body.priority'],
    [{ kind: 'party' }, 'body.kind'],
    [{ dueAt: '2020-01-01T00:00:00Z' }, 'body.dueAt'],
    [{ more: 1 }, 'body.more'],
  ])('%j is refused: %s', async (wrong, place) => {
    const body = { title: '更换探测器', kind: 'repair', device: 'FA-2', ...wrong };
    const { detail } = await bench.json<{ detail: string }>(ROOT, { as: 'operator', body, status: 400 });
    expect(detail).toContain(place);
  });

  test('one that is not there is not there', async () => {
    await bench.json(`${ROOT}/W999999`, { as: 'viewer', status: 404 });
    await bench.json(`${ROOT}/W999999/take`, { as: 'operator', body: { version: 1 }, status: 404 });
    await bench.json(`${ROOT}/9`, { as: 'viewer', status: 400 });
  });

  test('who may only work opens and does it, and gives it to nobody else', async () => {
    const worker = await bench.apiKey('order.view', 'order.work');
    const body = { title: '漏水', kind: 'repair', place: '地下车库 B 区' };
    const order = await bench.json<Order>(ROOT, { as: worker, body, status: 201 });
    await bench.json(ROOT, { as: worker, body: { ...body, owner: 'operator' }, status: 403 });
    const close = { as: worker, body: { version: order.version }, status: 403 };
    for (const name of ['close', 'reopen', 'cancel', 'assign']) await bench.json(`${ROOT}/${order.id}/${name}`, close);
  });
});

describe('8.2.1 photos of an order', () => {
  test('are told by their bytes, and seen by those who do orders alone', async () => {
    const { id } = await open({});
    for (const [type, picture] of Object.entries(SAMPLE_PHOTOS)) {
      bench.now += 1_000;
      // What the sender says of it does not count.
      expect((await photo(id, bytes(picture), 'image/png')).status).toBe(201);
      const { pictures } = await bench.json<Order>(`${ROOT}/${id}`, { as: 'viewer' });
      const { address } = pictures.at(-1)!;
      const seen = await bench.call(address, { as: 'operator' });
      expect([seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([type, 'nosniff']);
      expect(Buffer.from(await seen.arrayBuffer())).toEqual(picture);
      expect((await bench.call(address, { as: 'viewer' })).status).toBe(403);
      expect((await bench.call(address)).status).toBe(401);
    }
    expect(await bench.json<Order>(`${ROOT}/${id}`, { as: 'viewer' })).toMatchObject({ photos: 3, version: 1 });
  });

  test('what is none is refused and leaves no file; ten are enough', async () => {
    const { id } = await open({});
    const files = () => readdir(join(bench.folder, 'work-photos'));
    const before = await files();
    const page = new TextEncoder().encode('<script>alert(1)</script>');
    expect((await photo(id, page)).status).toBe(400);
    expect((await photo(id, bytes(SAMPLE_PHOTOS['image/png']), 'image/svg+xml')).status).toBe(415);
    expect((await photo(id, bytes(Buffer.alloc(8 * 1024 * 1024 + 1)))).status).toBe(413);
    expect((await photo('W999999', bytes(SAMPLE_PHOTOS['image/png']))).status).toBe(404);
    expect(await files()).toEqual(before);
    const answers = await Promise.all(Array.from({ length: 12 }, () => photo(id, bytes(SAMPLE_PHOTOS['image/jpeg']))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await files()).length).toBe(before.length + 10);
  });
});
