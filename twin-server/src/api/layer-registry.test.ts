import { type LayerFeature, type LayerRecord, localToGeo } from 'twin-core';
import { fromGeographic, toShifted } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPlanLayers } from '../layers/plan-layers.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
const [LONGITUDE, LATITUDE] = [112.55, 37.87];
/** About a metre. */
const M = 1e-5;

const body = (more: object = {}) => ({
  name: { zh: '绿地', en: 'Green' },
  kind: 'features',
  group: 'ground',
  classCode: '380000',
  source: 'authored for the demonstration',
  accuracyM: 0.1,
  surveyDate: '2026-11-01',
  crs: 'EPSG:4326',
  rights: '© somebody',
  ...more,
});
const put = (code: string, more: object = {}, status = 200) =>
  bench.json<LayerRecord & { detail: string }>(`/api/v1/layers/${code}`, {
    as: 'administrator',
    method: 'PUT',
    body: body(more),
    status,
  });
const square = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const feature = (id: string, name: string | null, geometry: object, properties: object = {}) =>
  ({ layer: 'green', id, name, geometry, properties }) as LayerFeature;
const find = async (query: string, layer = 'green') =>
  (
    await bench.json<{ items: LayerFeature[] }>(`/api/v1/layers/${layer}/features?${query}`, { as: 'viewer' })
  ).items.map(({ id }) => id);
const within = (area: object, status = 200) =>
  bench.json<{ count: number; layers: object[]; items: { id: string; whole: boolean }[]; detail: string }>(
    '/api/v1/layers/within',
    { as: 'viewer', body: area, status },
  );

beforeAll(async () => {
  bench = await openApiBench();
  await put('green');
  await bench.layers.putFeatures('green', [
    feature('lawn', '中心草坪', { type: 'Polygon', coordinates: [square(LONGITUDE, LATITUDE, 100 * M)] }),
    feature('ring', '环形绿带', {
      type: 'Polygon',
      coordinates: [square(LONGITUDE, LATITUDE, 400 * M), square(LONGITUDE + 100 * M, LATITUDE + 100 * M, 200 * M)],
    }),
    feature('hedge', 'North hedge', {
      type: 'LineString',
      coordinates: [
        [LONGITUDE - 50 * M, LATITUDE + 50 * M],
        [LONGITUDE + 500 * M, LATITUDE + 50 * M],
      ],
    }),
    feature(
      'tree',
      null,
      { type: 'Point', coordinates: [LONGITUDE + 200 * M, LATITUDE + 200 * M, 771.5] },
      {
        'addr:street': '康宁街',
      },
    ),
  ]);
});
afterAll(() => bench.close());

