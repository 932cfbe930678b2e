import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerRecord } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleEdge, sampleNode } from '../networks/sample-network.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const AT = [112.55, 37.87] as const;
const place = (x: number, z = 770): [number, number, number] => [AT[0] + x * 1e-4, AT[1], z];

const networkLayer = (code: string) =>
  LayerRecord.parse({
    code,
    name: { zh: code, en: code },
    kind: 'network',
    group: 'underground',
    source: 'sample',
    crs: 'EPSG:4326',
  });

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  for (const code of ['water', 'broken', 'gone']) await bench.layers.put(networkLayer(code));
  const folder = join(bench.folder, 'tilesets', 'layers', 'water');
  await mkdir(folder, { recursive: true });
  const nodes = [
    sampleNode('S', { kind: 'source', at: place(0) }),
    sampleNode('V1', { kind: 'valve', at: place(1) }),
    sampleNode('J', { at: place(2) }),
    sampleNode('H', { kind: 'connection', at: place(3), building: 'B01', unit: '1' }),
  ];
  const edges = [
    sampleEdge('P/1', 'S', 'V1', { line: [place(0), place(1)] }),
    sampleEdge('P/2', 'V1', 'J', { line: [place(1), place(2)] }),
    sampleEdge('P/3', 'J', 'H', { line: [place(2), place(3)] }),
  ];
  await writeFile(join(folder, 'network.json'), JSON.stringify({ format: 1, nodes, edges }));
  await writeFile(join(folder, 'tileset.json'), '{"asset":{"version":"1.1"}}');
  const broken = join(bench.folder, 'tilesets', 'layers', 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'network.json'), '{"format":1,"nodes":[');
});
afterAll(() => bench.close());

const get = <T = Record<string, unknown>>(path: string) => bench.json<T>(`/api/v1/networks${path}`, { as: 'viewer' });
const post = <T = Record<string, unknown>>(path: string, body: unknown, status = 200) =>
  bench.json<T>(`/api/v1/networks${path}`, { as: 'viewer', body, status });

describe('4.2.3 networks over HTTP', () => {
  test('are listed with what they carry; one that cannot be read is left out and logged', async () => {
    const { items } = await get<{ items: unknown[] }>('');
    expect(items).toEqual([
      {
        layer: 'water',
        media: ['water'],
        edges: 3,
        nodes: 4,
        lengthM: 30,
        tileset: '/tilesets/layers/water/tileset.json',
      },
    ]);
    expect(bench.logged.some((line) => line.includes('broken') && line.includes('a network is left out'))).toBe(true);
  });

  test('of a layer that was removed are none, although its tiles may still lie there', async () => {
    const folder = join(bench.folder, 'tilesets', 'layers', 'gone');
    await mkdir(folder);
    await writeFile(join(folder, 'network.json'), '{"format":1,"nodes":[],"edges":[]}');
    const codes = async () => (await get<{ items: { layer: string }[] }>('')).items.map(({ layer }) => layer);
    expect(await codes()).toContain('gone');
    await bench.layers.remove('gone');
    expect(await codes()).not.toContain('gone');
    await bench.json('/api/v1/networks/gone/trace', {
      as: 'viewer',
      body: { kind: 'isolate', element: 'x' },
      status: 404,
    });
  });

  test('dictionary 3.9: pipes are for those who may see the twin, tiles too, and in no cache that others share', async () => {
    for (const path of [
      '/api/v1/networks',
      '/api/v1/networks/water/elements/J',
      '/tilesets/layers/water/tileset.json',
    ]) {
      expect([path, (await bench.call(path)).status]).toEqual([path, 401]);
      expect((await bench.call(path, { as: await bench.apiKey('observations.write') })).status).toBe(403);
      const seen = await bench.call(path, { as: 'viewer' });
      expect([path, seen.status]).toEqual([path, 200]);
      expect(seen.headers.get('cache-control')).toMatch(/no-store|private/);
    }
  });

  test('an element has its record, and how deep it lies at a place', async () => {
    const found = await get(
      `/water/elements/${encodeURIComponent('P/2')}?longitude=${AT[0] + 1.5e-4}&latitude=${AT[1]}`,
    );
    expect(found).toMatchObject({ is: 'edge', layer: 'water', edge: { id: 'P/2', diameterMm: 100 } });
    expect(found.place).toMatchObject({ height: 770, groundHeight: null, depthM: null });
    expect(await get('/water/elements/V1')).toMatchObject({
      is: 'node',
      node: { kind: 'valve' },
      edges: ['P/1', 'P/2'],
      place: { height: 770, groundHeight: 771.5, depthM: 1.5 },
    });
  });

  test('a burst names the valve, the building and its homes of that unit', async () => {
    const found = await post('/water/trace', { kind: 'isolate', element: 'P/3' });
    const houses = [...bench.registry.houses()].filter(
      ({ building, unitNumber }) => building === 'B01' && unitNumber === '1',
    );
    expect(houses.length).toBeGreaterThan(0);
    expect(found).toMatchObject({
      layer: 'water',
      medium: 'water',
      closures: [{ id: 'V1', needed: true, closed: false }],
      connections: [{ id: 'H', building: 'B01' }],
      buildings: [{ code: 'B01', homes: houses.length }],
      homes: { count: houses.length },
    });
  });

  test('a place stands for the pipe that is nearest to it, if any is near', async () => {
    const found = await post('/water/trace', { kind: 'upstream', longitude: AT[0] + 2.5e-4, latitude: AT[1] + 1e-5 });
    expect(found).toMatchObject({ start: { id: 'P/3' }, ends: [{ id: 'S' }], lengthM: 30 });
    const far = { kind: 'isolate', longitude: AT[0] + 1, latitude: AT[1] };
    expect(await post('/water/trace', far, 404)).toMatchObject({
      detail: expect.stringContaining('no pipe within 25 m'),
    });
  });

  test('a section lists what lies under a line', async () => {
    const line = [
      [AT[0] + 1.5e-4, AT[1] - 1e-4],
      [AT[0] + 1.5e-4, AT[1] + 1e-4],
    ];
    const { items } = await post<{ items: { id: string; course: number[][] }[] }>('/section', { line });
    expect(items.map(({ id }) => id)).toEqual(['P/2']);
    expect(items[0]!.course[0]![0]).toBeCloseTo(11.1, 1);
    expect(await post('/section', { line, layers: ['gas'] })).toEqual({ items: [] });
  });

  test.each([
    ['/water/trace', { kind: 'isolate', element: 'nothing' }, 404],
    ['/gas/trace', { kind: 'isolate', element: 'P/1' }, 404],
    ['/water/trace', { kind: 'sideways', element: 'P/1' }, 400],
    ['/water/trace', { kind: 'isolate', longitude: 112 }, 400],
    ['/section', { line: [[112, 37]] }, 400],
  ])('%s %j is %d', async (path, body, status) => {
    await post(path, body, status);
  });
});
