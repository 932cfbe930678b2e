import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CameraCalibration, FacadeFile, type GeoPoint, localToGeo, type Placement } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Trace {
  undetermined: string | null;
  storeys: { storey: string; probability: number; mark: unknown[] }[];
  other: number;
  homes: { home: string; probability: number }[] | null;
  path: unknown[] | null;
  cameras: string[];
  wind: { measured: boolean };
  drifted: { camera: string; why: string; used: boolean }[];
  confirmed: { home: string | null; storey: string; by: string; reason: string | null } | null;
}

const CAMERA = { tiltDeg: 30, focalPx: 1158, widthPx: 1920, heightPx: 1080 };
const STOREY_M = 3;
let bench: ApiBench;

beforeAll(async () => {
  bench = await openApiBench();
  const { sample, registry, folder } = bench;
  // Three storeys' homes of the sample stand on the 3rd and 4th storey; the facade has eight, each with one window to the building's front.
  const spaces = new Map([
    [3, 'SPACE-3'],
    [4, 'SPACE-4'],
  ]);
  for (const house of sample.houses.filter(({ building }) => building === 'B01'))
    await registry.putHouse({ ...house, ifcSpaceGuid: spaces.get(house.floorNumber)! }, 'hand');
  const openings = Array.from({ length: 8 }, (_, i) => ({
    globalId: `W${i}`,
    kind: 'window' as const,
    storey: `${i + 1}F`,
    space: spaces.get(i + 1) ?? `SPACE-${i + 1}`,
    middle: [0, -6, i * STOREY_M + 1.6] as [number, number, number],
    outwardDeg: 180,
    widthM: 1.8,
    heightM: 1.5,
  }));
  await mkdir(join(folder, 'baked', 'B01'), { recursive: true });
  await writeFile(
    join(folder, 'baked', 'B01', 'facade.json'),
    JSON.stringify(FacadeFile.parse({ version: 1, openings })),
  );
});
afterAll(() => bench.close());

/** The camera 25 m before the facade's middle, 3 m up, looking at it. */
function calibration(): Omit<CameraCalibration, 'camera'> {
  const { placement } = bench.registry.building('B01')!;
  return {
    ...CAMERA,
    location: localToGeo(placement, [0, -31, 3]),
    headingDeg: placement.headingDeg,
    rollDeg: 0,
    k1: 0,
    sigma: { positionM: 0.1, angleDeg: 0.1, focal: 0.001, k1: 0.001, pixelPx: 1, clockS: 0.01 },
  };
}

/** A stone let go before the window of the 4th storey, as that camera sees it. */
function track(rising = false): [number, number, number][] {
  const tilt = (CAMERA.tiltDeg * Math.PI) / 180;
  const points = Array.from({ length: 30 }, (_, i): [number, number, number] => {
    const t = i * 0.04;
    const [away, up] = [25 - 0.1 - 1 * t, 3 * STOREY_M + 1.6 - 4.903 * t * t - 3];
    const depth = away * Math.cos(tilt) + up * Math.sin(tilt);
    const rise = up * Math.cos(tilt) - away * Math.sin(tilt);
    return [t, 960 + (CAMERA.focalPx * 0.2) / depth, 540 - (CAMERA.focalPx * rise) / depth];
  });
  return rising ? points.map(([t], i) => [t, points.at(-1 - i)![1], points.at(-1 - i)![2]]) : points;
}

/** Five corners of the building, and where that camera has them in its picture. */
function cornerPairs(placement: Placement): { pixel: number[]; place: GeoPoint }[] {
  const corners: [number, number, number][] = [
    [-8, -6, 3],
    [8, -6, 4],
    [-7, -6, 21],
    [9, -7.5, 18],
    [1, -6, 12],
  ];
  const tilt = (CAMERA.tiltDeg * Math.PI) / 180;
  return corners.map(([x, y, z]) => {
    const [away, up] = [31 + y, z - 3];
    const depth = away * Math.cos(tilt) + up * Math.sin(tilt);
    const rise = up * Math.cos(tilt) - away * Math.sin(tilt);
    const pixel = [960 + (CAMERA.focalPx * x) / depth, 540 - (CAMERA.focalPx * rise) / depth];
    return { pixel, place: localToGeo(placement, [x, y, z]) };
  });
}

