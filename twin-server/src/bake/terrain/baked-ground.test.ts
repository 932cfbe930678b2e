import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bakeTerrain } from './bake-terrain.ts';
import { openBakedGround } from './baked-ground.ts';
import { openTerrain } from './open-terrain.ts';
import { writeSampleDem } from './sample-dem.test-kit.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-baked-ground-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('heights on baked tiles are the model’s, within what the bake says they are off', async () => {
  const heightAt = (x: number, y: number) => 700 + 40 * Math.sin(x * 300) * Math.cos(y * 300);
  const file = await writeSampleDem(join(folder, 'hills.tif'), {
    columns: 80,
    rows: 80,
    west: 112.5,
    north: 37.9,
    step: 0.001,
    heightAt,
    geographic: 4326,
  });
  const out = join(folder, 'tiles');
  const { maxErrorMeters } = await bakeTerrain([{ file, datum: 'ellipsoid' }], out);
  const heights = await openBakedGround(out);
  const terrain = await openTerrain([{ file, datum: 'ellipsoid' }]);
  const count = 500;
  const longitudes = Float64Array.from({ length: count }, (_, i) => 112.503 + 0.07 * ((i * 0.618) % 1));
  const latitudes = Float64Array.from({ length: count }, (_, i) => 37.825 + 0.07 * ((i * 0.755) % 1));
  const [baked, asked] = [await heights(longitudes, latitudes), (await terrain.sample(longitudes, latitudes)).heights];
  await terrain.close();
  for (let i = 0; i < count; i++) expect(Math.abs(baked[i]! - asked[i]!)).toBeLessThan(maxErrorMeters + 1);
  expect((await heights(Float64Array.of(10), Float64Array.of(10)))[0]).toBeNaN();
});

test('a folder without tiles is refused with its reason', async () => {
  await expect(openBakedGround(folder)).rejects.toThrow(/layer.json: not the description of a baked terrain/);
});
