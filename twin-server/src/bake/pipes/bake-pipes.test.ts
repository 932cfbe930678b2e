import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { NetworkFile } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReadTile, readTile, volumes } from '../tiles/read-tile.test-kit.ts';
import { bakePipes, type PipesOptions } from './bake-pipes.ts';
import { levelGround } from './ground-heights.ts';
import { runBakePipes } from './pipes-command.ts';

const GROUND_M = 771.5;
const PER_LATITUDE = 110_994;
const PER_LONGITUDE = 88_010;
/** Metres east and north of the estate's middle, in degrees. */
const at = (x: number, y: number, z?: number) => [
  112.55 + x / PER_LONGITUDE,
  37.87 + y / PER_LATITUDE,
  ...(z === undefined ? [] : [z]),
];
const OPTIONS: PipesOptions = {
  plan: { by: 'crs', crs: 'EPSG:4326' },
  heights: { by: 'depth', part: 'usual' },
  ground: levelGround(GROUND_M),
};
type Feature = readonly [id: string, coordinates: unknown, properties: Record<string, unknown>];

let folder: string;
let made = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-pipes-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bakes features: a coordinate pair is a point, a list of them a line. */
async function bake(features: readonly Feature[], options: Partial<PipesOptions> = {}) {
  const out = join(folder, `out-${++made}`);
  const file = join(folder, `pipes-${made}.geojson`);
  const geometry = (coordinates: unknown) => ({
    type: Array.isArray(coordinates) && Array.isArray(coordinates[0]) ? 'LineString' : 'Point',
    coordinates,
  });
  const collection = {
    type: 'FeatureCollection',
    features: features.map(([id, coordinates, properties]) => ({
      type: 'Feature',
      id,
      geometry: geometry(coordinates),
      properties,
    })),
  };
  await writeFile(file, JSON.stringify(collection));
  const report = await bakePipes(file, out, { ...OPTIONS, ...options });
  const network = NetworkFile.parse(JSON.parse(await readFile(join(out, 'network.json'), 'utf8')));
  return { out, file, report, network, tile: () => readTile(join(out, 'pipes', '1.glb')) };
}

const WATER = { medium: 'water', diameterMm: 200, depthM: 1.3 };

