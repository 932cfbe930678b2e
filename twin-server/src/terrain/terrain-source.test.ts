import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ground, TileAddress } from './ground.ts';
import { TerrainSource } from './terrain-source.ts';

/** A ground of one tile that counts how often it is made. */
class CountedGround implements Ground {
  readonly sources = [{ name: 'plain', accuracyM: null }];
  readonly layer = {};
  readonly version: string;
  made = 0;

  constructor(version: string) {
    this.version = version;
  }

  has({ level }: TileAddress): boolean {
    return level > 0;
  }

  async tile({ level, x, y }: TileAddress): Promise<Uint8Array> {
    this.made += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return Buffer.from(`${this.version} ${level}/${x}/${y}`);
  }

  async heights(longitudes: Float64Array) {
    return { heights: longitudes.map((value) => value * 2), sources: Int16Array.from(longitudes, () => 0) };
  }

  geoid(): number {
    return -18;
  }

  async close(): Promise<void> {}
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-tiles-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (ground: Ground) =>
  TerrainSource.open(ground, folder, (reason) => {
    throw reason;
  });

describe('tiles on demand', () => {
  const address = { level: 3, x: 1, y: 2 };

  test('are made once however many ask at a time, and not again by the next server', async () => {
    const ground = new CountedGround('a');
    const source = await open(ground);
    const tiles = await Promise.all(Array.from({ length: 20 }, () => source.tile(address)));
    expect(new Set(tiles.map((tile) => gunzipSync(tile).toString()))).toEqual(new Set(['a 3/1/2']));
    expect(ground.made).toBe(1);
    const later = new CountedGround('a');
    expect(gunzipSync(await (await open(later)).tile(address)).toString()).toBe('a 3/1/2');
    expect(later.made).toBe(0);
  });

  test('of another version are made anew, and the old ones removed', async () => {
    await (await open(new CountedGround('a'))).tile(address);
    const source = await open(new CountedGround('b'));
    expect(gunzipSync(await source.tile(address)).toString()).toBe('b 3/1/2');
    expect(await readdir(folder)).toEqual(['b']);
  });

  test('that show nothing of the models are not kept: there is no end of them', async () => {
    const ground = new CountedGround('a');
    const source = await open(ground);
    await source.tile({ level: 0, x: 0, y: 0 });
    await source.tile({ level: 0, x: 0, y: 0 });
    expect(ground.made).toBe(2);
    expect(await readdir(join(folder, 'a'))).toEqual([]);
  });

  test('many at once all come, in turn', async () => {
    const source = await open(new CountedGround('a'));
    const tiles = await Promise.all(Array.from({ length: 30 }, (_, x) => source.tile({ level: 9, x, y: 0 })));
    expect(tiles.map((tile) => gunzipSync(tile).toString())).toEqual(tiles.map((_, x) => `a 9/${x}/0`));
  });
});

test('heights name their source and stand above both ellipsoid and geoid', async () => {
  const source = await open(new CountedGround('a'));
  expect(await source.heightAt(10, 20)).toBe(20);
  expect(await source.heightsAt([[10, 20]])).toEqual([
    { longitude: 10, latitude: 20, height: 20, normalHeight: 38, source: 'plain', accuracyM: null },
  ]);
});
