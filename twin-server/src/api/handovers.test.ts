import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../principal.ts';
import { type ApiBench, openApiBench, PASSWORD } from './api-bench.test-kit.ts';

interface Sheet {
  readonly since: number;
  readonly raised: readonly object[];
  readonly open: {
    readonly count: number;
    readonly items: readonly { id: string; device: string; priority: number }[];
  };
  readonly shelved: { readonly count: number; readonly items: readonly object[] };
  readonly silent: { readonly count: number; readonly items: readonly object[] };
}
interface Written {
  readonly id: string;
  readonly sheet: Sheet;
  readonly people: Record<string, { displayName: string }>;
}

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  const sender = await bench.apiKey('observations.write');
  const send = (channel: 'observations' | 'events', body: object) =>
    bench.json(`/api/v1/${channel}`, { as: sender, body, status: 202 });
  const time = Date.now();
  await send('events', { device: 'CAM-1', id: 'e1', time, type: 'detected', data: {} });
  await send('observations', { device: 'FA-1', time, values: { alarm: true, fault: true } });
  await send('observations', { device: 'FA-2', time, values: { fault: true } });
  const { items } = await bench.json<{ items: { id: string; code: string; device: string }[] }>('/api/v1/alarms', {
    as: 'operator',
  });
  const fault = items.find(({ device }) => device === 'FA-2')!;
  const body = { reason: '等待更换', until: new Date(bench.now + 3_600_000).toISOString() };
  await bench.json(`/api/v1/alarms/${fault.id}/shelve`, { as: 'operator', body });
  const fire = items.find(({ code }) => code === 'fire.smoke')!;
  await bench.json(`/api/v1/alarms/${fire.id}/assign`, { as: 'operator', body: { assignee: 'operator' } });
  bench.now = Date.now() + 1000;
  // A device that was told silent by the evaluator; minutes are not waited for in a test.
  bench.pipeline.published.devices.find((device) => device?.code === 'ENV-1')!.silent = true;
});
afterAll(() => bench.close());

const current = () => bench.json<Written & { unsigned: { id: string }[] }>('/api/v1/handover', { as: 'viewer' });
const write = (as: Role, notes: string) =>
  bench.json<Written>('/api/v1/handovers', { as, body: { notes }, status: 201 });
const sign = (id: string, as: Role, status = 200) =>
  bench.json<{ detail?: string }>(`/api/v1/handovers/${id}/sign`, { as, body: { remark: '收到' }, status });

test('WALL handover: the sheet says what is open with who has it, what is shelved until when and why, and what is silent', async () => {
  const { sheet, people, unsigned } = await current();
  expect(sheet.open.items.map(({ device, priority }) => [device, priority])).toEqual([
    ['CAM-1', 1],
    ['FA-1', 1],
    ['FA-1', 2],
  ]);
  expect(sheet.open).toMatchObject({ count: 3 });
  const fire = sheet.open.items.find(({ device }) => device === 'FA-1') as unknown as { assignee: string };
  expect(fire).toMatchObject({
    code: 'fire.smoke',
    label: { zh: '感烟报警' },
    case: 'inProgress',
    building: 'B01',
    members: 0,
  });
  expect(people[fire.assignee]).toMatchObject({ account: 'operator', displayName: 'operator 甲' });
  expect(sheet.shelved).toMatchObject({
    count: 1,
    items: [{ device: 'FA-2', reason: '等待更换', shelvedBy: fire.assignee, until: expect.any(Number) }],
  });
  expect(sheet.silent).toMatchObject({ count: 1, items: [{ device: 'ENV-1', deviceName: '空气站', lastHeard: null }] });
  expect(sheet.raised).toEqual([
    { priority: 1, count: 2, falseAlarms: 0 },
    { priority: 2, count: 2, falseAlarms: 0 },
  ]);
  expect(unsigned).toEqual([]);
});