describe('4.2.3 pipes of GeoJSON', () => {
  test('lie below the served ground by what their depth is of', async () => {
    const line = [at(0, 0), at(100, 0)];
    const { network } = await bake([
      ['crown', line, WATER],
      ['sewer', [at(0, 5), at(100, 5)], { medium: '污水', 管径: 'DN300', 起点埋深: 1.5, 终点埋深: '2.0' }],
    ]);
    const [crown, sewer] = network.edges;
    // Depth of a water pipe is to its top, that of a sewer to its invert.
    expect(crown!.line[0]![2]).toBeCloseTo(GROUND_M - 1.3 - 0.1, 3);
    expect(sewer!.line[0]![2]).toBeCloseTo(GROUND_M - 1.5 + 0.15, 3);
    expect(sewer!.line.at(-1)![2]).toBeCloseTo(GROUND_M - 2 + 0.15, 3);
    expect(sewer).toMatchObject({ medium: 'sewage', diameterMm: 300 });
    expect(crown!.lengthM).toBeCloseTo(100, 1);
  });

  test('follow ground that is not level, and are straight where a depth is given for each end', async () => {
    const ground: PipesOptions['ground'] = async (longitudes) =>
      longitudes.map((longitude) => 770 + 5 * Math.sin(((longitude - 112.55) * PER_LONGITUDE) / 30));
    const line = [at(0, 0), at(200, 0)];
    const { network } = await bake(
      [
        ['follows', line, WATER],
        ['straight', [at(0, 5), at(200, 5)], { ...WATER, depthM: undefined, startDepthM: 3, endDepthM: 3 }],
      ],
      { ground },
    );
    expect(network.edges[0]!.line.length).toBeGreaterThan(6);
    expect(network.edges[1]!.line).toHaveLength(2);
  });

  test('with heights of their own keep them, over the datum that is named', async () => {
    const { network } = await bake([['z', [at(0, 0, 789), at(50, 0, 788)], { ...WATER, medium: 'power' }]], {
      heights: { by: 'z', datum: 'egm96', part: 'axis' },
    });
    // EGM96 lies 18.42 m under the ellipsoid here.
    expect(network.edges[0]!.line[0]![2]).toBeCloseTo(789 - 18.42, 1);
    expect(network.edges[0]!.kind).toBe('cable');
  });

  test('meet where their ends do, and are cut where a valve stands on them or another ends on them', async () => {
    const { network, report } = await bake([
      ['main', [at(0, 0), at(100, 0)], WATER],
      ['branch', [at(60, 0.1), at(60, 30)], WATER],
      ['next', [at(100.1, 0), at(150, 0)], WATER],
      ['V1', at(30, 0.1), { medium: 'water', kind: '阀门' }],
      ['over', [at(80, -20), at(80, 20)], { ...WATER, medium: 'gas' }],
    ]);
    expect(network.edges.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['main~1', 'main.a', 'V1'],
      ['main~2', 'V1', 'branch.a'],
      ['main~3', 'branch.a', 'main.b'],
      ['branch', 'branch.a', 'branch.b'],
      ['next', 'main.b', 'next.b'],
      ['over', 'over.a', 'over.b'],
    ]);
    expect(network.edges[0]!.properties).toMatchObject({ sourceId: 'main' });
    expect(network.edges.slice(0, 3).reduce((sum, { lengthM }) => sum + lengthM, 0)).toBeCloseTo(100, 1);
    expect(network.nodes.find(({ id }) => id === 'V1')).toMatchObject({ kind: 'valve', groundHeight: GROUND_M });
    expect(network.nodes.find(({ id }) => id === 'V1')!.at[2]).toBeCloseTo(GROUND_M - 1.4, 2);
    expect(report.warnings).toEqual([expect.stringContaining('1 lines were cut')]);
  });

  test('a pipe that passes over another is not joined to it', async () => {
    const { network } = await bake([
      ['low', [at(0, 0), at(100, 0)], { ...WATER, depthM: 3 }],
      ['high', [at(50, 0), at(50, 30)], WATER],
    ]);
    expect(network.edges.map(({ id }) => id)).toEqual(['low', 'high']);
  });

  test('what cannot be used is left out with its reason, and the rest is baked', async () => {
    const { report, network } = await bake([
      ['good', [at(0, 0), at(100, 0)], WATER],
      ['shallow', [at(0, 3), at(100, 3)], { ...WATER, depthM: 'deep' }],
      ['lava', [at(0, 6), at(100, 6)], { ...WATER, medium: 'lava' }],
      ['wide', [at(0, 9), at(100, 9)], { ...WATER, diameterMm: 'wide' }],
      ['good', [at(0, 12), at(100, 12)], WATER],
    ]);
    expect(network.edges.map(({ id }) => id)).toEqual(['good']);
    expect(report.rejected).toEqual([
      'feature lava: medium lava: expected water, sewage, gas, power, heat or telecom',
      'feature wide: diameter wide: expected millimetres, DN200 or 600x400',
      'feature good: the same id a second time',
      'feature shallow: no depth',
    ]);
  });

  test.each([
    ['<!doctype html>', 'HTML or XML: expected a GeoJSON FeatureCollection'],
    ['{"type":"FeatureColl', 'not JSON'],
    ['{"type":"Feature"}', 'expected a GeoJSON FeatureCollection'],
    ['{"type":"FeatureCollection","features":[]}', 'no line that could be a pipe'],
    ['{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}', 'feature 1: no geometry'],
  ])('a file that is none is refused: %#', async (text, message) => {
    const file = join(folder, `bad-${++made}.geojson`);
    await writeFile(file, text);
    await expect(bakePipes(file, join(folder, `out-${made}`), OPTIONS)).rejects.toThrow(message);
    expect(existsSync(join(folder, `out-${made}`))).toBe(false);
  });

  test('coordinates that come to no place on Earth are told as what they are', async () => {
    const line = [
      [4_193_000, 37_547_000],
      [4_193_100, 37_547_000],
    ];
    await expect(bake([['grid', line, WATER]])).rejects.toThrow('the coordinate system, its axes or the transform');
  });
});

