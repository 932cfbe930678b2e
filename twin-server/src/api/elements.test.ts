import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localToGeo } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexModel } from '../models/index-model.ts';
import { idOf, sampleModel, writeBaked } from '../models/sample-model.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Page {
  readonly items: readonly { readonly tag: string | null; readonly name: string; readonly globalId: string }[];
  readonly next: string | null;
}
interface Within {
  readonly buildings: readonly { readonly code: string; readonly whole: boolean }[];
  readonly homes: { readonly count: number; readonly items: readonly { readonly code: string }[] };
  readonly devices: { readonly count: number; readonly items: readonly { readonly code: string }[] };
  readonly spaces: { readonly count: number; readonly items: readonly { readonly name: string }[] };
  readonly elements: {
    readonly count: number;
    readonly classes: Readonly<Record<string, number>>;
    readonly items: readonly { readonly tag: string | null }[];
  };
}

let bench: ApiBench;
let folder: string;
beforeAll(async () => {
  bench = await openApiBench();
  folder = await mkdtemp(join(tmpdir(), 'twin-elements-'));
  const site = bench.sample.site.site;
  for (const building of ['B01', 'B02']) {
    await writeBaked(join(folder, building), sampleModel());
    await indexModel(bench.database.pool, site, building, join(folder, building));
  }
  // The home and the detector of the sample stand in the model.
  const house = bench.registry.house('B01-1-301')!;
  await bench.registry.putHouse({ ...house, ifcSpaceGuid: idOf('101') }, 'test');
  await bench.registry.addDevice({ ...bench.registry.device('FA-1')!, ifcGuid: idOf('FA-1') });
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

const get = <T = Page>(path: string, status = 200) => bench.json<T>(`/api/v1${path}`, { as: 'viewer', status });
const tags = async (path: string) => (await get(path)).items.map(({ tag, name }) => tag ?? name);

describe('search over HTTP: GET /api/v1/elements', () => {
  test('over all buildings and in one', async () => {
    expect(await tags(`/elements?q=${encodeURIComponent('入户')}`)).toEqual(['D-2', 'D-2']);
    expect(await tags('/elements?class=door&building=B02')).toEqual(['138157', 'D-2']);
    expect(await tags('/buildings/B01/elements?property=Pset_DoorCommon.FireRating&value=EI60')).toEqual(['D-2']);
  });

  test('pages say where they go on, and end', async () => {
    const first = await get('/elements?limit=5');
    const second = await get(`/elements?limit=50&cursor=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([5, 9, null]);
  });

  test('an element as it is listed', async () =>
    expect((await get('/buildings/B01/elements?q=138157')).items).toEqual([
      {
        building: 'B01',
        globalId: idOf('138157'),
        name: 'Basic Door:Fire 30',
        tag: '138157',
        ifcClass: 'IfcDoor',
        type: null,
        part: 'interior',
        storey: '1F',
        storeyId: idOf('1F'),
        space: '101',
        spaceId: idOf('101'),
      },
    ]));

  test.each([
    ['/elements?value=x', /query\.value: expected together with property/],
    ['/elements?cursor=x', /query\.cursor/],
    ['/elements?colour=red', /colour/],
    ['/elements?limit=5000', /query\.limit/],
    ['/elements?q=%00', /query\.q/],
  ])('bad input is named: %s', async (path, reason) =>
    expect((await get<{ detail: string }>(path, 400)).detail).toMatch(reason),
  );

  test('a building nobody knows is not found; nobody searches without the right', async () => {
    await get('/buildings/B99/elements', 404);
    expect((await bench.call('/api/v1/elements')).status).toBe(401);
    const key = await bench.apiKey('observations.write');
    await bench.json('/api/v1/elements', { as: key, status: 403 });
    await bench.json('/api/v1/within', {
      as: key,
      body: {
        ring: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
      status: 403,
    });
  });
});

describe('a pick shows identity, place and properties: GET /api/v1/buildings/{code}/elements/{globalId}', () => {
  test('an element with its building, system and properties', async () =>
    expect(await get(`/buildings/B01/elements/${encodeURIComponent(idOf('P-1'))}`)).toMatchObject({
      buildingName: '1号楼',
      systems: [{ globalId: idOf('system'), name: '消火栓系统' }],
      position: [0, 0, 1],
      device: null,
      house: null,
      properties: {},
    }));

  test('a device’s element says which device it is', async () =>
    expect(await get(`/buildings/B01/elements/${encodeURIComponent(idOf('FA-1'))}`)).toMatchObject({
      device: 'FA-1',
      space: '101',
    }));

  test('6.4.1-3-7 a space says which home it is', async () => {
    const space = encodeURIComponent(idOf('101'));
    expect(await get(`/buildings/B01/elements/${space}`)).toMatchObject({
      ifcClass: 'IfcSpace',
      longName: '101室',
      house: 'B01-1-301',
    });
    expect(await get(`/spaces/${space}?building=B02`)).toMatchObject({ house: null, objectType: 'HOME' });
    expect(await get('/spaces?storey=1F&q=101')).toMatchObject({
      items: [
        { building: 'B01', house: 'B01-1-301' },
        { building: 'B02', house: null },
      ],
    });
  });

  test('the storeys of a building, from the lowest up', async () =>
    expect(await get('/storeys?building=B01')).toEqual({
      items: [
        { building: 'B01', globalId: idOf('1F'), name: '1F' },
        { building: 'B01', globalId: idOf('2F'), name: '2F' },
      ],
      next: null,
    }));

  test('a storey is answered too; what is not there is not found', async () => {
    expect(await get(`/buildings/B01/elements/${encodeURIComponent(idOf('2F'))}`)).toMatchObject({ name: '2F' });
    await get('/buildings/B01/elements/nothing', 404);
    await get(`/spaces/${encodeURIComponent(idOf('P-1'))}`, 404);
  });
});

describe('6.4.1-2-6 a polygon lists what is inside: POST /api/v1/within', () => {
  const within = <T = Within>(body: object, status = 200) =>
    bench.json<T>('/api/v1/within', { as: 'viewer', body, status });
  /** A ring of metres in the frame of B01, where both sample models stand. */
  const ringOf = (...corners: readonly (readonly [number, number])[]) => {
    const { placement } = bench.registry.building('B01')!;
    return corners.map(([x, y]) => {
      const { longitude, latitude } = localToGeo(placement, [x, y, 0]);
      return [longitude, latitude];
    });
  };
  const square = (x: number, y: number, half: number) =>
    ringOf([x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]);

  test('all of a model, by class, with counts that are whole and lists that are cut', async () => {
    const found = await within({ ring: square(0, 0, 50), building: 'B01', limit: 2 });
    expect(found.buildings).toEqual([{ code: 'B01', name: '1号楼', whole: false }]);
    expect(found.elements).toMatchObject({
      count: 6,
      classes: { IfcDoor: 2, IfcPipeSegment: 1, IfcSensor: 1, IfcWall: 1, IfcWindow: 1 },
      items: [{ tag: 'W-1' }, { tag: '138157' }],
    });
    expect(found.spaces).toMatchObject({ count: 2, items: [{ name: '101' }, { name: '201' }] });
    expect(found.homes).toEqual({ count: 1, items: [{ code: 'B01-1-301', building: 'B01' }] });
  });

  test('a corner of a model, turned as the building is', async () => {
    const found = await within({ ring: square(8, 0, 2), building: 'B01' });
    expect(found.elements.items.map(({ tag }) => tag)).toEqual(['WIN-7']);
    expect(found.spaces.count).toBe(0);
  });

  test('a polygon with a notch leaves out what stands in the notch', async () => {
    const ring = ringOf([-10, -10], [10, -10], [10, 10], [6, 10], [6, 3], [4, 3], [4, 10], [-10, 10]);
    const found = await within({ ring, building: 'B01' });
    expect(found.elements.classes).toEqual({ IfcDoor: 2, IfcPipeSegment: 1, IfcWall: 1, IfcWindow: 1 });
    expect(found.spaces.count).toBe(0);
  });

  test('between two heights', async () => {
    const foot = bench.registry.building('B01')!.placement.height;
    const upstairs = await within({ ring: square(0, 0, 50), building: 'B01', from: foot + 3, to: foot + 6 });
    expect(upstairs.elements.items.map(({ tag }) => tag)).toEqual(['WIN-7', 'D-2']);
    expect(upstairs.spaces.items).toMatchObject([{ name: '201' }]);
    const below = await within({ ring: square(0, 0, 50), to: foot - 10 });
    expect([below.buildings, below.elements.count, below.devices.count]).toEqual([[], 0, 0]);
  });

  test('a building is whole where all of its footprint is inside; devices outdoors are found too', async () => {
    const found = await within({ ring: square(0, 0, 2000) });
    expect(found.buildings).toEqual([
      { code: 'B01', name: '1号楼', whole: true },
      { code: 'B02', name: '2号楼', whole: true },
    ]);
    expect(found.devices.count).toBe(bench.sample.devices.length);
    expect(found.homes.items.map(({ code }) => code)).toEqual(['B01-1-301', 'B01-1-401', 'B02-1-301']);
  });

  test.each<[string, object, RegExp]>([
    [
      'two points',
      {
        ring: [
          [112, 37],
          [112.1, 37],
        ],
      },
      /body\.ring: expected at least 3 points/,
    ],
    [
      'the same point three times',
      {
        ring: [
          [112, 37],
          [112, 37],
          [112, 37],
        ],
      },
      /3 different points/,
    ],
    [
      'a bow',
      {
        ring: [
          [112, 37],
          [112.001, 37.001],
          [112.001, 37],
          [112, 37.001],
        ],
      },
      /cross or touch/,
    ],
    [
      'a province',
      {
        ring: [
          [111, 36],
          [113, 36],
          [113, 38],
          [111, 38],
        ],
      },
      /at most 100 km²/,
    ],
    [
      'a line',
      {
        ring: [
          [112, 37],
          [112.001, 37],
          [112.002, 37],
        ],
      },
      /from point 1 and from point 3 cross or touch/,
    ],
    [
      'no degrees',
      {
        ring: [
          [636302, 4194235],
          [636303, 4194235],
          [636303, 4194236],
        ],
      },
      /body\.ring\.0\.0/,
    ],
    [
      'heights the wrong way round',
      {
        ring: [
          [112, 37],
          [112.001, 37],
          [112, 37.001],
        ],
        from: 5,
        to: 1,
      },
      /body\.from/,
    ],
    ['10,001 points', { ring: Array.from({ length: 10_001 }, (_, i) => [112 + i * 1e-6, 37]) }, /at most 10000 points/],
  ])('%s is refused with the reason', async (_name, body, reason) =>
    expect((await within<{ detail: string }>(body, 400)).detail).toMatch(reason),
  );

  test('10,000 points are answered', async () => {
    const { placement } = bench.registry.building('B01')!;
    const ring = Array.from({ length: 10_000 }, (_, i) => {
      const angle = (i / 10_000) * 2 * Math.PI;
      const { longitude, latitude } = localToGeo(placement, [60 * Math.cos(angle), 60 * Math.sin(angle), 0]);
      return [longitude, latitude];
    });
    expect((await within({ ring, building: 'B01' })).elements.count).toBe(6);
  });

  test('the building to look into must be known', async () => {
    await within({ ring: square(0, 0, 10), building: 'B99' }, 404);
  });
});
