import { PLAIN_WALL, PRESET_LAYOUTS, type WallLayout, type WallWish } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const PATH = '/api/v1/wall';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  await bench.json('/api/v1/devices', { as: 'administrator', body: sampleDevice('CAM-W'), status: 201 });
});
afterAll(() => bench.close());

interface Wall {
  readonly wish: WallWish;
  readonly setBy: string | null;
  readonly holder: { readonly name: string; readonly until: number; readonly own: boolean } | null;
  readonly layouts: (WallLayout & { readonly preset: boolean; readonly version: string })[];
}
type As = 'viewer' | 'operator' | 'administrator';
const read = (as: As = 'viewer') => bench.json<Wall>(PATH, { as });
const set = (as: As, wish: Partial<WallWish>, status = 200) =>
  bench.json<Wall>(PATH, { as, method: 'PUT', body: { ...PLAIN_WALL, ...wish }, status });
const post = (as: As, word: 'hold' | 'release', status = 200) =>
  bench.json<Wall>(`${PATH}/${word}`, { as, method: 'POST', body: {}, status });
const told = () => bench.events.filter(({ kind }) => kind === 'wall.changed').length;

describe('7.2.10-3 what the wall shows is one state that desks change and screens follow (WALL)', () => {
  test('it begins with the whole site, no tour, and the layout that fits', async () => {
    const { wish, setBy, holder, layouts } = await read();
    expect({ wish, setBy, holder }).toEqual({ wish: PLAIN_WALL, setBy: null, holder: null });
    expect(layouts.map(({ id, preset }) => [id, preset])).toEqual(PRESET_LAYOUTS.map(({ id }) => [id, true]));
  });

  test('an operator sets it: screens are told through the journal, and the audit says who', async () => {
    const before = told();
    const { wish, setBy } = await set('operator', {
      view: { kind: 'building', code: 'B01', storey: null },
      cameras: ['CAM-W'],
    });
    expect(wish).toMatchObject({ view: { code: 'B01' }, cameras: ['CAM-W'] });
    expect(setBy).not.toBe('');
    expect(told()).toBe(before + 1);
    expect((await read()).wish).toEqual(wish);
    const audit = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1', { as: 'administrator' });
    expect(audit.items).toMatchObject([{ action: 'wall.set', result: 'done' }]);
  });

  test('what is not there is refused, with its name, and nothing changes', async () => {
    const { wish } = await read();
    for (const [part, name] of [
      [{ view: { kind: 'alarm', id: 'A999999' } }, 'A999999'],
      [{ view: { kind: 'building', code: 'B99', storey: null } }, 'B99'],
      [{ cameras: ['NONE'] }, 'NONE'],
      [{ layout: 'none' }, 'none'],
    ] as const)
      expect(JSON.stringify(await set('operator', part as Partial<WallWish>, 404))).toContain(name);
    await set('operator', { cameras: Array.from({ length: 17 }, () => 'CAM-W') }, 400);
    await set('viewer', {}, 403);
    expect((await read()).wish).toEqual(wish);
  });

  test('who holds it alone changes it; it is let go of by hand, or ten minutes after the last change', async () => {
    expect((await post('operator', 'hold')).holder).toMatchObject({ own: true });
    expect((await read('administrator')).holder).toMatchObject({ own: false });
    expect(JSON.stringify(await set('administrator', {}, 409))).toContain('held by');
    await post('administrator', 'hold', 409);
    await post('administrator', 'release', 409);
    bench.now += 9 * 60_000;
    const { holder } = await set('operator', { patrol: true });
    expect(holder!.until).toBe(bench.now + 10 * 60_000);
    expect((await post('operator', 'release')).holder).toBeNull();
    await set('administrator', {});
    await post('operator', 'hold');
    bench.now += 10 * 60_000 + 1;
    expect((await read()).holder).toBeNull();
    await set('administrator', {});
  });
});

describe('WALL layouts of a site', () => {
  const { id: _, ...hd } = PRESET_LAYOUTS[0]!;
  const put = (id: string, body: object, status = 200) =>
    bench.json<{ version: string }>(`${PATH}/layouts/${id}`, { as: 'administrator', method: 'PUT', body, status });

  test('one is drawn, changed by who read it, used, and removed: a wall that had it takes what fits', async () => {
    const { version } = await put('hall', { ...hd, name: '大厅', version: null });
    await put('hall', { ...hd, name: '大厅', version: null }, 409);
    const changed = await put('hall', { ...hd, name: '大厅东', seamsX: [], version });
    await put('hall', { ...hd, version }, 409);
    expect((await set('operator', { layout: 'hall' })).wish.layout).toBe('hall');
    expect((await read()).layouts.at(-1)).toMatchObject({ id: 'hall', name: '大厅东', preset: false });
    const remove = (status: number, given: string) =>
      bench.json(`${PATH}/layouts/hall?version=${given}`, { as: 'administrator', method: 'DELETE', status });
    await remove(409, version);
    await remove(204, changed.version);
    await remove(404, changed.version);
    expect((await read()).wish.layout).toBeNull();
  });

  test('faults are told by panel; presets are not changed', async () => {
    const panels = [
      { kind: 'scene', x: 0, y: 0, w: 30, h: 24 },
      { kind: 'queue', x: 29, y: 0, w: 19, h: 24 },
    ];
    const answer = JSON.stringify(await put('bad', { ...hd, panels, seamsX: [0.5], version: null }, 400));
    expect(answer).toContain('panels.1');
    expect(answer).toContain('queue lies over scene');
    expect(answer).toContain('scene lies across a seam');
    await put('hd', { ...hd, version: null }, 409);
    await put('Hall!', { ...hd, version: null }, 400);
    await put('hall', { ...hd, panels: [], version: null }, 400);
  });
});
