import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalogue, FACILITIES, type LayerFeature, LayerRecord } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCity } from './bake/buildings/read-city.test-kit.ts';
import { importSite } from './base/import-site.ts';
import { sampleSite, writeSampleSite } from './base/sample-site.test-kit.ts';
import type { Database } from './engines/database.ts';
import { testDatabase } from './fixtures/database.ts';
import { Layers } from './layers/layers.ts';
import { BuildingLayers } from './open-building-layers.ts';

let database: Database;
let layers: Layers;
let out: string;

beforeAll(async () => {
  database = await testDatabase();
  const folder = await writeSampleSite(sampleSite());
  const base = await importSite(database.pool, folder, new Catalogue(FACILITIES));
  await rm(folder, { recursive: true });
  layers = new Layers(database.pool, base.site.code);
  out = await mkdtemp(join(tmpdir(), 'twin-building-layers-'));
});
afterAll(async () => {
  await database.close();
  await rm(out, { recursive: true });
});

const record = (code: string, kind: LayerRecord['kind']) =>
  LayerRecord.parse({
    code,
    name: { zh: code, en: code },
    kind,
    group: 'surroundings',
    source: 'test',
    crs: 'EPSG:4326',
  });
const block = (id: string, x: number, height: number): LayerFeature => ({
  layer: 'city',
  id,
  name: null,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 37.87],
        [x + 0.0002, 37.87],
        [x + 0.0002, 37.8702],
        [x, 37.8702],
        [x, 37.87],
      ],
    ],
  },
  properties: { height },
});

test('6.4.1-9 a layer of buildings gets tiles of its stored footprints, again when they are others, and not otherwise', async () => {
  const baked: [string, number][] = [];
  const faults: string[] = [];
  const keeper = new BuildingLayers({
    layers,
    terrain: null,
    out,
    site: { longitude: 112.55, latitude: 37.87, height: 700 },
    onBaked: (layer, buildings) => baked.push([layer, buildings]),
    onFault: (layer, reason) => faults.push(`${layer}: ${reason}`),
  });
  await layers.putWhole(record('city', 'buildings'), [block('a', 112.55, 9), block('b', 112.551, 30)]);
  await layers.putWhole(record('green', 'features'), [{ ...block('a', 112.55, 9), layer: 'green' }]);
  await keeper.note(null);
  expect(baked).toEqual([['city', 2]]);
  expect((await readCity(join(out, 'city'))).map(({ row }) => [row.id, row.height]).sort()).toEqual([
    ['a', 9],
    ['b', 30],
  ]);
  const first = (await layers.get('city'))?.tileset;
  expect(first).toMatch(/^\/tilesets\/layers\/city\/tileset\.json\?v=[0-9a-f]{16}$/);
  expect((await layers.get('green'))?.tileset).toBeNull();

  await layers.put({ ...(await layers.get('city'))!, style: { colorBy: 'height' } });
  await keeper.note('city');
  expect(baked).toHaveLength(1);
  await layers.putFeatures('city', [block('b', 112.551, 12)]);
  await Promise.all([keeper.note('city'), keeper.note(null)]);
  expect(baked).toHaveLength(2);
  expect((await layers.get('city'))?.tileset).not.toBe(first);

  const line: LayerFeature = {
    ...block('a', 112.55, 9),
    geometry: {
      type: 'LineString',
      coordinates: [
        [112, 37],
        [113, 38],
      ],
    },
  };
  await layers.putWhole(record('lines', 'buildings'), [line]);
  await keeper.note('lines');
  expect(faults).toEqual([expect.stringContaining('lines: bake buildings: no footprints')]);
  await keeper.close();
});
