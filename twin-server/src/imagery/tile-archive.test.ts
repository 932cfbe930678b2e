import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTileArchive } from './open-tile-archive.ts';
import { type SampleTile, samplePng, writeMbtiles, writePmtiles } from './sample-tiles.test-kit.ts';

const RED = samplePng([255, 0, 0], 512);
const GREEN = samplePng([0, 255, 0], 512);
const TILES: readonly SampleTile[] = [
  { z: 12, x: 3328, y: 1577, bytes: RED },
  { z: 13, x: 6656, y: 3154, bytes: GREEN },
  { z: 13, x: 6657, y: 3155, bytes: GREEN },
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-archives-'));
});
afterAll(() => rm(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

describe('6.4.1-9 archives of pictures', () => {
  test.each([
    ['a table of tiles', false],
    ['pictures stored once', true],
  ])(
    'MBTiles with %s: rows are turned, zooms are those there are, nothing is left beside the file',
    async (_, isOnce) => {
      const file = path(`${isOnce}.mbtiles`);
      const metadata = {
        name: '航拍 2026',
        format: 'png',
        bounds: '112.4,37.7,112.6,37.9',
        attribution: '© 测绘院',
        minzoom: '1',
        crs: 'GCJ-02',
      };
      writeMbtiles(file, TILES, { metadata, once: isOnce });
      const archive = await openTileArchive(file);
      expect(archive.facts).toEqual({
        scheme: 'xyz',
        datum: 'gcj02',
        tiling: 'mercator',
        minZoom: 12,
        maxZoom: 13,
        tilePx: 512,
        name: '航拍 2026',
        attribution: '© 测绘院',
        bounds: [112.4, 37.7, 112.6, 37.9],
      });
      const tile = await archive.tile(13, 6657, 3155);
      expect(tile?.type).toBe('image/png');
      expect(Buffer.from(tile!.bytes).equals(GREEN)).toBe(true);
      expect(await archive.tile(13, 6657, 3154)).toBeNull();
      expect((await readdir(folder)).filter((name) => name.includes('lock'))).toEqual([]);
      await archive.close();
    },
  );

  test('PMTiles: tiles by their place, bounds and name from the file', async () => {
    const file = path('a.pmtiles');
    await writePmtiles(file, TILES, { metadata: { name: 'aerial', attribution: '© A' } });
    const archive = await openTileArchive(file);
    expect(archive.facts).toMatchObject({
      minZoom: 12,
      maxZoom: 13,
      name: 'aerial',
      attribution: '© A',
      bounds: [112, 37, 113, 38],
    });
    expect(Buffer.from((await archive.tile(12, 3328, 1577))!.bytes).equals(RED)).toBe(true);
    expect(await archive.tile(12, 3329, 1577)).toBeNull();
    await archive.close();
  });

  test.each<readonly [string, (file: string) => unknown, RegExp]>([
    ['HTML', (file) => writeFile(file, '<html><body>404'), /begins like HTML/],
    ['an empty file', (file) => writeFile(file, ''), /it is empty/],
    ['a picture', (file) => writeFile(file, RED), /expected an \.mbtiles or \.pmtiles file/],
    [
      'SQLite that is no MBTiles',
      (file) => new sqlite.Database(file).exec('CREATE TABLE a (b int)'),
      /expected a table tiles/,
    ],
    ['MBTiles without index', (file) => writeMbtiles(file, TILES, { index: false }), /expected an index/],
    ['MBTiles without tiles', (file) => writeMbtiles(file, []), /holds no tiles/],
    [
      'MBTiles of vector tiles',
      (file) => writeMbtiles(file, TILES, { metadata: { format: 'pbf' } }),
      /holds vector tiles/,
    ],
    [
      'MBTiles whose tiles are no pictures',
      (file) => writeMbtiles(file, [{ ...TILES[0]!, bytes: Buffer.from('hello') }]),
      /expected a picture/,
    ],
    [
      'a truncated MBTiles',
      async (file) => {
        writeMbtiles(file, TILES);
        await truncate(file, 5_000);
      },
      /not a readable MBTiles file/,
    ],
    ['PMTiles of vector tiles', (file) => writePmtiles(file, TILES, { tileType: 1 }), /holds vector tiles/],
    [
      'a truncated PMTiles',
      async (file) => {
        await writePmtiles(file, TILES);
        await truncate(file, 130);
      },
      /not a readable PMTiles file/,
    ],
    ['PMTiles with a header alone', (file) => writeFile(file, 'PMTiles\x03'), /not a readable PMTiles file/],
    ['no file at all', () => undefined, /ENOENT/],
  ])('%s is refused with its reason', async (name, write, reason) => {
    const file = path(`bad ${name}`);
    await write(file);
    await expect(openTileArchive(file)).rejects.toThrow(reason);
    await expect(openTileArchive(file)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(file),
    });
  });

  test('MBTiles: a lock left by a killed process does not keep the file shut', async () => {
    const file = path('locked.mbtiles');
    writeMbtiles(file, TILES);
    await mkdir(`${file}.lock`);
    const archive = await openTileArchive(file);
    expect(await archive.tile(12, 3328, 1577)).not.toBeNull();
    await archive.close();
  });
});
