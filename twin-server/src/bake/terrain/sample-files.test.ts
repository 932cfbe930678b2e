import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDem } from './open-dem.ts';
import { openTerrain } from './open-terrain.ts';
import { runBakeTerrain } from './terrain-command.ts';

const FIXTURES = process.env.TWIN_FIXTURES;
const gis = (name: string) => join(FIXTURES ?? '', 'gis', name);

/** Issue 4: heights equal the source plus geoid within half a metre at its posts. */
const POST_M = 0.5;
/** EGM96 in Andorra and on the Olympic peninsula, metres (about 52 and −21). */
const GEOIDS = { andorra: [50, 54], olympic: [-24, -18] } as const;

describe.skipIf(!FIXTURES)('elevation models from outside', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'twin-dem-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['N42E001.hgt.zip', GEOIDS.andorra],
    ['srtm3_andorra_90m_cog.tif', GEOIDS.andorra],
    ['srtm1_olympic_30m.tif', GEOIDS.olympic],
  ] as const)('%s: heights at its posts are its own plus the geoid', async (name, [least, most]) => {
    const dem = await openDem(gis(name));
    const { originX, originY, stepX, stepY, columns, rows } = dem.grid;
    const posts = Array.from({ length: 2000 }, (_, i) => [(i * 7919) % columns, (i * 104_729) % rows] as const);
    const all = await dem.readPosts({ column: 0, row: 0, columns, rows });
    const terrain = await openTerrain([{ file: gis(name) }]);
    const places = [
      Float64Array.from(posts, ([column]) => originX + column * stepX),
      Float64Array.from(posts, ([, row]) => originY + row * stepY),
    ] as const;
    const { heights } = await terrain.sample(...places);
    const plain = await openTerrain([{ file: gis(name), datum: 'ellipsoid' }]);
    const { heights: orthometric } = await plain.sample(...places);
    let measured = 0;
    for (const [i, [column, row]] of posts.entries()) {
      const post = all[row * columns + column]!;
      if (Number.isNaN(post)) continue;
      measured++;
      expect(Math.abs(orthometric[i]! - post)).toBeLessThan(POST_M);
      expect(heights[i]! - post).toBeGreaterThan(least);
      expect(heights[i]! - post).toBeLessThan(most);
    }
    expect(measured).toBeGreaterThan(1500);
    await Promise.all([dem.close(), terrain.close(), plain.close()]);
  });

  test('the GeoTIFF cut from it says the same as the .hgt at each of its posts', async () => {
    const cut = await openDem(gis('srtm3_andorra_90m_cog.tif'));
    const { originX, originY, stepX, stepY, columns, rows } = cut.grid;
    const whole = await openTerrain([{ file: gis('N42E001.hgt.zip'), datum: 'ellipsoid' }]);
    const posts = await cut.readPosts({ column: 0, row: 0, columns, rows });
    const { heights } = await whole.sample(
      Float64Array.from(posts, (_, i) => originX + (i % columns) * stepX),
      Float64Array.from(posts, (_, i) => originY + Math.floor(i / columns) * stepY),
    );
    const apart = [...posts].map((post, i) => Math.abs(post - heights[i]!)).filter((value) => !Number.isNaN(value));
    expect(apart.length).toBeGreaterThan(300_000);
    expect(apart.filter((value) => value > 0.01)).toEqual([]);
    await Promise.all([cut.close(), whole.close()]);
  });

  test('bake terrain writes levels up to what its posts are worth, and says how far the meshes are off', async () => {
    const out = join(folder, 'andorra');
    const report = await runBakeTerrain([gis('srtm3_andorra_90m_cog.tif'), '--out', out, '--max-level', '11']);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(['tiles', 'levels', 'bytes', 'seconds', 'maxErrorMeters']),
    );
    expect(report.levels).toBe(12);
    expect(report.tiles).toBeGreaterThan(40);
    expect(report.maxErrorMeters).toBeGreaterThan(0);
    expect(report.rmsErrorMeters).toBeLessThan(15);
  });

  test.each(['tokyo_setagaya_buildings.fgb', 'shanghai_district_osm.geojson', 'water_network_Net3.inp'])(
    '%s is refused: no elevation model',
    async (name) => {
      await expect(runBakeTerrain([gis(name), '--out', join(folder, 'no')])).rejects.toThrow('expected a GeoTIFF');
    },
  );
});