let count = 0;
/** Reports a throw and waits for its trace; the alarm returns at once so that the next one is raised anew. */
async function thrown(data: Record<string, unknown>): Promise<{ id: string; trace: Trace }> {
  const before = bench.events.filter(({ kind }) => kind === 'alarm.raised').length;
  const event = { device: 'CAM-1', id: `throw-${count++}`, time: Date.now(), type: 'fallingObject.detected', data };
  await bench.json('/api/v1/events', { as: 'administrator', body: event, status: 202 });
  const id = await vi.waitFor(() => {
    const raised = bench.events.filter(({ kind }) => kind === 'alarm.raised');
    expect(raised.length).toBeGreaterThan(before);
    return (raised.at(-1) as { id: string }).id;
  });
  // The process that traces is started with the first of them: the answer waits for it.
  return { id, trace: await read(id, 'operator') };
}
const read = (id: string, as: 'viewer' | 'operator' | 'administrator') =>
  bench.json<Trace>(`/api/v1/alarms/${id}/throw-trace`, { as });

async function over(id: string): Promise<void> {
  await bench.json(`/api/v1/alarms/${id}/dismiss`, { as: 'operator', body: { reason: '测试', confirm: true } });
  const event = {
    device: 'CAM-1',
    id: `end-${count++}`,
    time: Date.now(),
    type: 'fallingObject.detected',
    data: { active: false },
  };
  await bench.json('/api/v1/events', { as: 'administrator', body: event, status: 202 });
  await vi.waitFor(() => expect(bench.pipeline.published.alarms.has(id)).toBe(false));
}