describe('6.4.1-9 layers of geographic information', () => {
  test('a layer has class, source, accuracy, date, CRS and rights; its count and bounds follow from its features', async () => {
    const { items } = await bench.json<{ items: LayerRecord[] }>('/api/v1/layers', { as: 'viewer' });
    expect(items.find(({ code }) => code === 'green')).toMatchObject({
      ...body(),
      count: 4,
      bounds: [LONGITUDE - 50 * M, LATITUDE, LONGITUDE + 500 * M, LATITUDE + 400 * M],
      visible: true,
      opacity: 1,
    });
    const again = await put('green', { opacity: 0.5, count: 99 });
    expect(again).toMatchObject({ opacity: 0.5, count: 4 });
  });

  test('a change is told to every screen by the journal', async () => {
    await put('told');
    const told = () => bench.events.filter((event) => event.kind === 'layer.changed' && event.layer === 'told');
    await expect.poll(() => told().length).toBe(1);
    await bench.json('/api/v1/layers/told', { as: 'administrator', method: 'PATCH', body: { visible: false } });
    await expect.poll(() => told().length).toBe(2);
    expect(await bench.layers.get('told')).toMatchObject({ visible: false, source: body().source });
  });

  test('rights: to see is enough to read, not to change; what is not a layer is refused with the field', async () => {
    const refused = { as: 'operator', method: 'PUT', body: body(), status: 403 } as const;
    await bench.json('/api/v1/layers/other', refused);
    await bench.json('/api/v1/layers/green', { as: 'viewer', method: 'DELETE', status: 403 });
    await bench.json('/api/v1/layers', { status: 401 });
    expect((await put('bad code', {}, 400)).detail).toContain('code');
    expect((await put('bad', { surveyDate: 'yesterday' }, 400)).detail).toContain('body.surveyDate');
    expect((await put('ground', {}, 409)).detail).toContain('ground');
    await bench.json('/api/v1/layers/none/features', { as: 'viewer', status: 404 });
  });

  test('features by name, by a part of it in Chinese, by address, by bounds, in pages', async () => {
    expect(await find('q=草坪')).toEqual(['lawn']);
    expect(await find('q=绿')).toEqual(['ring']);
    expect(await find('q=north+HED')).toEqual(['hedge']);
    expect(await find('q=康宁街')).toEqual(['tree']);
    expect(await find('q=nothing')).toEqual([]);
    expect(await find(`bbox=${LONGITUDE - 60 * M},${LATITUDE},${LONGITUDE - 10 * M},${LATITUDE + 1}`)).toEqual([
      'hedge',
    ]);
    const first = await bench.json<{ items: LayerFeature[]; next: string }>('/api/v1/layers/green/features?limit=3', {
      as: 'viewer',
    });
    expect(first.items.map(({ id }) => id)).toEqual(['hedge', 'lawn', 'ring']);
    expect(await find(`limit=3&cursor=${first.next}`)).toEqual(['tree']);
    const everywhere = await bench.json<{ items: LayerFeature[] }>('/api/v1/features?q=草坪', { as: 'viewer' });
    expect(everywhere.items).toMatchObject([{ layer: 'green', id: 'lawn', name: '中心草坪' }]);
    await bench.json('/api/v1/layers/green/features?bbox=1,2,3', { as: 'viewer', status: 400 });
  });

  test('6.4.1-2-6 what lies in a polygon or a circle: counted by layer, whole or in part; a hole is not inside', async () => {
    const ring = square(LONGITUDE - 10 * M, LATITUDE - 10 * M, 120 * M).slice(0, 4);
    expect(await within({ ring })).toMatchObject({
      count: 3,
      layers: [{ layer: 'green', count: 3, whole: 1 }],
      items: [
        { id: 'hedge', whole: false },
        { id: 'lawn', whole: true },
        { id: 'ring', whole: false },
      ],
    });
    const hole = { longitude: LONGITUDE + 200 * M, latitude: LATITUDE + 200 * M, radiusM: 20 };
    expect((await within({ circle: hole })).items).toMatchObject([{ id: 'tree', whole: true }]);
    expect(await within({ circle: hole, limit: 0 })).toMatchObject({ count: 1, items: [] });
    expect((await within({ circle: hole, layers: ['other'] })).count).toBe(0);
    expect((await within({ ring, circle: hole }, 400)).detail).toContain('either ring or circle');
    const crossed = [ring[0], ring[2], ring[1], ring[3]];
    expect((await within({ ring: crossed }, 400)).detail).toContain('cross');
  });

  test.each([
    ['EPSG:4326', (x: number, y: number) => [x, y], 1e-9],
    ['EPSG:4490', (x: number, y: number) => [x, y], 1e-9],
    ['GCJ-02', (x: number, y: number) => Object.values(toShifted('GCJ-02', { longitude: x, latitude: y })), 1e-9],
    ['EPSG:4546', (x: number, y: number) => Object.values(fromGeographic('EPSG:4546', x, y)), 1e-3],
  ] as const)('exported as GeoJSON in %s, which the file names', async (crs, convert, tolerance) => {
    const response = await bench.call(`/api/v1/layers/green/geojson?crs=${crs}`, { as: 'viewer' });
    expect(response.headers.get('content-type')).toContain('application/geo+json');
    const file = JSON.parse(await response.text());
    expect(file.features).toHaveLength(4);
    const tree = file.features.find(({ id }: { id: string }) => id === 'tree');
    const [x, y] = convert(LONGITUDE + 200 * M, LATITUDE + 200 * M) as [number, number];
    expect(Math.abs(tree.geometry.coordinates[0] - x)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(tree.geometry.coordinates[1] - y)).toBeLessThanOrEqual(tolerance);
    expect(tree.geometry.coordinates[2]).toBe(771.5);
    expect(file.about).toMatchObject({ rights: '© somebody', crs });
    expect(crs === 'EPSG:4326' ? file.crs : file.crs.properties.name).toEqual(
      crs === 'EPSG:4326' ? undefined : expect.stringContaining(crs.split(':').at(-1)!),
    );
  });

  test('a CRS that nobody knows is refused', async () => {
    const reply = await bench.json<{ detail: string }>('/api/v1/layers/green/geojson?crs=EPSG:99999', {
      as: 'viewer',
      status: 400,
    });
    expect(reply.detail).toContain('EPSG:99999');
  });

  test('a layer is replaced at once or not at all, and goes with its features', async () => {
    const record = (await bench.layers.get('green'))!;
    async function* broken() {
      yield feature('new', null, { type: 'Point', coordinates: [LONGITUDE, LATITUDE] });
      throw new Error('the file ends here');
    }
    await expect(bench.layers.putWhole({ ...record, code: 'copy' }, broken())).rejects.toThrow('the file ends here');
    expect(await bench.layers.get('copy')).toBeNull();
    const many = Array.from({ length: 4_500 }, (_, i) =>
      feature(`p${i}`, `点${i}`, { type: 'Point', coordinates: [LONGITUDE + i * M, LATITUDE] }),
    );
    expect(await bench.layers.putWhole({ ...record, code: 'copy' }, many)).toBe(4_500);
    expect(await bench.layers.putWhole({ ...record, code: 'copy' }, many.slice(0, 10))).toBe(10);
    expect(await find('limit=5000', 'copy')).toHaveLength(10);
    await bench.json('/api/v1/layers/copy', { as: 'administrator', method: 'DELETE', status: 204 });
    expect(await bench.layers.feature('copy', 'p1')).toBeNull();
  });
});

