import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localToGeo } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Binding } from '../binding/bindings.ts';
import { element, outlineWith } from '../binding/sample-model.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
const BINDINGS = '/api/v1/buildings/B01/bindings';
const list = async () => (await bench.json<{ items: Binding[] }>(BINDINGS, { as: 'viewer' })).items;
const decide = (id: string, verdict: 'accept' | 'reject', body: object | undefined, status = 200) =>
  bench.json<Binding & { detail: string }>(`${BINDINGS}/${encodeURIComponent(id)}/${verdict}`, {
    as: 'administrator',
    method: 'POST',
    body,
    status,
  });
const device = (code: string) =>
  bench.json<{ storey: string; space: string }>(`/api/v1/devices/${code}`, { as: 'viewer' });

beforeAll(async () => {
  bench = await openApiBench();
  const { placement } = bench.registry.building('B01')!;
  const at = (x: number, y: number, z: number) => localToGeo(placement, [x, y, z]);
  const register = (code: string, name: string, location: object, storey: string | null) =>
    bench.json('/api/v1/devices', {
      as: 'administrator',
      body: { code, name, kind: 'smoke-detector', facility: 'fire-alarm', location, building: 'B01', storey },
      status: 201,
    });
  await register('SURE-1', '101 感烟探测器', at(2, 2, 2.5), '1F');
  await register('NEAR-1', '烟感', at(13, 2, 2.5), null);
  const outline = outlineWith([
    element('e-sure', [2.05, 2, 2.5], { tag: 'SURE-1', space: 'space-s1-101' }),
    element('e-near', [14.5, 2, 2.5]),
    element('e-new', [18, 8, 5.5], { name: '新探测器', space: 'space-s2-202' }),
  ]);
  await mkdir(join(bench.folder, 'tilesets', 'B01'), { recursive: true });
  await writeFile(join(bench.folder, 'tilesets', 'B01', 'outline.json'), JSON.stringify(outline));
});
afterAll(() => bench.close());

describe('6.4.1-8-6 devices find their place in the model of their building', () => {
  test('what is sure is bound and listed as bound; the rest waits, and nothing of it is bound silently', async () => {
    const counts = await bench.json<{ bound: number; open: number }>(BINDINGS, {
      as: 'administrator',
      method: 'POST',
    });
    const found = await list();
    expect(counts.bound).toBe(found.filter(({ state }) => state === 'bound').length);
    expect(found.find(({ id }) => id === 'element:SURE-1')).toMatchObject({ state: 'bound', decidedBy: null });
    expect(bench.registry.device('SURE-1')).toMatchObject({ ifcGuid: 'e-sure', storey: '1F', space: '101' });
    expect(found.find(({ id }) => id === 'element:NEAR-1')).toMatchObject({ state: 'open', globalId: 'e-near' });
    expect(bench.registry.device('NEAR-1')).toMatchObject({ ifcGuid: null, space: null });
  });

  test('a person accepts: the record says so, the journal has the registration', async () => {
    expect(await decide('element:NEAR-1', 'accept', {})).toMatchObject({
      state: 'accepted',
      decidedBy: expect.any(String),
    });
    expect(bench.registry.device('NEAR-1')).toMatchObject({ ifcGuid: 'e-near', storey: '1F' });
    expect(await device('NEAR-1')).toMatchObject({ storey: '1F' });
    expect((await decide('element:NEAR-1', 'accept', {}, 409)).detail).toContain('decided');
  });

  test('an element becomes a device that stands where the model has it', async () => {
    expect((await decide('new:e-new', 'accept', {}, 400)).detail).toContain('code, name and kind');
    const given = { code: 'FA-NEW', name: '新探测器', kind: 'smoke-detector' };
    expect((await decide('new:e-new', 'accept', { device: { ...given, kind: 'no-such' } }, 400)).detail).toMatch(
      /kind/,
    );
    expect((await decide('new:e-new', 'accept', { device: { ...given, code: 'FA-1' } }, 400)).detail).toMatch(/taken/);
    await decide('new:e-new', 'accept', { device: given });
    expect(await device('FA-NEW')).toMatchObject({ storey: '2F', space: '202' });
  });

  test('what was rejected is not proposed again', async () => {
    const open = (await list()).find(({ state }) => state === 'open');
    await decide(open!.id, 'reject', undefined);
    await bench.json(BINDINGS, { as: 'administrator', method: 'POST' });
    expect((await list()).find(({ id }) => id === open!.id)).toMatchObject({ state: 'rejected' });
  });

  test('a proposal that is not there, a building without a model', async () => {
    await decide('element:NOBODY', 'reject', undefined, 404);
    await bench.json('/api/v1/buildings/B02/bindings', { as: 'administrator', method: 'POST', status: 404 });
  });
});
