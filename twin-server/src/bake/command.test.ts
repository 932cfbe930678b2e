import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBake } from './command.ts';
import type { BakeReport } from './ifc/index.ts';
import { sampleIfc } from './ifc/sample-ifc.test-kit.ts';

let root: string;
let file: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-command-'));
  file = join(root, 'sample.ifc');
  await writeFile(file, sampleIfc());
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('bake', () => {
  it('ifc FILE --out DIR with a placement bakes there and gives the report of --json', async () => {
    const out = join(root, 'out');
    const placement = ['--lon', '112.55', '--lat', '37.87', '--height', '771.6', '--heading', '-15'];
    const lines: string[] = [];
    const onProgress = (line: string) => lines.push(line);
    const argv = ['ifc', file, '--out', out, ...placement, '--json'];
    const report = (await runBake(argv, { onProgress })) as BakeReport;
    expect(lines).toEqual(['file read', 'properties read', 'making meshes', 'tiles made', 'written']);
    expect(Object.keys(report)).toEqual([
      'products',
      'withGeometry',
      'triangles',
      'storeys',
      'spaces',
      'doors',
      'devices',
      'ways',
      'bytes',
      'seconds',
      'peakRssMb',
      'warnings',
      'georeference',
    ]);
    expect(report.georeference).toMatchObject({
      source: 'override',
      placement: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: -15 },
    });
    expect(await readdir(out)).toContain('tileset.json');
  });

  it('stops with the program, and leaves nothing', async () => {
    const out = join(root, 'stopped');
    const stopped = new Error('stopped by SIGINT');
    const untilStopped = () => AbortSignal.abort(stopped);
    await expect(runBake(['ifc', file, '--out', out], { untilStopped })).rejects.toBe(stopped);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });

  it.each([
    [[], 'nothing to bake named'],
    [['terrain', '--out', 'x'], 'no FILE'],
    [['terrain', 'a.tif'], '--out DIR is missing'],
    [['terrain', 'a.tif', '--out', 'x', '--max-level', '40'], '--max-level 40: expected a number from 0 to 18'],
    [
      ['terrain', 'a.tif', '--out', 'x', '--height-datum', 'nap'],
      '--height-datum nap: expected egm96, ellipsoid, 1985',
    ],
    [['terrain', 'a.tif', '--out', 'x', '--crs', 'EPSG:27700'], '--crs EPSG:27700: not known here'],
    [['buildings', '--out', 'x'], 'no FILE'],
    [['buildings', 'a.geojson'], '--out DIR is missing'],
    [
      ['buildings', 'a.geojson', '--out', 'x', '--crs', 'EPSG:27700'],
      '--crs EPSG:27700: the CRS EPSG:27700 is not known here',
    ],
    [['buildings', 'a.geojson', '--out', 'x'], 'a.geojson: no such file'],
    [['buildings', 'a.geojson', '--out', 'x', '--terrain', 'nowhere'], 'nowhere: no such folder'],
    [['soup'], 'soup: unknown kind'],
    [['ifc'], 'no FILE'],
    [['ifc', 'a.ifc'], '--out DIR is missing'],
    [['ifc', 'a.ifc', 'b.ifc', '--out', 'x'], 'b.ifc: one FILE at a time'],
    [['ifc', 'a.ifc', '--out', 'x', '--lon', '112'], '--lon and --lat go together'],
    [['ifc', 'a.ifc', '--out', 'x', '--lon', 'east', '--lat', '1'], '--lon east: expected a number from -180 to 180'],
    [['ifc', 'a.ifc', '--out', 'x', '--lat', '91', '--lon', '1'], '--lat 91: expected a number from -90 to 90'],
    [['ifc', 'a.ifc', '--out', 'x', '--scale', '2'], '--scale'],
  ])('%j is refused as wrong usage, on one line', async (argv, reason) => {
    const refusal = expect.objectContaining({ name: 'InputError', message: expect.stringContaining(reason) });
    await expect(runBake(argv)).rejects.toEqual(refusal);
    await expect(runBake(argv)).rejects.not.toThrow(/\n/);
  });
});
