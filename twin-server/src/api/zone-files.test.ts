import { toShifted } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface Outcome {
  readonly crs: string;
  readonly items: readonly { feature: number; code: string | null; result: string; reason: string | null }[];
}
interface Collection {
  readonly type: string;
  readonly crs?: { properties: { name: string } };
  readonly features: { id: string; properties: object; geometry: { type: string; coordinates: unknown } }[];
}

const RING = [
  [112.5495, 37.8695],
  [112.5505, 37.8695],
  [112.5505, 37.8705],
  [112.5495, 37.8695],
];
const feature = (code: string, ring: unknown = RING, more: object = {}) => ({
  type: 'Feature',
  properties: { code, name: `${code} 停车区`, kind: 'parking', ...more },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const send = (body: object, status = 200) =>
  bench.json<Outcome & { detail: string }>('/api/v1/zones/geojson', {
    as: 'administrator',
    method: 'POST',
    body,
    status,
  });
const read = (crs: string) =>
  bench.json<Collection>(`/api/v1/zones/geojson?crs=${encodeURIComponent(crs)}`, { as: 'viewer' });
const codes = async () => (await read('EPSG:4326')).features.map(({ id }) => id);

describe('6.4.1-9 zones as GeoJSON files', () => {
  it('a preview says what would become of each feature and changes nothing; taken in, the good ones are there', async () => {
    const file = collection(
      feature('ZI-1'),
      feature('ZI-1'),
      feature('ZI-2', [...RING.slice(0, 3), [112.5495, 37.8705]]),
      feature('ZI-3', RING, { kind: 'lawn' }),
      { type: 'Feature', properties: null, geometry: null },
      '<html>',
    );
    const preview = await send({ collection: file, dryRun: true });
    expect(preview.items.map(({ result }) => result)).toEqual([
      'new',
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
    ]);
    expect(preview.items[1]?.reason).toContain('twice');
    expect(preview.items[2]?.reason).toContain('end where it begins');
    expect(preview.items[3]?.reason).toContain('kind');
    expect(await codes()).not.toContain('ZI-1');
    expect((await send({ collection: file })).items).toEqual(preview.items);
    expect(await codes()).toContain('ZI-1');
    expect((await send({ collection: file })).items[0]?.result).toBe('same');
    const audit = await bench.json<{ items: { action: string; detail: object }[] }>(
      '/api/v1/audit?limit=1&q=zone.import',
      {
        as: 'administrator',
      },
    );
    expect(audit.items).toMatchObject([{ action: 'zone.import', detail: { codes: ['ZI-1'] } }]);
  });

  test.each(['EPSG:4326', 'EPSG:4490', 'EPSG:4546', 'EPSG:32649', 'GCJ-02', 'BD-09'])(
    'what is written in %s, says so, and is read back as the same zones',
    async (crs) => {
      const file = await read(crs);
      expect(file.crs?.properties.name ?? 'EPSG:4326').toContain(crs.replace('EPSG:', ''));
      const { items, crs: told } = await send({ collection: file, dryRun: true });
      expect(told).toBe(crs);
      expect(items.length).toBeGreaterThan(0);
      for (const { result, reason } of items)
        expect([result, reason]).toEqual([expect.stringMatching('same|changed'), null]);
      // Grids keep a millimetre: a stored degree may differ in its last digit.
      if (!/4546|32649/.test(crs)) expect(items.every(({ result }) => result === 'same')).toBe(true);
    },
  );

  it('the file’s name says the system', async () => {
    const answer = await bench.call('/api/v1/zones/geojson?crs=EPSG:4546', { as: 'viewer' });
    expect(answer.headers.get('content-disposition')).toContain('sample-zones.EPSG4546.geojson');
    await answer.text();
  });

  it('what lies elsewhere is refused with what it looks like', async () => {
    const swapped = RING.map(([x, y]) => [y, x]);
    // A zone at the edge: 557 m off it is outside.
    const shifted = RING.map(([longitude, latitude]) => {
      const place = toShifted('GCJ-02', { longitude: longitude!, latitude: latitude! });
      return [place.longitude, place.latitude];
    });
    const { items } = await send({
      collection: collection(feature('ZX-1', swapped), feature('ZX-2', shifted)),
      dryRun: true,
    });
    expect(items[0]?.reason).toContain('axes are swapped');
    expect(items[1]?.reason).toContain('looks like GCJ-02');
    const named = await send({ collection: collection(feature('ZX-2', shifted)), crs: 'GCJ-02', dryRun: true });
    expect(named.items).toMatchObject([{ result: 'new', reason: null }]);
  });

  it('an unknown system, no collection, or no right is refused', async () => {
    expect((await send({ collection: collection(), crs: 'EPSG:27700' }, 400)).detail).toContain('crs');
    await send({ collection: { type: 'Feature' } }, 400);
    expect((await bench.call('/api/v1/zones/geojson?crs=moon', { as: 'viewer' })).status).toBe(400);
    const body = { collection: collection() };
    expect((await bench.call('/api/v1/zones/geojson', { as: 'operator', method: 'POST', body })).status).toBe(403);
  });
});

describe('5.8.8-2 who is responsible for a shelter', () => {
  it('is told with the number by right, masked otherwise; nobody where none is named', async () => {
    await bench.json('/api/v1/layers/shelters', {
      as: 'administrator',
      method: 'PUT',
      body: {
        name: { zh: '避难场所', en: 'Shelters' },
        kind: 'features',
        group: 'emergency',
        source: 'test',
        crs: 'EPSG:4326',
      },
    });
    const put = (id: string, properties: object) =>
      bench.json(`/api/v1/layers/shelters/features/${id}`, {
        as: 'administrator',
        method: 'PUT',
        body: { name: '中心广场', geometry: { type: 'Point', coordinates: [112.55, 37.87] }, properties },
      });
    await put('SH-1', { manager: 'P1', capacity: 600 });
    await put('SH-2', {});
    const ask = (id: string, as: 'administrator' | 'viewer') =>
      bench.json<{ manager: unknown }>(`/api/v1/layers/shelters/features/${id}/manager`, { as });
    expect((await ask('SH-1', 'administrator')).manager).toEqual({ code: 'P1', name: '王建国', phone: '13812341234' });
    expect((await ask('SH-1', 'viewer')).manager).toEqual({ code: 'P1', name: '王＊', phone: '138****1234' });
    expect((await ask('SH-2', 'viewer')).manager).toBeNull();
    const none = await bench.call('/api/v1/layers/shelters/features/NONE/manager', { as: 'viewer' });
    expect(none.status).toBe(404);
  });
});