describe('5.7.6 green of the estate', () => {
  test('is reckoned from the green layers, without what stands on them, and set against the limits', async () => {
    const frame = bench.registry.site.frame;
    const at = (x: number, y: number) => {
      const { longitude, latitude } = localToGeo(frame, [x, y, 0]);
      return [longitude, latitude];
    };
    const box = (x: number, y: number, width: number, height: number) => ({
      type: 'Polygon',
      coordinates: [[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]],
    });
    // The sample's buildings stand on all of its land.
    const corner = box(40, 40, 5, 5).coordinates[0]!.slice(0, -1) as [number, number][];
    for (const building of [...bench.registry.buildings()]) {
      await bench.registry.putBuilding({ ...building, footprint: corner }, 'test');
    }
    await bench.json('/api/v1/layers/green', { as: 'administrator', method: 'DELETE', status: 204 });
    const added = await addPlanLayers(
      bench.layers,
      [
        { geometry: box(-40, -40, 20, 20), properties: { layer: 'green', name: '南草坪' } },
        { geometry: box(-40, -40, 20, 5), properties: { layer: 'path' } },
        { geometry: box(-40, -40, 100, 100), properties: { layer: 'outside' } },
        { geometry: { type: 'Nonsense' }, properties: { layer: 'road' } },
      ],
      { name: '小区', ring: bench.registry.site.boundary },
      { source: 'authored', accuracyM: 0.01, surveyDate: '2026-11-22', crs: 'EPSG:4490', rights: null },
    );
    expect(added).toEqual(['neighbors', 'green', 'paths', 'boundary']);
    const green = await bench.json<Record<string, number>>('/api/v1/site/green', { as: 'viewer' });
    expect(green).toMatchObject({
      layers: ['green'],
      residents: bench.registry.residentCount,
      limits: { ratio: 0.3, perResidentM2: 1 },
    });
    expect(green.greenM2).toBeGreaterThan(280);
    expect(green.greenM2).toBeLessThanOrEqual(301);
    expect(green.ratio).toBeCloseTo(green.greenM2! / green.siteM2!, 6);
    expect(await addPlanLayers(bench.layers, [], { name: '', ring: bench.registry.site.boundary }, ORIGIN)).toEqual([]);
  });
});

const ORIGIN = { source: '', accuracyM: null, surveyDate: null, crs: '', rights: null };
