import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeShell } from 'twin-core/geometry';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSampleCamera, type SampleCamera } from '../video/camera-server.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Stretch {
  fromM: number;
  toM: number;
  from: [number, number];
}
interface Coverage {
  facades: { building: string; storey: string | null; areaM2: number; seenM2: number }[];
  perimeter: { lengthM: number; unfencedM: number; unseenM: number; openM: number; open: Stretch[] };
  placeKinds: { kind: string; places: number; covered: number }[];
  cameras: { code: string; perimeterM: number }[];
}
interface Mask {
  polygons: [number, number][][];
  byHand: number;
  windows: number;
  refusal: string | null;
}

let bench: ApiBench;
let camera: SampleCamera;
beforeAll(async () => {
  bench = await openApiBench();
  camera = await openSampleCamera();
  // South of the site, outdoors, and looking at it.
  const location = { longitude: 112.5505, latitude: 37.8685, height: 776 };
  const device = { code: 'VC-9', name: '南侧摄像机', kind: 'camera', facility: 'video', location };
  await bench.json('/api/v1/devices', { as: 'administrator', body: device, status: 201 });
  await bench.json('/api/v1/cameras/VC-9/streams/snapshot/main', {
    as: 'administrator',
    method: 'PUT',
    body: { url: `${camera.url}/snapshot.jpg`, enabled: true },
  });
});
afterAll(async () => {
  await bench.close();
  await camera.close();
});

const until = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000, interval: 100 });
const picture = () => bench.call('/api/v1/cameras/VC-9/live/snapshot', { as: 'operator' });
const mask = () => bench.json<Mask>('/api/v1/cameras/VC-9/mask', { as: 'operator' });
const draw = (polygons: number[][][]) =>
  bench.json('/api/v1/cameras/VC-9/mask', { as: 'administrator', method: 'PUT', body: { polygons } });
const VIEW = { headingDeg: 340, tiltDeg: 0, angleDeg: 60, rangeM: 120 };
const look = (view: object, version: string | null) =>
  bench.json<{ version: string }>('/api/v1/camera-views/VC-9', {
    as: 'administrator',
    method: 'PUT',
    body: { ...view, version },
  });

/** A wall of 10 m with one window, 1 m above the middle of the building's origin; metres of the building frame. */
async function writeShell(building: string, space: string | null): Promise<void> {
  const quad = (x1: number, y: number, z1: number, x2: number, z2: number) => {
    const [a, b, c, d] = [
      [x1, y, z1],
      [x2, y, z1],
      [x2, y, z2],
      [x1, y, z2],
    ] as const;
    return [a, b, c, a, c, d].flat();
  };
  const shell = {
    storeys: [{ globalId: '1tIJSHNGFeCzJgq_NQaL9G', name: '1F' }],
    spaces: space === null ? [] : [space],
    elements: Int32Array.of(0, 0, 0, -1, 2, 1, 0, space === null ? -1 : 0),
    triangles: Float32Array.from([...quad(-5, -80, 0, 5, 10), ...quad(-1, -80.1, 1, 1, 3)]),
  };
  await mkdir(join(bench.folder, 'baked', building), { recursive: true });
  await writeFile(join(bench.folder, 'baked', building, 'outline.json'), '{"version":2}');
  await writeFile(join(bench.folder, 'baked', building, 'shell.bin'), encodeShell(shell));
}

describe('7.2.16-1 a picture that needs a mask and has none is shown to nobody', () => {
  test('nobody said what a camera near homes sees', async () => {
    const refused = await until(async () => {
      const response = await picture();
      expect(response.status).toBe(409);
      return response;
    });
    expect(refused.headers.get('video-fault')).toBe('noMask');
    expect(await refused.text()).toContain('nobody said what it sees');
    expect(await mask()).toMatchObject({ refusal: 'noView', polygons: [] });
    expect(await bench.json('/api/v1/cameras/VC-9', { as: 'operator' })).toMatchObject({ maskRefusal: 'noView' });
  });

  test('it shows a building with homes of whose windows nothing is known', async () => {
    await look(VIEW, null);
    await until(async () => expect((await mask()).refusal).toBe('noModel'));
    expect((await picture()).status).toBe(409);
  });

  test('who draws a mask answers for it: the picture is shown', async () => {
    const polygons = [
      [
        [0, 0],
        [1, 0],
        [1, 0.5],
      ],
    ];
    await draw(polygons);
    expect(await mask()).toMatchObject({ refusal: null, byHand: 1, polygons });
    expect((await picture()).status).toBe(200);
    await draw([]);
    expect((await picture()).status).toBe(409);
  });

  test('with the models at hand the windows of homes are masked, and the picture is shown', async () => {
    await writeShell('B01', null);
    await writeShell('B02', null);
    await until(async () => expect(await mask()).toMatchObject({ refusal: null, windows: expect.any(Number) }));
    const { windows, polygons } = await mask();
    expect([windows > 0, polygons.length > 0]).toEqual([true, true]);
    expect((await picture()).status).toBe(200);
    expect((await bench.json<{ mask: unknown[] }>('/api/v1/cameras/VC-9', { as: 'operator' })).mask).toEqual(polygons);
  });

  test('8.1.4-1 the mask is for those who may see video, and of cameras alone', async () => {
    expect((await bench.call('/api/v1/cameras/VC-9/mask', { as: 'viewer' })).status).toBe(403);
    expect((await bench.call('/api/v1/cameras/FA-1/mask', { as: 'operator' })).status).toBe(404);
  });
});