describe('4.2.3 pipes are true tubes', () => {
  let tile: ReadTile;
  let out: string;
  beforeAll(async () => {
    const z = { heights: { by: 'z', datum: 'ellipsoid', part: 'axis' } } as const;
    const baked = await bake(
      [
        ['straight', [at(0, 0, 770), at(10, 0, 770)], { ...WATER, diameterMm: 400 }],
        ['bent', [at(0, 5, 770), at(10, 5, 770), at(10, 15, 770)], { ...WATER, diameterMm: 400 }],
        ['down', [at(20, 0, 771), at(20, 0, 766)], { ...WATER, diameterMm: 400 }],
        ['riser', [at(25, 0, 770), at(30, 0, 770), at(30, 0, 775)], { ...WATER, diameterMm: 400 }],
        ['back', [at(40, 0, 770), at(50, 0, 770), at(40, 0.5, 770)], { ...WATER, diameterMm: 400 }],
        ['M1', at(0, 0), { medium: 'water', kind: 'manhole', diameterMm: 1000 }],
      ],
      z,
    );
    out = baked.out;
    tile = await baked.tile();
  });

  /** Area of the polygon of 12 sides that stands for a circle of 0.2 m. */
  const AREA_M2 = 6 * 0.2 ** 2 * Math.sin(Math.PI / 6);
  const rowOf = (id: string) => tile.rows.findIndex(({ element }) => element === id);

  test('with miters that keep the whole width at a bend, upright ones too: volume = area × length of the middle line', () => {
    const found = volumes(tile);
    for (const [id, length] of [
      ['straight', 10],
      ['bent', 20],
      ['down', 5],
      ['riser', 10],
    ] as const) {
      expect([id, found[rowOf(id)]! / length]).toEqual([id, expect.closeTo(AREA_M2, 3)]);
    }
    // A pipe that turns back on itself has no miter: it is two closed pieces.
    expect(found[rowOf('back')]! / 20.01).toBeCloseTo(AREA_M2, 3);
  });

  test('a manhole is a shaft from its floor to the ground, with a cover', () => {
    const shaft = tile.primitives[0]!;
    const heights = [...shaft.features].flatMap((row, i) => (row === rowOf('M1') ? [shaft.positions[i * 3 + 2]!] : []));
    const pipe = [...shaft.features].flatMap((row, i) => (row === rowOf('down') ? [shaft.positions[i * 3 + 2]!] : []));
    const top = Math.max(...pipe);
    // 'down' begins at 771; the ground is at 771.5, the floor 0.15 m below the lowest pipe at 770 − 0.2.
    expect(Math.max(...heights) - top).toBeCloseTo(GROUND_M - 771, 2);
    expect(Math.min(...heights) - top).toBeCloseTo(770 - 0.2 - 0.15 - 771, 2);
  });

  test('each has its id, kind and medium for whoever clicks it', () => {
    expect(tile.rows[rowOf('bent')]).toEqual({ element: 'bent', kind: 'pipe', medium: 'water', name: '' });
    expect(tile.rows[rowOf('M1')]).toEqual({ element: 'M1', kind: 'manhole', medium: 'water', name: '' });
  });

  test('water is blue, and every file passes the glTF validator without a word', async () => {
    const { colors, features } = tile.primitives[0]!;
    const i = features.indexOf(rowOf('straight'));
    const [red = 0, green = 0, blue = 0] = colors.slice(i * 4, i * 4 + 3);
    expect(blue).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(red);
    for (const name of (await readdir(join(out, 'pipes'))).filter((file) => file.endsWith('.glb'))) {
      const { issues } = await validateBytes(new Uint8Array(await readFile(join(out, 'pipes', name))));
      expect([name, issues.numErrors, issues.numWarnings]).toEqual([name, 0, 0]);
    }
  });
});

describe('bake pipes as a command', () => {
  const inp = `[JUNCTIONS]\nA 0 1\nB 0 1\n[RESERVOIRS]\nR 10\n[PIPES]\nP R A 100 200 100 0\nQ A B 100 200 100 0\n[OPTIONS]\nUnits LPS\n[COORDINATES]\nR 0 0\nA 100 0\nB 100 100\n`;
  let file: string;
  beforeAll(async () => {
    file = join(folder, 'small.inp');
    await writeFile(file, inp);
  });
  const run = async (...words: string[]) => {
    const out = join(folder, `cli-${++made}`);
    const report = await runBakePipes([file, '--out', out, ...words]);
    return { report, network: NetworkFile.parse(JSON.parse(await readFile(join(out, 'network.json'), 'utf8'))) };
  };

  test('puts an .inp where it is told: about a place, by a CRS, or by an affine transform into one', async () => {
    const about = await run('--at', '112.55,37.87', '--ground', '771.5', '--depth', '1.5');
    expect(about.report).toMatchObject({ edges: 2, nodes: 3, lengthM: 200, kinds: { connection: 2, reservoir: 1 } });
    const [r, a] = about.network.nodes.toSorted((x, y) => y.id.localeCompare(x.id)).map(({ at: place }) => place);
    expect((a![0] - r![0]) * PER_LONGITUDE).toBeCloseTo(100, 0);
    expect(about.network.edges[0]!.line[0]![2]).toBeCloseTo(770, 3);
    const affine = await run('--crs', 'EPSG:32649', '--affine', '1,0,636000,0,1,4192000', '--ground', '771.5');
    expect(affine.network.nodes[0]!.at[0]).toBeCloseTo(112.55, 1);
    expect(affine.network.nodes.find(({ id }) => id === 'A')!.at[2]).toBeCloseTo(-18.4, 0);
  });

  test.each([
    [['--at', '112.55,37.87', '--depth', '1.5'], 'give --terrain DIR or --ground METERS'],
    [['--ground', '771'], 'where the network lies is missing'],
    [['--affine', '1,2,3', '--crs', 'EPSG:32649'], '--affine 1,2,3: expected 6 numbers'],
    [['--crs', 'EPSG:99999', '--heights', 'z'], 'EPSG:99999: not a coordinate reference system'],
    [['--crs', 'EPSG:4326', '--medium', 'beer'], '--medium beer: expected water'],
    [['--crs', 'EPSG:4326', '--field', 'width=W'], '--field width=W: expected NAME=PROPERTY'],
    [['--at', '1,2', '--crs', 'EPSG:4326'], '--at does not go with --crs'],
  ])('refuses %j', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });

  test('does not replace a folder that it did not make', async () => {
    const out = join(folder, 'mine');
    await mkdir(out);
    await writeFile(join(out, 'letter.txt'), 'dear');
    const words = ['--at', '112.55,37.87', '--ground', '771.5', '--depth', '1.5'];
    await expect(runBakePipes([file, '--out', out, ...words])).rejects.toThrow('not empty');
    expect(await readdir(out)).toEqual(['letter.txt']);
  });
});
