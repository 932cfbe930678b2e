import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface View {
  readonly device: string;
  readonly headingDeg: number;
  readonly version: string;
}

const SEEN = { headingDeg: 90, tiltDeg: -20, angleDeg: 80, rangeM: 45 };
const views = async () => (await bench.json<{ items: View[] }>('/api/v1/camera-views', { as: 'viewer' })).items;
const put = (device: string, body: object, status = 200) =>
  bench.json<View>(`/api/v1/camera-views/${device}`, { as: 'administrator', method: 'PUT', body, status });

describe('7.2.4-4 what cameras see', () => {
  it('is said, changed and forgotten, told to every screen, with the camera’s place', async () => {
    expect(await views()).toEqual([]);
    const first = await put('CAM-1', { ...SEEN, version: null });
    const { location } = bench.sample.devices.find(({ code }) => code === 'CAM-1')!;
    expect(await views()).toMatchObject([{ device: 'CAM-1', ...SEEN, location }]);
    expect(bench.events).toContainEqual({ kind: 'place.changed', what: 'cameraView', code: 'CAM-1' });
    const second = await put('CAM-1', { ...SEEN, headingDeg: 100, version: first.version });
    await put('CAM-1', { ...SEEN, version: first.version }, 409);
    const path = `/api/v1/camera-views/CAM-1?version=${second.version}`;
    await bench.json(path, { as: 'administrator', method: 'DELETE', status: 204 });
    expect(await views()).toEqual([]);
  });

  test.each([
    ['headingDeg', 360],
    ['tiltDeg', -91],
    ['angleDeg', 0],
    ['rangeM', 5000],
  ])('%s of %d is refused', async (field, value) => {
    await put('CAM-1', { ...SEEN, [field]: value, version: null }, 400);
  });

  it('an unknown camera is not found; who may not manage devices is refused', async () => {
    await put('CAM-9', { ...SEEN, version: null }, 404);
    const body = { ...SEEN, version: null };
    expect((await bench.call('/api/v1/camera-views/CAM-1', { as: 'operator', method: 'PUT', body })).status).toBe(403);
  });
});
