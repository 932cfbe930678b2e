import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const as = 'administrator';
const PATH = '/api/v1/devices/LG-1/ledger';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  await bench.json('/api/v1/devices', { as, body: sampleDevice('LG-1'), status: 201 });
});
afterAll(() => bench.close());

const WHOSE = { ownerRight: 'O1', useRight: 'O2', opsRight: 'O2' };
const say = (scope: string, of: string, body: object, status = 200) =>
  bench.json(`/api/v1/asset-rights/${scope}/${of}`, { as, method: 'PUT', body, status });

test('8.2.1-2 who owns, uses and runs an asset is required: without it nothing is entered', async () => {
  const nobody = await bench.json<{ detail: string }>(PATH, {
    as,
    body: { step: 'planned', day: '2026-01-05' },
    status: 409,
  });
  expect(nobody.detail).toBe('LG-1: first say who owns, uses and runs it');
  for (const missing of Object.keys(WHOSE)) await say('device', 'LG-1', { ...WHOSE, [missing]: undefined }, 400);
  await say('device', 'LG-1', { ...WHOSE, useRight: 'O9' }, 400);
  await say('device', 'NONE', WHOSE, 404);
  await say('facility', 'none', WHOSE, 404);
  await say('estate', 'none', WHOSE, 400);
  expect(await bench.json('/api/v1/asset-rights', { as: 'viewer' })).toEqual({ items: [], next: null });
});

test('8.2.1-2 said of a facility it holds for every device of it, and said of a device for that one', async () => {
  const rights = async () => (await bench.json<{ rights: object }>(PATH, { as: 'viewer' })).rights;
  await say('facility', 'fire-alarm', WHOSE);
  const manager = { code: 'O1', name: '物业服务中心' };
  const guards = { code: 'O2', name: '秩序维护部' };
  expect(await rights()).toEqual({ scope: 'facility', ownerRight: manager, useRight: guards, opsRight: guards });
  await say('device', 'LG-1', { ...WHOSE, opsRight: 'O1' });
  expect(await rights()).toEqual({ scope: 'device', ownerRight: manager, useRight: guards, opsRight: manager });
  const { items } = await bench.json<{ items: object[] }>('/api/v1/organisations', { as: 'viewer' });
  expect(items).toMatchObject([manager, guards]);
});

test('8.2.1-2 what was said of a device can be taken back: then it is as its facility', async () => {
  const take = (scope: string, of: string, status: number) =>
    bench.json(`/api/v1/asset-rights/${scope}/${of}`, { as, method: 'DELETE', status });
  await take('device', 'LG-1', 204);
  const { rights } = await bench.json<{ rights: object }>(PATH, { as: 'viewer' });
  expect(rights).toMatchObject({ scope: 'facility', opsRight: { code: 'O2' } });
  await take('device', 'LG-1', 404);
  await take('device', 'NONE', 404);
  await take('estate', 'LG-1', 400);
});

const enter = (body: object, status = 201) =>
  bench.json<{ state: string; items: object[] }>(PATH, { as, body, status });

test('8.2.1-4 the state of an asset is never empty', async () => {
  expect(await bench.json(PATH, { as: 'viewer' })).toMatchObject({ state: 'inService', items: [] });
});

test('8.2.1-3 an asset goes planned, installed, in service, repair, retired; each step is dated in its ledger', async () => {
  const days = ['2026-01-05', '2026-02-01', '2026-02-03', '2026-06-30', '2026-11-01'];
  const steps = ['planned', 'installed', 'inService', 'repair', 'retired'];
  for (const [i, step] of steps.entries()) {
    bench.now += 1_000;
    const { state } = await enter({ step, day: days[i]!, note: step === 'repair' ? '更换电池' : null });
    expect(state).toBe(step);
  }
  const { items } = await bench.json<{ items: { step: string; day: string; note: string | null; by: string }[] }>(
    PATH,
    {
      as: 'viewer',
    },
  );
  expect(items.map(({ step, day }) => [step, day])).toEqual(steps.map((step, i) => [step, days[i]]).reverse());
  expect(items[1]).toMatchObject({ step: 'repair', note: '更换电池', enteredAt: bench.now - 1_000 });
  expect(items.every(({ by }) => by !== '')).toBe(true);
});

test('8.2.1-3 what happened before may be entered later; an inspection leaves the state as it is', async () => {
  expect((await enter({ step: 'inspected', day: '2026-11-20' })).state).toBe('retired');
  const { state, items } = await enter({ step: 'inspected', day: '2026-03-01', note: '春检' });
  expect(state).toBe('retired');
  expect(items.at(-4)).toMatchObject({ step: 'inspected', day: '2026-03-01' });
});

test('8.2.1-3 what is wrong is told, and nothing is entered', async () => {
  const before = await bench.json(PATH, { as });
  for (const body of [
    { step: 'lost', day: '2026-01-01' },
    { step: 'repair', day: '2026-02-30' },
    { step: 'repair', day: '1.1.2026' },
    { step: 'repair', day: '2026-01-01', note: 'x'.repeat(501) },
    { step: 'repair', day: '2026-01-01', more: 1 },
  ])
    await enter(body, 400);
  await bench.json('/api/v1/devices/NONE/ledger', { as, status: 404 });
  await bench.json('/api/v1/devices/NONE/ledger', { as, body: { step: 'repair', day: '2026-01-01' }, status: 404 });
  await bench.json(PATH, { as: 'operator', body: { step: 'repair', day: '2026-01-01' }, status: 403 });
  expect(await bench.json(PATH, { as })).toEqual(before);
});

test('8.2.1-1 a second asset of one code is refused', async () => {
  const { detail } = await bench.json<{ detail: string }>('/api/v1/devices', {
    as,
    body: sampleDevice('LG-1'),
    status: 409,
  });
  expect(detail).toContain('LG-1');
});

test('8.2.1-4 assets are listed by their state; who is in no list is in service', async () => {
  await bench.json('/api/v1/devices', { as, body: sampleDevice('LG-2'), status: 201 });
  const path = '/api/v1/devices/LG-2/ledger';
  const codes = async (asset: string) =>
    (
      await bench.json<{ items: { code: string }[] }>(`/api/v1/devices?q=LG&asset=${asset}`, { as: 'viewer' })
    ).items.map(({ code }) => code);
  expect(await codes('inService')).toEqual(['LG-2']);
  await bench.json(path, { as, body: { step: 'repair', day: '2026-05-01' }, status: 201 });
  await bench.json(path, { as, body: { step: 'inspected', day: '2026-05-02' }, status: 201 });
  expect(await codes('repair')).toEqual(['LG-2']);
  expect(await codes('retired')).toEqual(['LG-1']);
  expect(await bench.json('/api/v1/asset-states', { as: 'viewer' })).toEqual({
    items: [
      { device: 'LG-1', state: 'retired' },
      { device: 'LG-2', state: 'repair' },
    ],
    next: null,
  });
  await bench.json(path, { as, body: { step: 'inService', day: '2026-05-03' }, status: 201 });
  expect(await codes('inService')).toEqual(['LG-2']);
  await bench.json('/api/v1/devices?asset=lost', { as: 'viewer', status: 400 });
});
