import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipArchive } from '../ifc/zip-archive.test-kit.ts';
import { writeSampleDem } from './sample-dem.test-kit.ts';
import { runBakeTerrain } from './terrain-command.ts';

const GOOD = fileURLToPath(new URL('../../../../models/terrain/jinyang-10m.tif', import.meta.url));
const PLAIN = { columns: 20, rows: 20, west: 112.5, north: 37.9, step: 0.001, heightAt: () => 790 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-bad-dem-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Tag of the geographic keys, and one that nobody reads. */
const [GEO_KEYS, UNKNOWN_TAG] = [34_735, 65_000];

const at = (name: string) => join(folder, name);

/** Ways of making a file that is no elevation model, and what is said of it. */
const BAD: readonly (readonly [string, name: string, make: (file: string) => Promise<unknown>, reason: string])[] = [
  ['a missing file', 'none.tif', async () => undefined, 'no such file'],
  ['an empty file', 'empty.tif', (file) => writeFile(file, ''), 'empty'],
  ['a web page', 'page.tif', (file) => writeFile(file, '<!DOCTYPE html><html>Sign in'), 'a web page'],
  [
    'a truncated TIFF',
    'half.tif',
    async (file) => {
      const bytes = await readFile(GOOD);
      await writeFile(file, bytes.subarray(0, bytes.length / 2));
    },
    'truncated',
  ],
  [
    'the first 100 bytes of a TIFF',
    'head.tif',
    async (file) => writeFile(file, (await readFile(GOOD)).subarray(0, 100)),
    '',
  ],
  [
    'a TIFF without CRS',
    'bare.tif',
    async (file) => {
      const bytes = await readFile(await writeSampleDem(file, { ...PLAIN, geographic: 4326 }));
      bytes.writeUInt16BE(UNKNOWN_TAG, bytes.indexOf(Buffer.from([GEO_KEYS >> 8, GEO_KEYS & 0xff, 0, 3])));
      await writeFile(file, bytes);
    },
    'names no coordinate reference system',
  ],
  [
    'a CRS that is not known',
    'osgb.tif',
    (file) => writeSampleDem(file, { ...PLAIN, projected: 27700 }),
    'EPSG:27700 is not known here',
  ],
  [
    'swapped axes',
    'swapped.tif',
    (file) => writeSampleDem(file, { ...PLAIN, west: 37.9, north: 112.5, geographic: 4326 }),
    'a wrong CRS, or swapped axes',
  ],
  [
    'metres declared as degrees',
    'meters.tif',
    (file) => writeSampleDem(file, { ...PLAIN, west: 560_000, north: 4_190_000, step: 10, geographic: 4326 }),
    'a wrong CRS',
  ],
  [
    'an .hgt of another size',
    'N42E001.hgt',
    (file) => writeFile(file, Buffer.alloc(1000)),
    '1000 bytes, expected 2884802',
  ],
  [
    'an .hgt without its place',
    'tile.hgt',
    (file) => writeFile(file, Buffer.alloc(1201 * 1201 * 2)),
    'expected a name like',
  ],
  [
    'a zip archive without .hgt',
    'other.zip',
    async (file) => writeFile(file, zipArchive([{ name: 'readme.txt', content: 'no' }])),
    '0 .hgt files in it',
  ],
  [
    'a zip archive with an .hgt of another size',
    'small.hgt.zip',
    async (file) => writeFile(file, zipArchive([{ name: 'N42E001.hgt', content: 'no' }])),
    'has 2 bytes, expected',
  ],
  ['something else', 'noise.bin', (file) => writeFile(file, 'no elevation model'), 'expected a GeoTIFF'],
];

describe('bad input is refused in one line that names the file', () => {
  test.each(BAD)('%s', async (_, name, make, reason) => {
    await make(at(name));
    const refused = runBakeTerrain([at(name), '--out', at('out')]);
    await expect(refused).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(new RegExp(`${name}.*${reason.replaceAll('.', '\\.')}`)),
    });
    await expect(refused).rejects.not.toThrow(/\n/);
  });

  test('a file of 2 GB that is one strip is refused without being read into memory', async () => {
    const file = at('huge.tif');
    await writeSampleDem(file, { ...PLAIN, geographic: 4326 });
    const handle = await open(file, 'r+');
    const bytes = await readFile(file);
    // ImageWidth, ImageLength, RowsPerStrip and StripByteCounts of the first directory.
    const entries = bytes.readUInt16BE(bytes.readUInt32BE(4));
    for (let i = 0; i < entries; i++) {
      const entry = bytes.readUInt32BE(4) + 2 + i * 12;
      const tag = bytes.readUInt16BE(entry);
      const type = bytes.readUInt16BE(entry + 2);
      const value = tag === 279 ? 2_000_000_000 : [256, 257, 278].includes(tag) ? 22_000 : null;
      if (value === null) continue;
      if (type === 3) bytes.writeUInt16BE(value, entry + 8);
      else bytes.writeUInt32BE(value, entry + 8);
    }
    await handle.write(bytes, 0, bytes.length, 0);
    await handle.close();
    await truncate(file, 2 ** 31);
    const before = process.memoryUsage.rss();
    await expect(runBakeTerrain([file, '--out', at('out')])).rejects.toThrow('rewrite it in tiles');
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
  });

  test('a folder that holds something else is not replaced', async () => {
    await expect(runBakeTerrain([GOOD, '--out', folder])).rejects.toThrow('is not empty and holds no terrain');
  });
});
