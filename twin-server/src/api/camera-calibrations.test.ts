import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CameraCalibration, calibrationIn, geoToLocal, localToGeo } from 'twin-core';
import { encodeShell, picturePoints } from 'twin-core/geometry';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Stored extends CameraCalibration {
  pairs: unknown[];
  residualPx: number | null;
  drift: { why: string; by: number; bound: number } | null;
  check: { px: number; points: number } | null;
  version: string;
}

const AT = '/api/v1/camera-calibrations/CAM-1';
let bench: ApiBench;
/** As CAM-1 really stands: 30 m before the south face of B01, and a little beside what base data say. */
let truth: CameraCalibration;
/** Corners of B01, and where that camera has them. */
let pairs: { pixel: [number, number]; place: ReturnType<typeof localToGeo> }[];

beforeAll(async () => {
  bench = await openApiBench();
  const { frame } = bench.registry.site;
  const { placement } = bench.registry.building('B01')!;
  truth = {
    camera: 'CAM-1',
    location: localToGeo(placement, [3, -36, 3]),
    headingDeg: (placement.headingDeg + 355) % 360,
    tiltDeg: 24,
    rollDeg: 1,
    focalPx: 1200,
    widthPx: 1920,
    heightPx: 1080,
    k1: 0,
    sigma: { positionM: 0.1, angleDeg: 0.1, focal: 0.01, k1: 0.01, pixelPx: 1, clockS: 0.01 },
  };
  const corners = (
    [
      [-8, -6, 3],
      [8, -6, 4],
      [-7, -6, 21],
      [9, -7.5, 18],
      [1, -6, 12],
    ] as const
  ).map((corner) => localToGeo(placement, corner));
  const places = corners.map((corner) => geoToLocal(frame, corner));
  pairs = picturePoints(calibrationIn(frame, truth), places).map((pixel, i) => ({ pixel: pixel!, place: corners[i]! }));
  const device = bench.registry.device('CAM-1')!;
  await bench.registry.putDevices([{ ...device, location: localToGeo(placement, [4, -35, 3]) }], 'hand');
});
afterAll(() => bench.close());

const ask = <T>(path: string, method: string, body?: unknown, status = 200) =>
  bench.json<T>(`${AT}${path}`, { as: 'administrator', method, body, status });
const stored = async () =>
  (await bench.json<{ items: Stored[] }>('/api/v1/camera-calibrations', { as: 'viewer' })).items[0]!;
const beside = (count: number, px: number) =>
  pairs.slice(0, count).map(({ pixel: [u, v], place }) => ({ pixel: [u + px, v] as [number, number], place }));

describe('7.2.16-1 a camera is calibrated by corners of the models, and looked at again', () => {
  test('the pose that is solved is stored with its pairs, and they must bear it out', async () => {
    const { focalPx, widthPx, heightPx, k1 } = truth;
    const lens = { focalPx, widthPx, heightPx, k1 };
    const solved = await ask<{ calibration: CameraCalibration; mostPx: number; residualPx: number }>('/pose', 'POST', {
      pairs,
      ...lens,
    });
    expect(solved.mostPx).toBeCloseTo(9.6, 6);
    expect(solved.residualPx).toBeLessThan(0.1);
    expect(solved.calibration.rollDeg).toBeCloseTo(1, 1);
    const { camera: _, ...calibration } = solved.calibration;
    const wrong = await ask('', 'PUT', { ...calibration, pairs: beside(5, 40), version: null }, 400);
    expect(JSON.stringify(wrong)).toContain('body.pairs: they lie 40.0 px off');
    expect(JSON.stringify(await ask('', 'PUT', { ...calibration, pairs: beside(3, 0), version: null }, 400))).toContain(
      'at least 4 corners',
    );
    const put = await ask<Stored>('', 'PUT', { ...calibration, pairs, version: null });
    expect(put).toMatchObject({ drift: null, check: null });
    expect(put.pairs).toHaveLength(5);
    expect(put.residualPx).toBeLessThan(0.1);
    expect((await stored()).version).toBe(put.version);
  });

  test('corners in one line fix no pose, and it says so', async () => {
    const { placement } = bench.registry.building('B01')!;
    const line = [3, 8, 13, 18].map((z) => ({ pixel: [960, 900 - z * 20], place: localToGeo(placement, [0, -6, z]) }));
    const lens = { focalPx: 1200, widthPx: 1920, heightPx: 1080, k1: 0 };
    expect(JSON.stringify(await ask('/pose', 'POST', { pairs: line, ...lens }, 400))).toContain('in one line');
  });

  test('corners of buildings near the camera are offered', async () => {
    // A wall 10 m wide and high, 6 m before the middle of B01.
    const [a, b, c, d] = [[-5, -6, 0] as const, [5, -6, 0] as const, [5, -6, 10] as const, [-5, -6, 10] as const];
    const shell = {
      storeys: [],
      spaces: [],
      elements: Int32Array.of(0, 0, -1, -1),
      triangles: Float32Array.from([a, b, c, a, c, d].flat()),
    };
    const folder = join(bench.folder, 'baked', 'B01');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'outline.json'), '{"version":2}');
    await writeFile(join(folder, 'shell.bin'), encodeShell(shell));
    const { placement } = bench.registry.building('B01')!;
    const offered = async () => {
      const { corners } = await ask<{ corners: [number, number, number][] }>('/corners', 'GET');
      const local = corners.map(([longitude, latitude, height]) =>
        geoToLocal(placement, { longitude, latitude, height }),
      );
      return local.map((corner) => corner.map(Math.round).join(' '));
    };
    await vi.waitFor(
      async () =>
        expect(await offered()).toEqual(expect.arrayContaining([a, b, c, d].map((corner) => corner.join(' ')))),
      {
        timeout: 20_000,
        interval: 500,
      },
    );
    await bench.json(`${AT}/corners`, { as: 'operator', status: 403 });
  });

  test('points that are still there speak for it, points that lie off against it', async () => {
    expect(JSON.stringify(await ask('/check', 'POST', { points: beside(1, 0) }, 400))).toContain('at least 2 points');
    expect(await ask('/check', 'POST', { points: beside(2, 4) })).toMatchObject({ drift: null, check: { points: 2 } });
    expect((await stored()).check!.px).toBeCloseTo(4, 1);
    const off = await ask<Stored>('/check', 'POST', { points: beside(3, 15) });
    expect(off.drift).toMatchObject({ why: 'residual', bound: 9.6 });
    expect(off.drift!.by).toBeCloseTo(15, 1);
    const audit = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1', { as: 'administrator' });
    expect(audit.items).toMatchObject([{ action: 'cameraCalibration.check', subject: 'CAM-1' }]);
  });

  test('who calibrates anew begins anew; a camera that base data have elsewhere since then is doubted by itself', async () => {
    const { camera: _, pairs: made, residualPx: __, drift: ___, check: ____, version, ...calibration } = await stored();
    expect(await ask('', 'PUT', { ...calibration, pairs: made, version })).toMatchObject({ drift: null, check: null });
    const device = bench.registry.device('CAM-1')!;
    const location = localToGeo({ ...device.location, headingDeg: 0 }, [0, 2, 0]);
    await bench.registry.putDevices([{ ...device, location }], 'hand');
    expect((await stored()).drift).toMatchObject({ why: 'moved', bound: 0.5 });
  });
});
