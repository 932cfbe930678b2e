import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerRecord } from 'twin-core';
import type { WalkableEdge, WalkableFile } from 'twin-core/geometry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';
import type { WhatIfAnswer } from './what-if-view.ts';

const CODE = 'fire.gasLimit';

const space = (id: string, use: string): WalkableFile['spaces'][number] => ({
  id,
  name: id,
  use,
  storey: '3F',
  at: [0, 0, 6],
  areaM2: 50,
});
const portal = (id: string, kind: 'door' | 'exit', spaces: string[]): WalkableFile['portals'][number] => ({
  id,
  kind,
  name: id,
  storey: '3F',
  at: [2, 0, 6],
  widthM: 1,
  spaces,
  inferred: false,
});
const way = (from: string, to: string, at: string): WalkableEdge => ({
  from,
  to,
  kind: 'floor',
  space: at,
  lengthM: 11.9,
  widthM: null,
  inferred: false,
});

/** A home behind a door, a hall, an exit. */
const WALKABLE: WalkableFile = {
  version: 1,
  spaces: [space('301', 'HOME'), space('HALL', 'CORRIDOR')],
  portals: [portal('D301', 'door', ['301', 'HALL']), portal('OUT', 'exit', ['HALL'])],
  edges: [way('301', 'D301', '301'), way('HALL', 'OUT', 'HALL'), way('D301', 'OUT', 'HALL')],
  findings: [],
};

let bench: ApiBench;
let begin: number;

/** Gas twice while a camera looks on; a little, and a lot that somebody acknowledged. */
beforeAll(async () => {
  bench = await openApiBench();
  const folder = join(bench.folder, 'tilesets', 'B01');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'walkable.json'), JSON.stringify(WALKABLE));
  const size = 0.0002;
  const [x, y] = [112.5499, 37.8699] as const;
  for (const record of [...bench.registry.buildings()])
    await bench.registry.putBuilding(
      {
        ...record,
        footprint: [
          [x, y],
          [x + size, y],
          [x + size, y + size],
          [x, y + size],
        ],
      },
      'test',
    );
  const layer = LayerRecord.parse({
    code: 'gates',
    name: { zh: '出入口', en: 'Gates' },
    kind: 'features',
    group: 'ground',
    source: 'sample',
    crs: 'EPSG:4326',
  });
  await bench.layers.putWhole(layer, [
    {
      layer: 'gates',
      id: 'G1',
      name: '南门',
      geometry: {
        type: 'LineString',
        coordinates: [
          [112.5501, 37.8692],
          [112.5502, 37.8692],
        ],
      },
      properties: {},
    },
  ]);
  const yard = sampleDevice('GAS-1', {
    kind: 'combustible-gas-detector',
    building: null,
    storey: null,
    space: null,
    location: { longitude: 112.5502, latitude: 37.8695, height: 771.6 },
  });
  for (const body of [yard, sampleDevice('GAS-2', { kind: 'combustible-gas-detector', space: '301' })])
    await bench.json('/api/v1/devices', { as: 'administrator', body, status: 201 });
  const view = { headingDeg: 0, tiltDeg: 0, angleDeg: 90, rangeM: 300 };
  const camera = sampleDevice('CAM-9', {
    kind: 'camera',
    facility: 'video',
    building: null,
    storey: null,
    space: null,
    location: { longitude: 112.5502, latitude: 37.8691, height: 775 },
  });
  await bench.json('/api/v1/devices', { as: 'administrator', body: camera, status: 201 });
  await bench.json('/api/v1/camera-views/CAM-9', {
    as: 'administrator',
    method: 'PUT',
    body: { ...view, version: null },
  });
  begin = Date.now();
  const sender = await bench.apiKey('observations.write');
  const send = (device: string, concentrationLel: number) =>
    bench.json('/api/v1/observations', {
      as: sender,
      body: { device, time: Date.now(), values: { concentrationLel } },
      status: 202,
    });
  await send('GAS-1', 12);
  await send('GAS-1', 0);
  await send('GAS-2', 40);
  const open = await bench.json<{ items: { id: string }[] }>('/api/v1/alarms?device=GAS-2', { as: 'operator' });
  await bench.json(`/api/v1/alarms/${open.items[0]!.id}/acknowledge`, { as: 'operator', body: {} });
  await send('GAS-2', 0);
}, 120_000);
afterAll(() => bench.close());