test('WALL handover: who goes writes, who comes signs by a session of their own; both stay with their times', async () => {
  const written = await write('operator', '2号楼 4F 探测器待更换');
  expect(written).toMatchObject({
    notes: '2号楼 4F 探测器待更换',
    writtenBy: { account: 'operator' },
    writtenAt: bench.now,
    signedAt: null,
    signedBy: null,
    open: 3,
    shelved: 1,
    silent: 1,
    sheet: { open: { count: 3 } },
  });
  expect((await current()).unsigned).toMatchObject([{ id: written.id }]);
  expect((await sign(written.id, 'operator', 409)).detail).toContain('cannot sign');
  bench.now += 60_000;
  expect(await sign(written.id, 'administrator')).toMatchObject({
    signedBy: { account: 'administrator' },
    signedAt: bench.now,
    remark: '收到',
    writtenAt: bench.now - 60_000,
  });
  expect((await sign(written.id, 'administrator', 409)).detail).toContain('signed already');
  expect((await current()).unsigned).toEqual([]);
});

test('WALL handover: the next sheet counts what was raised since', async () => {
  const { sheet } = await current();
  expect(sheet).toMatchObject({ since: bench.now - 60_000, raised: [], open: { count: 3 } });
});

test('WALL handover: the list has the newest first, page by page, and one keeps its sheet as it stood', async () => {
  const second = await write('administrator', '');
  const page = await bench.json<{ items: { id: string }[]; next: string }>('/api/v1/handovers?limit=1', {
    as: 'viewer',
  });
  expect(page.items).toMatchObject([{ id: second.id, writtenBy: { account: 'administrator' } }]);
  const rest = await bench.json<{ items: { id: string }[]; next: null }>(
    `/api/v1/handovers?limit=1&cursor=${page.next}`,
    {
      as: 'viewer',
    },
  );
  expect(rest).toMatchObject({ items: [{ writtenBy: { account: 'operator' } }], next: null });
  const [fire] = second.sheet.open.items.filter(({ device }) => device === 'FA-1');
  await bench.json(`/api/v1/alarms/${fire!.id}/dismiss`, { as: 'operator', body: { reason: '演练', confirm: true } });
  expect(await bench.json(`/api/v1/handovers/${second.id}`, { as: 'viewer' })).toMatchObject({ sheet: second.sheet });
});

test('WALL handover: nothing of it is ever changed, and every step is in the audit', async () => {
  for (const statement of ["UPDATE handover SET notes = ''", 'DELETE FROM handover', 'DELETE FROM handover_signature'])
    await expect(bench.database.pool.query(statement)).rejects.toThrow('append-only');
  const { items } = await bench.json<{ items: { action: string; accountName: string }[] }>(
    '/api/v1/audit?q=handover.&result=done',
    { as: 'administrator' },
  );
  expect(items.map(({ action, accountName }) => [action, accountName])).toEqual([
    ['handover.write', 'administrator'],
    ['handover.sign', 'administrator'],
    ['handover.write', 'operator'],
  ]);
});

test('WALL handover: a program signs nothing, whatever it may do', async () => {
  const key = await bench.apiKey('alarm.handle', 'twin.view');
  expect((await bench.call('/api/v1/handovers', { as: key, body: {} })).status).toBe(403);
  const [waiting] = (await current()).unsigned;
  expect((await bench.call(`/api/v1/handovers/${waiting!.id}/sign`, { as: key, body: {} })).status).toBe(403);
});

test.each([
  ['/api/v1/handovers/none', 400],
  ['/api/v1/handovers/00000000-0000-4000-8000-000000000000', 404],
  ['/api/v1/handovers?cursor=WyJhIl0', 400],
])('WALL handover: GET %s is answered %d', async (path, status) => {
  expect((await bench.call(path, { as: 'viewer' })).status).toBe(status);
});

test('WALL handover: two that sign at once: the first one does', async () => {
  const { access, url } = bench;
  await access.accounts.createUser(
    { name: 'late', displayName: '丙', role: 'operator', password: PASSWORD },
    { principal: null, address: null },
  );
  const signedIn = await access.signIn({ account: 'late', password: PASSWORD }, { address: null });
  const cookie = signedIn.ok ? signedIn.cookie.split(';')[0]! : '';
  const [waiting] = (await current()).unsigned;
  const answers = await Promise.all([
    bench.call(`/api/v1/handovers/${waiting!.id}/sign`, { as: 'operator', body: {} }),
    fetch(`${url}/api/v1/handovers/${waiting!.id}/sign`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{}',
    }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});