describe('7.2.4-1 coverage of the site', () => {
  test('metres of the boundary without fence and without camera; facades; the six kinds of place', async () => {
    const { perimeter, facades, placeKinds, cameras } = await bench.json<Coverage>('/api/v1/coverage', {
      as: 'operator',
    });
    // The one fence zone is 88 m of the south side.
    expect(perimeter.lengthM - perimeter.unfencedM).toBeGreaterThan(85);
    expect(perimeter.lengthM - perimeter.unfencedM).toBeLessThan(95);
    expect(perimeter.openM).toBeGreaterThan(0);
    expect(perimeter.openM).toBeLessThan(perimeter.unfencedM);
    expect(perimeter.open[0]!.from).toEqual([expect.any(Number), expect.any(Number)]);
    expect(facades.some(({ building, storey, seenM2 }) => building === 'B01' && storey === '1F' && seenM2 > 0)).toBe(
      true,
    );
    expect(placeKinds.map(({ kind }) => kind)).toEqual([
      'estateEntrance',
      'unitEntrance',
      'carParkEntrance',
      'mainRoad',
      'fireLane',
      'publicArea',
    ]);
    expect(cameras.map(({ code }) => code)).toEqual(['VC-9']);
  });

  test('what if a camera is added, or one taken away: nothing is changed by asking', async () => {
    const ask = (body: object, status = 200) =>
      bench.json<{ now: Coverage; changed: Coverage }>('/api/v1/coverage/what-if', { as: 'operator', body, status });
    const added = { device: 'NEW-1', longitude: 112.5488, latitude: 37.8705, height: 776, ...VIEW, headingDeg: 180 };
    const more = await ask({ cameras: [added] });
    expect(more.changed.perimeter.unseenM).toBeLessThan(more.now.perimeter.unseenM);
    expect(more.changed.cameras.map(({ code }) => code)).toEqual(['VC-9', 'NEW-1']);
    const less = await ask({ removed: ['VC-9'] });
    expect(less.changed.perimeter.unseenM).toBeCloseTo(less.changed.perimeter.lengthM, 0);
    expect(less.now).toEqual(more.now);
    await expect(ask({ removed: ['VC-77'] }, 400)).resolves.toMatchObject({ detail: expect.stringContaining('VC-77') });
    await ask({ cameras: [{ ...added, angleDeg: 0 }] }, 400);
  });

  test('8.1.4-1 where nobody looks is told to those who may see video', async () => {
    expect((await bench.call('/api/v1/coverage')).status).toBe(401);
    expect((await bench.call('/api/v1/coverage', { as: 'viewer' })).status).toBe(403);
    expect((await bench.call('/api/v1/coverage/what-if', { as: 'viewer', body: {} })).status).toBe(403);
  });
});

test('5.4.2 hours of sun at the winter solstice, of homes whose windows are known', async () => {
  const { items } = await bench.json<{ items: { house: string; hours: number; windows: number }[] }>(
    '/api/v1/sun-hours?year=2026',
    { as: 'viewer' },
  );
  // The sample's homes name no space of a model.
  expect(items).toEqual([]);
  expect((await bench.call('/api/v1/sun-hours?year=1', { as: 'viewer' })).status).toBe(400);
});

test('7.2.16-1 of a camera that was calibrated the mask is made by its calibration', async () => {
  const middleOf = ({ polygons }: Mask) => {
    const us = polygons.flat().map(([u]) => u);
    return (Math.min(...us) + Math.max(...us)) / 2;
  };
  const before = middleOf(await mask());
  const { location } = await bench.json<{ location: object }>('/api/v1/devices/VC-9', { as: 'viewer' });
  const turned = {
    location,
    headingDeg: VIEW.headingDeg + 1,
    tiltDeg: 0,
    rollDeg: 0,
    focalPx: 960 / Math.tan(Math.PI / 6),
    widthPx: 1920,
    heightPx: 1080,
    k1: 0,
    sigma: { positionM: 0.1, angleDeg: 0.05, focal: 0.001, k1: 0.001, pixelPx: 1, clockS: 0.01 },
  };
  await bench.json('/api/v1/camera-calibrations/VC-9', {
    as: 'administrator',
    method: 'PUT',
    body: { ...turned, version: null },
  });
  await until(async () => {
    const after = await mask();
    expect(after.refusal).toBeNull();
    // One degree further right of 60° the windows are further left.
    expect(before - middleOf(after)).toBeCloseTo(Math.tan(Math.PI / 180) / 2 / Math.tan(Math.PI / 6), 2);
  });
});
