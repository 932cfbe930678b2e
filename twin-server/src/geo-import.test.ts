import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { GeoImportJob, LayerFeature, LayerRecord, NetworkTrace } from 'twin-core';
import { toShifted } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api/api-bench.test-kit.ts';
import { readConfig } from './config.ts';
import { QUIET } from './fixtures/database.ts';
import { runImport } from './import-command.ts';
import { type TusCall, upload } from './imports/tus-call.test-kit.ts';

let bench: ApiBench;
let folder: string;
beforeAll(async () => {
  bench = await openApiBench();
  folder = await mkdtemp(join(tmpdir(), 'twin-geo-'));
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const tus: TusCall = (method, path, { headers = {}, body } = {}) =>
  bench.call(path, { as: 'administrator', method, body, headers: { 'Tus-Resumable': '1.0.0', ...headers } });

/** Imports a file as the command line does, into the bench's database. */
const byCommand = (path: string, ...args: string[]) =>
  runImport(['geoFeature', path, ...args], {
    config: readConfig({ DATABASE_URL: bench.database.url, TWIN_DATA: folder, TWIN_DEMO: '0' }).config,
    models: folder,
    log: QUIET,
    onProgress: () => undefined,
  });

/** Imports a file as a browser does, and waits for its end. */
async function byBrowser(path: string, request: object): Promise<GeoImportJob> {
  const id = await upload(tus, '/api/v1/uploads', basename(path), new Uint8Array(await readFile(path)));
  const job = await bench.json<GeoImportJob>('/api/v1/layer-imports', {
    as: 'administrator',
    body: { upload: id, ...request },
    status: 201,
  });
  return ended(job.id);
}

const jobOf = (id: string) => bench.json<GeoImportJob>(`/api/v1/layer-imports/${id}`, { as: 'administrator' });
async function ended(id: string): Promise<GeoImportJob> {
  await expect.poll(async () => (await jobOf(id)).finishedAt, { timeout: 50_000 }).not.toBeNull();
  return jobOf(id);
}

async function geojson(name: string, move: (x: number, y: number) => readonly number[] = (x, y) => [x, y]) {
  const { boundary } = bench.registry.site;
  const ring = [...boundary, boundary[0]!].map(([x, y]) => move(x, y));
  const features = [
    { type: 'Feature', properties: { name: '试验绿地' }, geometry: { type: 'Polygon', coordinates: [ring] } },
    { type: 'Feature', properties: {}, geometry: null },
  ];
  const path = join(folder, name);
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}

describe('6.4.1-9 import of geographic information', () => {
  test('by command: a dry run stores nothing, an import makes the layer with what was told of it', async () => {
    const path = await geojson('green.geojson');
    const args = [
      '--layer',
      'lawn',
      '--name',
      '草坪',
      '--group',
      'ground',
      '--class',
      '820000',
      '--rights',
      '© 某测绘院',
    ];
    expect(await byCommand(path, ...args, '--dry-run')).toMatchObject({ accepted: 1, rejected: 1, dryRun: true });
    expect(await bench.layers.get('lawn')).toBeNull();
    const result = await byCommand(path, ...args);
    expect(result).toMatchObject({ layer: 'lawn', kind: 'features', format: 'geojson', crs: 'EPSG:4326', accepted: 1 });
    expect(result.errors[0]?.reason).toContain('without a shape');
    expect(await bench.layers.get('lawn')).toMatchObject({
      name: { zh: '草坪', en: '草坪' },
      group: 'ground',
      classCode: '820000',
      source: 'green.geojson',
      rights: '© 某测绘院',
      count: 1,
    } satisfies Partial<LayerRecord>);
  });

  test('by command: wrong usage and other kinds are refused in one line', async () => {
    const path = await geojson('green.geojson');
    await expect(byCommand(path)).rejects.toThrow(/--layer CODE is missing/);
    await expect(byCommand(path, '--layer', 'a b')).rejects.toThrow(/layer: letters, digits/);
    await expect(byCommand(path, '--layer', 'a', '--grup', 'x')).rejects.toThrow(/grup/);
    await expect(byCommand(join(folder, 'none.geojson'), '--layer', 'a')).rejects.toThrow(/none\.geojson/);
    const other = runImport(['toaster', path], {
      config: readConfig({}).config,
      models: folder,
      log: QUIET,
      onProgress: () => undefined,
    });
    await expect(other).rejects.toThrow(/toaster: no such kind/);
  });

  test('by browser: GCJ-02 unsaid is stopped with that explanation, and taken when it is said', async () => {
    const shifted = (longitude: number, latitude: number) =>
      Object.values(toShifted('GCJ-02', { longitude, latitude }));
    const refused = await byBrowser(await geojson('shifted.geojson', shifted), { layer: 'shifted' });
    expect(refused).toMatchObject({ stage: 'failed', report: null });
    expect(refused.failure).toMatch(/^shifted\.geojson: .*GCJ-02/);
    expect(await bench.layers.get('shifted')).toBeNull();
    await bench.json(`/api/v1/layer-imports/${refused.id}/again`, {
      as: 'administrator',
      body: { layer: 'shifted', crs: 'GCJ-02' },
    });
    expect(await ended(refused.id)).toMatchObject({ stage: 'done', report: { crs: 'GCJ-02', accepted: 1 } });
    const { bounds } = (await bench.layers.get('shifted'))!;
    expect(bounds![0]).toBeCloseTo(Math.min(...bench.registry.site.boundary.map(([x]) => x)), 6);
  });

  test('by browser: swapped axes are told, or taken anyway; a broken file and a wrong name are refused', async () => {
    const swapped = await byBrowser(await geojson('swapped.geojson', (x, y) => [y, x]), { layer: 'swapped' });
    expect(swapped.failure).toMatch(/swap|latitude/i);
    const path = join(folder, 'page.geojson');
    await writeFile(path, '<!doctype html><title>404</title>');
    expect((await byBrowser(path, { layer: 'page' })).failure).toMatch(/page\.geojson: .*HTML/i);
    await expect(upload(tus, '/api/v1/uploads', 'plan.dwg', 'x')).rejects.toThrow(/\.geojson/);
    await bench.json(`/api/v1/layer-imports/${swapped.id}`, { as: 'administrator', method: 'DELETE', status: 204 });
    await bench.json(`/api/v1/layer-imports/${swapped.id}`, { as: 'administrator', status: 404 });
  });
});

const FIXTURES = process.env.TWIN_FIXTURES;
/** Every sample file, with what it becomes, or the reason for which it is refused. */
const FILES: readonly (readonly [file: string, args: readonly string[], becomes: object | RegExp])[] = [
  ['shanghai_district_osm.geojson', [], { format: 'geojson' }],
  ['tokyo_setagaya_buildings.fgb', [], { format: 'flatgeobuf', accepted: 6510 }],
  ['tokyo_city_buildings.fgb', [], { format: 'flatgeobuf', accepted: 45_203 }],
  ['Helsinki.osm.pbf', [], { format: 'osm-pbf' }],
  ['andorra.osm.pbf', [], { format: 'osm-pbf' }],
  ['monaco.osm.gz', [], { format: 'osm-xml' }],
  ['N42E001.hgt.zip', [], { format: 'hgt', kind: 'terrain' }],
  ['srtm1_olympic_30m.tif', [], { format: 'geotiff', kind: 'terrain' }],
  ['srtm3_andorra_90m_cog.tif', [], { format: 'geotiff', kind: 'terrain' }],
];

describe.skipIf(!FIXTURES)('6.4.1-9 every sample file is imported or refused with its reason', () => {
  test.each(FILES)(
    '%s',
    async (file, args, becomes) => {
      const path = join(FIXTURES!, 'gis', file);
      const layer = file.replace(/\W+/g, '-');
      // All of them lie far from the site of the tests: that is told first.
      if (!(becomes instanceof RegExp)) await expect(byCommand(path, '--layer', layer)).rejects.toThrow(/site/);
      const byBoth = [
        () => byCommand(path, '--layer', layer, '--anywhere', ...args),
        async () => {
          const { report, failure } = await byBrowser(path, { layer, anywhere: true, dryRun: true });
          if (failure !== null) throw new Error(failure);
          return report;
        },
      ];
      for (const attempt of byBoth) {
        if (becomes instanceof RegExp) await expect(attempt()).rejects.toThrow(becomes);
        else expect(await attempt()).toMatchObject(becomes);
      }
      if (!(becomes instanceof RegExp)) expect(await bench.layers.get(layer)).toMatchObject({ code: layer });
    },
    180_000,
  );

  test.each([
    ['water_network_Net3.inp', 119],
    ['water_network_ky10.inp', 1061],
  ])(
    '4.2.3 %s: refused without a place, then pipes that can be traced',
    async (file, edges) => {
      const path = join(FIXTURES!, 'gis', file);
      const layer = file.replace(/\W+/g, '-');
      await expect(byCommand(path, '--layer', layer)).rejects.toThrow(
        /inp: an EPANET network does not say where it lies/,
      );
      await expect(byCommand(path, '--layer', layer, '--at=2.3,48.8')).rejects.toThrow(/away from the site/);
      const { longitude, latitude } = bench.registry.site.frame;
      const at = `--at=${longitude},${latitude}`;
      const told = { format: 'epanet', kind: 'network', accepted: edges };
      expect(await byCommand(path, '--layer', layer, at, '--unit=0.3048', '--dry-run')).toMatchObject(told);
      expect(await bench.layers.get(layer)).toBeNull();
      expect(await byCommand(path, '--layer', `${layer}-cli`, at, '--unit=0.3048', '--turn=30')).toMatchObject(told);

      expect((await byBrowser(path, { layer })).failure).toMatch(/does not say where it lies/);
      const job = await byBrowser(path, { layer, at: [longitude, latitude], unitM: 0.3048 });
      expect(job).toMatchObject({ stage: 'done', report: told });
      const { items } = await bench.json<{ items: { layer: string; edges: number; tileset: string }[] }>(
        '/api/v1/networks',
        { as: 'viewer' },
      );
      const row = items.find((one) => one.layer === layer);
      expect(row).toMatchObject({ edges });
      expect((await bench.call(row!.tileset, { as: 'viewer' })).status).toBe(200);
      // The same file turned is other tiles: an address that stayed would be answered from a cache.
      await byBrowser(path, { layer, at: [longitude, latitude], unitM: 0.3048, turnDeg: 30 });
      expect((await bench.layers.get(layer))?.tileset).not.toBe(row!.tileset);
      const pipes: LayerFeature[] = [];
      for await (const feature of bench.layers.every(layer)) pipes.push(feature);
      const pipe = pipes.find(({ geometry }) => geometry.type === 'LineString')!;
      const traced = await bench.json<NetworkTrace>(`/api/v1/networks/${layer}/trace`, {
        as: 'viewer',
        body: { kind: 'isolate', element: pipe.id },
      });
      expect(traced.lines.map(({ id }) => id)).toContain(pipe.id);
    },
    120_000,
  );
});