describe('7.2.16-2 a falling object is traced back to where it was thrown', () => {
  test('without a calibration it is undetermined, and says so', async () => {
    const { id, trace } = await thrown({ trackPx: track() });
    expect(trace).toMatchObject({ undetermined: 'no-calibration', storeys: [], homes: [], cameras: ['CAM-1'] });
    await over(id);
  });

  test('an alarm that told of no track has no trace', async () => {
    const { id, trace } = await thrown({});
    expect(trace).toBeNull();
    await over(id);
  });

  test('calibrations are base data: checked, versioned and in the audit', async () => {
    const put = (body: unknown, status: number) =>
      bench.json<{ version: string }>('/api/v1/camera-calibrations/CAM-1', {
        as: 'administrator',
        method: 'PUT',
        body,
        status,
      });
    const wrong = { ...calibration(), focalPx: -1, version: null };
    expect(JSON.stringify(await put(wrong, 400))).toContain('body.focalPx');
    await put({ ...calibration(), version: null }, 200);
    await put({ ...calibration(), version: null }, 409);
    const { items } = await bench.json<{ items: { camera: string }[] }>('/api/v1/camera-calibrations', {
      as: 'viewer',
    });
    expect(items.map(({ camera }) => camera)).toEqual(['CAM-1']);
    const audit = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1&result=done', { as: 'administrator' });
    expect(audit.items).toMatchObject([{ action: 'cameraCalibration.add', subject: 'CAM-1' }]);
  });

  test('a pose is solved from corners of the model, with its residual in pixels; three are refused', async () => {
    const { placement } = bench.registry.building('B01')!;
    const pairs = cornerPairs(placement);
    const { tiltDeg: _, ...lens } = CAMERA;
    const solve = (count: number, status: number) =>
      bench.json<{ residualPx: number; calibration: CameraCalibration }>('/api/v1/camera-calibrations/CAM-1/pose', {
        as: 'administrator',
        body: { pairs: pairs.slice(0, count), ...lens, k1: 0 },
        status,
      });
    const { residualPx, calibration: solved } = await solve(5, 200);
    expect(residualPx).toBeLessThan(0.1);
    expect(solved.tiltDeg).toBeCloseTo(CAMERA.tiltDeg, 1);
    expect(solved.headingDeg).toBeCloseTo(placement.headingDeg, 1);
    expect(JSON.stringify(await solve(3, 400))).toContain('at least 4 corners');
  });

  test('E6.1.13-2 storey and home with probabilities; a track that rises names none', async () => {
    const up = await thrown({ trackPx: track(true) });
    expect(up.trace).toMatchObject({ undetermined: 'rises', homes: [] });
    await over(up.id);
    const { id, trace } = await thrown({ trackPx: track(), framePx: [1920, 1080] });
    expect(trace).toMatchObject({ undetermined: null, wind: { measured: false } });
    expect(trace.storeys[0]).toMatchObject({ storey: '4F' });
    expect(trace.storeys[0]!.mark).toHaveLength(4);
    expect(trace.homes![0]).toMatchObject({ home: 'B01-1-401' });
    expect(trace.path!.length).toBeGreaterThan(5);
    await over(id);
  });

  test('8.1.3-7 without the right the storey alone is told, and no reason that may name the home; a home is signed for once, with right, reason, journal and audit', async () => {
    const { id } = await thrown({ trackPx: track() });
    expect(await read(id, 'viewer')).toMatchObject({ homes: null, path: null, storeys: [{ storey: '4F' }] });
    const sign = (as: 'operator' | 'administrator', body: unknown, status: number) =>
      bench.json<Trace>(`/api/v1/alarms/${id}/throw-trace/confirmation`, { as, method: 'POST', body, status });
    const body = { home: 'B01-1-401', reason: '录像与轨迹一致' };
    await sign('operator', body, 403);
    await sign('administrator', { ...body, reason: ' ' }, 400);
    await sign('administrator', { ...body, home: 'B09-1-101' }, 404);
    const signed = await sign('administrator', body, 200);
    expect(signed.confirmed).toMatchObject({ home: 'B01-1-401', storey: '4F', reason: '录像与轨迹一致' });
    await sign('administrator', body, 409);
    expect((await read(id, 'viewer')).confirmed).toMatchObject({ home: null, storey: '4F', reason: null });
    const journaled = bench.events.filter(
      (event) => event.kind === 'alarm.handled' && event.action === 'confirmSource',
    );
    expect(journaled).toMatchObject([{ id, answer: '4F', reason: null, by: signed.confirmed!.by }]);
    expect(JSON.stringify(journaled)).not.toContain('B01-1-401');
    const signedFor = async (as: 'viewer' | 'administrator') => {
      const { timeline } = await bench.json<{ timeline: { kind: string; reason: string | null }[] }>(
        `/api/v1/alarms/${id}`,
        { as },
      );
      return timeline.find(({ kind }) => kind === 'confirmSource')?.reason;
    };
    expect(await signedFor('viewer')).toBeNull();
    expect(await signedFor('administrator')).toBe('录像与轨迹一致');
    const audit = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1&result=done', { as: 'administrator' });
    expect(audit.items).toMatchObject([{ action: 'fall.confirm', subject: `${id} B01-1-401`, result: 'done' }]);
    await over(id);
  });

  test('7.2.16-1 a drifted calibration is told with the trace: points off widen it, a moved camera takes no part in it', async () => {
    const { placement } = bench.registry.building('B01')!;
    const stored = (await bench.json<{ items: { version: string }[] }>('/api/v1/camera-calibrations', { as: 'viewer' }))
      .items[0]!;
    const pairs = cornerPairs(placement);
    await bench.json('/api/v1/camera-calibrations/CAM-1', {
      as: 'administrator',
      method: 'PUT',
      body: { ...calibration(), pairs, version: stored.version },
    });
    const points = pairs.slice(0, 3).map(({ pixel: [u, v], place }) => ({ pixel: [u! + 11, v], place }));
    await bench.json('/api/v1/camera-calibrations/CAM-1/check', { as: 'administrator', body: { points } });
    const wide = await thrown({ trackPx: track() });
    expect(wide.trace).toMatchObject({ drifted: [{ camera: 'CAM-1', why: 'residual', used: true }] });
    expect(wide.trace.undetermined).not.toBe('no-calibration');
    await over(wide.id);
    const device = bench.registry.device('CAM-1')!;
    const location = localToGeo({ ...device.location, headingDeg: 0 }, [3, 0, 0]);
    await bench.registry.putDevices([{ ...device, location }], 'hand');
    const none = await thrown({ trackPx: track() });
    expect(none.trace).toMatchObject({
      undetermined: 'no-calibration',
      drifted: [{ camera: 'CAM-1', why: 'moved', used: false }],
    });
    await over(none.id);
  });
});
