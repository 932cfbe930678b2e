import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerRecord, localToGeo } from 'twin-core';
import type { WalkableEdge, WalkableFile } from 'twin-core/geometry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const space = (id: string, name: string, use: string, z: number): WalkableFile['spaces'][number] => ({
  id,
  name,
  use,
  storey: z < 9 ? '3F' : '4F',
  at: [0, 0, z],
  areaM2: 50,
});
const portal = (
  id: string,
  kind: WalkableFile['portals'][number]['kind'],
  spaces: string[],
  z: number,
): WalkableFile['portals'][number] => ({
  id,
  kind,
  name: id,
  storey: z < 9 ? '3F' : '4F',
  at: [2, 0, z],
  widthM: 1,
  spaces,
  inferred: false,
});
const way = (from: string, to: string, at: string | null): WalkableEdge => ({
  from,
  to,
  kind: at === null ? 'stair' : 'floor',
  space: at,
  lengthM: 8,
  widthM: null,
  inferred: false,
});

/** Two homes of one storey, a stair, and a home over them; the way out leads through the hall of the lower storey. */
const WALKABLE: WalkableFile = {
  version: 1,
  spaces: [space('S301', '301', 'HOME', 6), space('HALL', 'HALL', 'CORRIDOR', 6), space('S401', '401', 'HOME', 9)],
  portals: [
    portal('D301', 'door', ['S301', 'HALL'], 6),
    portal('OUT', 'exit', ['HALL'], 6),
    portal('ST/foot', 'stair', ['HALL'], 6),
    portal('ST/head', 'stair', ['S401'], 9),
  ],
  edges: [
    way('S301', 'D301', 'S301'),
    way('HALL', 'OUT', 'HALL'),
    way('D301', 'OUT', 'HALL'),
    way('ST/foot', 'OUT', 'HALL'),
    way('ST/foot', 'ST/head', null),
    way('S401', 'ST/head', 'S401'),
  ],
  findings: [],
};

const square = (longitude: number, latitude: number, size: number): [number, number][] => [
  [longitude, latitude],
  [longitude + size, latitude],
  [longitude + size, latitude + size],
  [longitude, latitude + size],
];

let bench: ApiBench;
const tell = async (device: string, values: object) =>
  bench.json('/api/v1/observations', {
    as: await bench.apiKey('observations.write'),
    body: { device, time: Date.now(), values },
    status: 202,
  });
const ask = <T = Record<string, unknown>>(path: string, status = 200) =>
  bench.json<T>(`/api/v1/buildings/B01${path}`, { as: 'viewer', status });
interface Routes {
  readonly stranded: number;
  readonly persons: number;
  readonly routes: readonly { readonly space: string; readonly state: string; readonly blockedBy: readonly string[] }[];
  readonly exits: readonly { readonly persons: number; readonly shelter: { readonly name: string } | null }[];
  readonly obstructions: readonly { readonly at: string; readonly why: string; readonly clearSince: number | null }[];
}

beforeAll(async () => {
  bench = await openApiBench();
  for (const record of [...bench.registry.buildings()])
    await bench.registry.putBuilding({ ...record, footprint: square(112.5499, 37.8699, 0.0002) }, 'test');
  const house = bench.registry.house('B01-1-401')!;
  await bench.registry.putHouse({ ...house, ifcSpaceGuid: 'S401' }, 'test');
  await bench.registry.putHouse({ ...bench.registry.house('B01-1-301')!, ifcSpaceGuid: 'S301' }, 'test');
  const layer = LayerRecord.parse({
    code: 'shelters',
    name: { zh: '避难场所', en: 'Shelters' },
    kind: 'features',
    group: 'emergency',
    source: 'sample',
    crs: 'EPSG:4326',
  });
  const ring = square(112.5506, 37.8702, 0.0002);
  await bench.layers.putWhole(layer, [
    {
      layer: 'shelters',
      id: 'S1',
      name: '中心广场',
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
      properties: { capacity: 100 },
    },
  ]);
  const folder = join(bench.folder, 'tilesets', 'B01');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'walkable.json'), JSON.stringify(WALKABLE));
});
afterAll(() => bench.close());

