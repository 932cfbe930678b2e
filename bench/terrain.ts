import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bakeTerrain } from '../twin-server/src/bake/terrain/bake-terrain.ts';
import { makeTile } from '../twin-server/src/bake/terrain/make-tile.ts';
import { openTerrain, type TerrainFile } from '../twin-server/src/bake/terrain/open-terrain.ts';
import { rangeOf } from '../twin-server/src/bake/terrain/tile-grid.ts';
import { quantile } from './quantile.ts';

/** The level that the promise of 250 tiles/s is made for. */
const LEVEL = 12;
const TILES = 400;
const HEIGHTS = 5000;

const models = fileURLToPath(new URL('../models/terrain/', import.meta.url));
const fixtures = process.env.TWIN_FIXTURES;

/** Seconds that this process spent on a processor: on a shared machine the clock would count the others' work. */
const processorS = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/**
 * Terrain by elevation model: tiles a second of one processor at level 12 (65 posts, normals, encoded, not compressed), microseconds of
 * one height asked for alone, and how far the baked meshes are off at the models' own posts. The Pyrenees from outside where
 * TWIN_FIXTURES names them: mountains are the hardest; the estate's own basin always.
 */
export async function run(): Promise<object> {
  const pyrenees = join(fixtures ?? '', 'gis/N42E001.hgt.zip');
  const sets: readonly (readonly [string, readonly TerrainFile[]])[] = [
    ['basin', [{ file: `${models}jinyang-10m.tif` }, { file: `${models}basin-90m.tif` }]],
    ...(fixtures && existsSync(pyrenees) ? [['pyrenees', [{ file: pyrenees }]] as const] : []),
  ];
  const results: Record<string, object> = {};
  for (const [name, files] of sets) results[name] = await measure(files);
  return { level: LEVEL, ...results };
}

async function measure(files: readonly TerrainFile[]): Promise<object> {
  const terrain = await openTerrain(files);
  try {
    const { startX, startY, endX, endY } = rangeOf(terrain.extent, LEVEL);
    const [across, up] = [endX - startX + 1, endY - startY + 1];
    // By a stride that is prime to the number of tiles, so that neighbors are not made one after the other.
    const address = (i: number) => {
      const at = (i * 31) % (across * up);
      return { level: LEVEL, x: startX + (at % across), y: startY + Math.floor(at / across) };
    };
    for (let i = 0; i < 50; i++) await makeTile(terrain, address(i));
    let bytes = 0;
    const began = processorS();
    for (let i = 0; i < TILES; i++) bytes += (await makeTile(terrain, address(i))).bytes.length;
    const tilesPerS = TILES / (processorS() - began);
    const { west, south, east, north } = terrain.extent;
    const times: number[] = [];
    for (let i = 0; i < HEIGHTS; i++) {
      const longitude = Float64Array.of(west + (east - west) * ((i * 0.618) % 1));
      const latitude = Float64Array.of(south + (north - south) * ((i * 0.755) % 1));
      const start = performance.now();
      await terrain.sample(longitude, latitude);
      times.push((performance.now() - start) * 1000);
    }
    const out = await mkdtemp(join(tmpdir(), 'twin-bench-terrain-'));
    const report = await bakeTerrain(files, join(out, 'tiles'));
    await rm(out, { recursive: true });
    return {
      tilesPerS: Math.round(tilesPerS),
      kbATile: Math.round(bytes / TILES / 102.4) / 10,
      heightP50Us: Math.round(quantile(times, 0.5) * 10) / 10,
      heightP99Us: Math.round(quantile(times, 0.99) * 10) / 10,
      ...report,
    };
  } finally {
    await terrain.close();
  }
}
