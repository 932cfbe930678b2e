import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFeatures } from './index.ts';

const FIXTURES = process.env.TWIN_FIXTURES;
const gis = (name: string) => join(FIXTURES ?? '', 'gis', name);

/** Numbers of usable features by what they are made of. */
async function kindsOf(path: string) {
  const file = await readFeatures(path);
  const kinds: Record<string, number> = {};
  const ids = new Set<string>();
  let buildings = 0;
  for await (const { id, geometry, properties } of file.features()) {
    kinds[geometry.type] = (kinds[geometry.type] ?? 0) + 1;
    ids.add(id);
    if (typeof properties.building === 'string' && geometry.type.endsWith('Polygon')) buildings += 1;
  }
  const features = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return { file, kinds, buildings, features, ids: ids.size };
}

describe.skipIf(!FIXTURES)('6.4.1-9 files from outside', () => {
  test('45,203 surfaces of 41,094 buildings of a FlatGeobuf, each by an id of its own', async () => {
    const { file, kinds, ids } = await kindsOf(gis('tokyo_city_buildings.fgb'));
    expect(file).toMatchObject({ format: 'flatgeobuf', crs: 'EPSG:4326', count: 45_203 });
    expect(kinds).toEqual({ Polygon: 45_203 });
    expect(ids).toBe(45_203);
    expect(file.warnings).toEqual(['4109 × id that another feature has too: numbered (first: feature 397)']);
  });

  test.each([
    ['Helsinki.osm.pbf', 'osm-pbf', 433],
    ['andorra.osm.pbf', 'osm-pbf', 294],
    ['monaco.osm.gz', 'osm-xml', 962],
  ])('OpenStreetMap: %s has its buildings', async (name, format, least) => {
    const { file, buildings, features, ids } = await kindsOf(gis(name));
    expect(file.format).toBe(format);
    expect(buildings).toBeGreaterThanOrEqual(least * 0.98);
    expect(ids).toBe(features);
  });

  test('GeoJSON: all 4,804 features of Shanghai', async () => {
    const { features, ids } = await kindsOf(gis('shanghai_district_osm.geojson'));
    expect([features, ids]).toEqual([4804, 4804]);
  });

  test.each([
    ['srtm3_andorra_90m_cog.tif', /a TIFF picture/],
    ['N42E001.hgt.zip', /zip archive without a .shp \(found N42E001.hgt\)/],
    ['water_network_Net3.inp', /no map by its first bytes/],
  ])('%s is refused with its reason', async (name, reason) => {
    await expect(readFeatures(gis(name))).rejects.toThrow(reason);
  });

  describe('broken off or damaged', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'twin-geodata-files-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    test.each([
      ['tokyo_setagaya_buildings.fgb', 0.6, /truncated/],
      ['Helsinki.osm.pbf', 0.6, /block \d+: truncated/],
      ['monaco.osm.gz', 0.6, /gzip: unexpected end of file/],
      ['shanghai_district_osm.geojson', 0.6, /ends at byte \d+ after \d+ whole features: truncated/],
    ])('%s', async (name, share, reason) => {
      const whole = await readFile(gis(name));
      const path = join(folder, name);
      await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
      await expect(readFeatures(path)).rejects.toThrow(reason);
    });

    test.each(['tokyo_setagaya_buildings.fgb', 'andorra.osm.pbf'])(
      '%s with bytes turned never fails but by saying so',
      async (name) => {
        const whole = await readFile(gis(name));
        let seed = 7;
        const random = (most: number) => {
          seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
          return seed % most;
        };
        for (let round = 0; round < 20; round++) {
          const bytes = Buffer.from(whole.subarray(0, 400_000));
          for (let i = 0; i < 40; i++) bytes[random(bytes.length)] = random(256);
          const path = join(folder, `turned-${round}`);
          await writeFile(path, bytes);
          const reading = kindsOf(path).catch((cause: unknown) => cause);
          const outcome = await reading;
          if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'InputError' });
        }
      },
    );
  });
});