const ask = <T = WhatIfAnswer>(
  changes: readonly object[],
  { status = 200, as = 'operator', ...span }: object & { status?: number; as?: 'operator' | 'viewer' } = {},
) => {
  bench.now = Date.now();
  const body = { from: new Date(begin).toISOString(), to: new Date(bench.now).toISOString(), changes, ...span };
  return bench.json<T>('/api/v1/what-ifs', { as, body, status });
};
const refusal = (changes: readonly object[], more: object = {}) =>
  ask<{ detail: string; errors?: readonly { field: string }[] }>(changes, { status: 400, ...more });

describe('7.2.4-5 what would have come of it, over HTTP', () => {
  test('with nothing changed the courses are one, and the one that is recorded', async () => {
    const answer = await ask([]);
    expect(answer.counts).toEqual({ lost: 0, gained: 0, changed: 0, same: 2 });
    expect(answer.after.hash).toBe(answer.before.hash);
    expect(answer.record).toEqual({ hash: answer.before.hash, otherAlarms: 0 });
    expect(answer.before.load).toMatchObject({ raised: 2, unacknowledged: 1 });
    expect(answer).toMatchObject({ coverage: null, doors: [], alarmsLeft: 0, recorded: { observations: 4 } });
  });

  test('a limit that is higher loses one alarm of two, and what was done with the other is done again', async () => {
    const answer = await ask([{ kind: 'rule', code: CODE, settings: { limit: 20 } }]);
    expect(answer.counts).toEqual({ lost: 1, gained: 0, changed: 0, same: 1 });
    expect(answer.alarms).toMatchObject([
      { kind: 'lost', device: 'GAS-1', code: CODE, before: { acknowledgedAt: null }, after: null },
      { kind: 'same', device: 'GAS-2', after: { acknowledgedAt: expect.any(Number) } },
    ]);
    expect(answer.after.load).toMatchObject({ raised: 1, unacknowledged: 0 });
    expect(answer.after.deeds).toEqual({ done: 1, leftOut: 0 });
  });

  test('a delay longer than the gas lasted loses both', async () => {
    const answer = await ask([{ kind: 'delay', code: CODE, ms: 3_600_000 }]);
    expect(answer.counts).toMatchObject({ lost: 2, same: 0 });
    expect(answer.after.deeds).toEqual({ done: 0, leftOut: 1 });
  });

  test('7.2.4-2 from the gate it is a walk over the ground and to the very room; a post nearer by is nearer by its seconds', async () => {
    const post = { kind: 'post', name: '岗亭', location: { longitude: 112.5502, latitude: 37.8696 } };
    const answer = await ask([post]);
    expect(answer.posts.before.map(({ name }) => name)).toEqual(['南门']);
    expect(answer.posts.after.map(({ name }) => name)).toEqual(['南门', '岗亭']);
    const [yard, room] = answer.places;
    expect(yard).toMatchObject({
      device: 'GAS-1',
      walk: { before: { post: '南门', to: 'outdoors' }, after: { post: '岗亭' } },
    });
    expect(yard!.walk.after!.seconds).toBeLessThan(yard!.walk.before!.seconds);
    expect(room!.walk.before).toMatchObject({ to: 'room', post: '南门' });
    // 23.8 m inside at 1.19 m/s.
    const { seconds, lengthM } = room!.walk.before!;
    expect(seconds).toBeCloseTo(lengthM / 1.19, 0);
    expect(lengthM).toBeGreaterThan(23.8);
  });

  test('5.8.8-3 a door that is closed takes the way of the room behind it, for those inside and for the guard', async () => {
    const doors = await bench.json<{ items: { door: string; spaces: string[] }[] }>(
      '/api/v1/what-ifs/doors?building=B01',
      {
        as: 'viewer',
      },
    );
    expect(doors.items).toMatchObject([
      { door: 'D301', exit: false, spaces: ['301', 'HALL'] },
      { door: 'OUT', exit: true, spaces: ['HALL'] },
    ]);
    const { doors: trials, places } = await ask([{ kind: 'door', building: 'B01', door: 'D301', state: 'closed' }]);
    expect(trials).toMatchObject([
      {
        building: 'B01',
        before: { spaces: 2, withWay: 2, longest: { space: '301', lengthM: 23.8 } },
        after: { withWay: 1, longest: { space: 'HALL', lengthM: 11.9 } },
        changed: [{ space: '301', before: { exit: 'OUT' }, after: null }],
        changedLeft: 0,
      },
    ]);
    expect(places[1]!.walk.after).toBeNull();
    const opened = await ask([{ kind: 'door', building: 'B01', door: 'D301', state: 'open' }]);
    expect(opened.doors[0]!.changed).toEqual([]);
  });

  test('7.2.10-1 a camera that is off sees nothing any more: ground, boundary, and the alarm that it looked on; one that is turned sees elsewhere', async () => {
    const { coverage, places } = await ask([{ kind: 'camera', camera: 'CAM-9', pose: null }]);
    expect(places[0]!.seen).toEqual({ before: ['CAM-9'], after: [] });
    expect(coverage!.before.groundM2).toBeGreaterThan(0);
    expect(coverage!.after).toMatchObject({ groundM2: 0, boundaryM: 0 });
    expect(coverage!.lost.length * coverage!.cellM ** 2).toBe(coverage!.before.groundM2);
    const pose = {
      longitude: 112.5502,
      latitude: 37.8691,
      height: 775,
      headingDeg: 180,
      tiltDeg: 0,
      angleDeg: 90,
      rangeM: 300,
    };
    const turned = await ask([{ kind: 'camera', camera: 'CAM-9', pose }]);
    expect(turned.places[0]!.seen).toEqual({ before: ['CAM-9'], after: [] });
  });

  test('7.2.16-1 where cameras look is for those who may see what they show', async () => {
    expect((await ask([], { as: 'viewer' })).places[0]!.seen).toBeNull();
    await ask([{ kind: 'camera', camera: 'CAM-9', pose: null }], { as: 'viewer', status: 403 });
  });

  test.each([
    [{ kind: 'rule', code: 'no.such', settings: {} }, 'changes.0.code', 'no alarm kind no.such'],
    [{ kind: 'rule', code: 'fire.smoke', settings: { deadband: 1 } }, 'changes.0.settings.deadband', 'no limit'],
    [{ kind: 'delay', code: 'perimeter.intrusion', ms: 1 }, 'changes.0.code', 'watches no value'],
    [{ kind: 'camera', camera: 'FA-1', pose: null }, 'changes.0.camera', 'no camera of which is known'],
    [
      { kind: 'door', building: 'B02', door: 'D301', state: 'closed' },
      'changes.0.building',
      'no walkable model of B02',
    ],
    [{ kind: 'door', building: 'B01', door: 'D999', state: 'closed' }, 'changes.0.door', 'GlobalId'],
    [
      { kind: 'post', name: 'P', location: { longitude: 1, latitude: 1 } },
      'changes.0.location',
      'on the ground of the site',
    ],
    [
      { kind: 'post', name: 'P', location: { longitude: 112.55, latitude: 37.87 }, building: 'B01', storey: '99F' },
      'changes.0.storey',
      'expected one of 3F',
    ],
    [{ kind: 'teleport' }, 'changes.0.kind', ''],
  ])('%j is refused with its place and what is expected', async (change, field, words) => {
    const { detail, errors } = await refusal([change]);
    expect(errors![0]!.field).toBe(field);
    expect(detail).toContain(words);
  });

  test('a thing is changed once; spans that are too long, not yet past, or not kept are refused by their end', async () => {
    const off = { kind: 'camera', camera: 'CAM-9', pose: null };
    expect((await refusal([off, off])).detail).toContain('changed twice');
    const at = (ms: number) => new Date(ms).toISOString();
    expect((await refusal([], { from: at(begin - 25 * 3_600_000) })).detail).toContain('24 h');
    expect((await refusal([], { to: at(Date.now() + 60_000) })).detail).toContain('past');
    expect((await refusal([], { from: at(begin), to: at(begin - 1) })).detail).toContain('before');
    await bench.database.pool.query(
      `INSERT INTO history (site, branch, dropped_day) VALUES ('sample', 0, current_date)
       ON CONFLICT (site, branch) DO UPDATE SET dropped_day = excluded.dropped_day`,
    );
    const gone = await ask<{ detail: string }>([], { status: 410 });
    expect(gone.detail).toMatch(/kept since \d{4}-/);
    await bench.database.pool.query('UPDATE history SET dropped_day = NULL');
  });

  test('one at a time: a second is told to wait', async () => {
    bench.now = Date.now();
    const body = { from: new Date(begin).toISOString(), to: new Date(bench.now).toISOString(), changes: [] };
    const answers = await Promise.all([1, 2].map(() => bench.call('/api/v1/what-ifs', { as: 'operator', body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