describe('7.2.7-5, 5.8.8 ways out over HTTP', () => {
  test('5.8.8-3 are for those who may see the twin', async () => {
    for (const path of ['/api/v1/buildings/B01/routes', '/api/v1/buildings/B01/responders?to=S401']) {
      expect((await bench.call(path)).status).toBe(401);
      expect((await bench.call(path, { as: await bench.apiKey('observations.write') })).status).toBe(403);
    }
    await ask('/routes?from=nowhere', 404);
    await bench.json('/api/v1/buildings/B02/routes', { as: 'viewer', status: 404 });
    await ask('/routes?form=S401', 400);
  });

  test('5.8.8-2 a home has its way to the exit, and on to a shelter with room', async () => {
    const told = await ask<Routes>('/routes?from=B01-1-401');
    expect(told).toMatchObject({ persons: 3, stranded: 0, burns: false, spaces: { count: 3, withRoute: 3 } });
    expect(told.routes).toMatchObject([{ space: 'S401', state: 'safe', exit: 'OUT', lengthM: 24 }]);
    expect(told.exits).toMatchObject([{ persons: 3, shelter: { name: '中心广场', freeAfter: 97 } }]);
    expect((await ask<Routes>('/routes?storey=3F')).routes.map(({ space: id }) => id)).toEqual(['S301', 'HALL']);
    expect((await ask<Routes>('/routes')).routes).toEqual([]);
  });

  test('7.2.7-5 a fire in the hall leaves no safe route and names what blocks; its end opens the way a minute later; a false alarm blocks nothing', async () => {
    const detector = sampleDevice('FA-H', { storey: '3F', space: 'HALL', kind: 'heat-detector' });
    await bench.json('/api/v1/devices', { as: 'administrator', body: detector, status: 201 });
    await tell('FA-H', { alarm: true });
    const burning = await ask<Routes>('/routes?storey=4F');
    expect(burning).toMatchObject({ burns: true, stranded: 3 });
    expect(burning.routes).toMatchObject([{ space: 'S401', state: 'blocked', blockedBy: ['HALL'], exit: null }]);
    expect(burning.obstructions).toContainEqual(expect.objectContaining({ at: 'HALL', level: 'blocked', why: 'fire' }));
    const { id } = [...bench.pipeline.published.alarms.values()].find(({ device }) => device === 'FA-H')!;
    const body = { reason: '演练', confirm: true };
    await bench.json(`/api/v1/alarms/${id}/dismiss`, { as: 'operator', body });
    const clearing = await ask<Routes>('/routes?storey=4F');
    expect(clearing.routes[0]!.state).toBe('blocked');
    expect(clearing.obstructions.every(({ clearSince }) => clearSince !== null)).toBe(true);
    bench.now += 60_000;
    expect((await ask<Routes>('/routes?storey=4F')).routes[0]!.state).toBe('safe');
  });

  test('7.2.7-5 thin smoke is walked through, thick smoke is not', async () => {
    const detector = sampleDevice('FA-S', { storey: '3F', space: 'HALL' });
    await bench.json('/api/v1/devices', { as: 'administrator', body: detector, status: 201 });
    await tell('FA-S', { alarm: true, obscurationPctM: 8 });
    expect((await ask<Routes>('/routes?from=S401')).routes[0]!.state).toBe('smoky');
    await tell('FA-S', { alarm: true, obscurationPctM: 40 });
    expect((await ask<Routes>('/routes?from=S401')).routes[0]!.state).toBe('blocked');
  });

  test('7.2.7-2 an exit whose lock stays locked half a minute after the fire alarm is no exit', async () => {
    await tell('FA-S', { alarm: true, obscurationPctM: 8 });
    await ask('/routes');
    bench.now += 60_000;
    const { placement } = bench.registry.building('B01')!;
    const lock = sampleDevice('AC-1', {
      kind: 'access-controller',
      facility: 'access-control',
      storey: '3F',
      space: 'HALL',
      location: localToGeo(placement, [2.5, 0.5, 7]),
    });
    await bench.json('/api/v1/devices', { as: 'administrator', body: lock, status: 201 });
    await tell('AC-1', { lockState: 'unlocked' });
    expect((await ask<Routes>('/routes?from=S401')).obstructions.map(({ why }) => why)).not.toContain('locked');
    await tell('AC-1', { lockState: 'locked' });
    const told = await ask<Routes>('/routes?from=S401');
    expect(told.obstructions).toContainEqual(expect.objectContaining({ at: 'OUT', why: 'locked', cause: 'AC-1' }));
    expect(told.routes[0]).toMatchObject({ state: 'blocked', blockedBy: ['OUT'] });
  });

  test('7.2.7-5 responders are told the way in, smoke or not, in the form of the OpenAPI document', async () => {
    for (const [code, kind, facility] of [
      ['EL-F', 'fire-lift', 'elevator'],
      ['EL-1', 'elevator', 'elevator'],
      ['RI-1', 'riser-inlet', 'fire-facilities'],
      ['RO-1', 'riser-outlet', 'fire-facilities'],
    ] as const)
      await bench.json('/api/v1/devices', {
        as: 'administrator',
        body: sampleDevice(code, { kind, facility, storey: '3F', space: 'HALL' }),
        status: 201,
      });
    await tell('RI-1', { pressureMpa: 0 });
    const told = await ask('/responders?to=B01-1-401');
    expect(told).toMatchObject({
      fireLifts: [{ code: 'EL-F' }],
      lifts: [{ code: 'EL-1' }],
      riserInlets: [{ code: 'RI-1', value: 0 }],
      riserOutlets: [{ code: 'RO-1', storey: '3F', value: null }],
    });
    expect(told).toMatchObject({ space: 'S401', entrance: { exit: 'OUT' }, lengthM: 24, gate: null, lanes: [] });
    interface Answers {
      readonly get: { readonly responses: Record<'200', { content: { 'application/json': { schema: never } } }> };
    }
    const { paths } = await bench.json<{ paths: Record<string, Answers> }>('/api/v1/openapi.json');
    const form = z.fromJSONSchema(
      paths['/buildings/{code}/responders']!.get.responses['200'].content['application/json'].schema,
    );
    expect(form.safeParse(told).error).toBeUndefined();
  });

  test('7.2.7-5, 5.8.8-3 what a step of the fire procedure tells is kept with the step and read with the case', async () => {
    const { id } = [...bench.pipeline.published.alarms.values()].find(
      ({ device, active }) => device === 'FA-S' && active,
    )!;
    interface Told {
      readonly about: string;
      readonly stranded: number;
      readonly storeys: readonly { readonly storey: string; readonly stranded: number }[];
    }
    interface Handled {
      readonly steps: Readonly<Record<string, { readonly told?: Told }>>;
    }
    const ways = () => bench.json<{ out: Told; in: object }>(`/api/v1/alarms/${id}/ways`, { as: 'viewer' });
    const step = (body: object) => bench.json<Handled>(`/api/v1/alarms/${id}/step`, { as: 'operator', body });
    expect(await ways()).toMatchObject({
      out: { about: 'waysOut', stranded: 3, blocked: [{ name: 'OUT', why: 'locked' }], exits: [] },
      in: { about: 'wayIn', entrance: 'OUT', gate: null, lengthM: 8, fireLifts: [{ code: 'EL-F' }] },
    });
    await bench.json('/api/v1/alarms/A999999/ways', { as: 'viewer', status: 404 });
    expect((await step({ step: 'confirm', answer: 'fire' })).steps.confirm!.told).toBeUndefined();
    expect((await step({ step: 'evacuate' })).steps.evacuate!.told).toMatchObject({ about: 'waysOut', stranded: 3 });
    expect((await step({ step: 'guide' })).steps.guide!.told).toMatchObject({ about: 'wayIn', entrance: 'OUT' });
    await tell('AC-1', { lockState: 'unlocked' });
    await ways();
    bench.now += 60_000;
    expect((await ways()).out).toMatchObject({ stranded: 0, exits: [{ name: 'OUT', persons: 3 }] });
    const { timeline } = await bench.json<{ timeline: { step: string | null; told: Told | null }[] }>(
      `/api/v1/alarms/${id}`,
      { as: 'viewer' },
    );
    expect(timeline.find((entry) => entry.step === 'evacuate')?.told).toMatchObject({
      stranded: 3,
      storeys: [
        { storey: '3F', persons: 2, stranded: 2, clearS: null },
        { storey: '4F', persons: 1, stranded: 1, clearS: null },
      ],
    });
  });
});
