import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { localToGeo } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GeoFeature, readFeatures } from '../../geodata/index.ts';
import { bakeBuildings } from './index.ts';
import { type ReadBuilding, readCity, tilesOf } from './read-city.test-kit.ts';

const FIXTURES = process.env.TWIN_FIXTURES;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-buildings-'));
});
afterAll(() => rm(folder, { recursive: true }));

const [LONGITUDE, LATITUDE] = [112.55, 37.87];
const EAST_M = 87_900;
const NORTH_M = 111_000;

/** A rectangle by metres east and north of the middle. */
const rectangle = (x: number, y: number, w: number, d: number): [number, number][] =>
  [
    [x, y],
    [x + w, y],
    [x + w, y + d],
    [x, y + d],
    [x, y],
  ].map(([east, north]) => [LONGITUDE + east! / EAST_M, LATITUDE + north! / NORTH_M]);

const building = (id: string, rings: [number, number][][], properties: GeoFeature['properties'] = {}): GeoFeature => ({
  id,
  name: null,
  geometry: { type: 'Polygon', coordinates: rings },
  properties,
});

async function* each(features: readonly GeoFeature[]): AsyncGenerator<GeoFeature> {
  yield* features;
}

const zOf = ({ triangles }: ReadBuilding) => triangles.flatMap((t) => [t[2]!, t[5]!, t[8]!]);
/** Area of the parts that face up, square metres. */
const roofOf = ({ triangles }: ReadBuilding) =>
  triangles.reduce((sum, [ax, ay, , bx, by, , cx, cy]) => {
    const area = ((bx! - ax!) * (cy! - ay!) - (by! - ay!) * (cx! - ax!)) / 2;
    return sum + area;
  }, 0);

/** Ground that rises to the east: a metre each hundred. */
const slope = async (longitudes: Float64Array) =>
  longitudes.map((longitude) => 700 + ((longitude - LONGITUDE) * EAST_M) / 100);

describe('6.4.1-9 bake buildings', () => {
  test('a building stands on the lowest ground under it, as high as it is, with its facts', async () => {
    const out = join(folder, 'one');
    const yard = [rectangle(0, 0, 40, 20), rectangle(10, 5, 10, 10).reverse()];
    const features = [
      { ...building('a', yard, { height: '18 m', building: 'apartments', start_date: '1987-05' }), name: '一号楼' },
      building('b', [rectangle(100, 0, 10, 10)], { 'building:levels': '4', building: 'school' }),
      building('road', [rectangle(0, 50, 100, 5)], { highway: 'service' }),
    ];
    const report = await bakeBuildings(each(features), out, { ground: slope });
    expect(report).toMatchObject({ buildings: 2, tiles: 1, warnings: ['1 features are no buildings: left out'] });
    const [a, b] = (await readCity(out)).sort((one, other) =>
      String(one.row.id).localeCompare(String(other.row.id)),
    ) as [ReadBuilding, ReadBuilding];
    expect(a.row).toEqual({ id: 'a', name: '一号楼', height: 18, use: 'apartments', useClass: 1, year: 1987 });
    expect(b.row).toEqual({ id: 'b', name: '', height: 12, use: 'school', useClass: 5, year: 0 });
    expect(roofOf(a)).toBeCloseTo(40 * 20 - 10 * 10, -1);
    expect(Math.max(...zOf(a)) - Math.min(...zOf(a))).toBeCloseTo(18, 2);
    // Walls: two triangles an edge, eight edges; the roof around the yard: eight.
    expect(a.triangles).toHaveLength(24);
    const { root } = await tilesOf(out);
    const frame = { longitude: LONGITUDE + 55 / EAST_M, latitude: LATITUDE + 10 / NORTH_M, height: 700, headingDeg: 0 };
    for (const [one, ground] of [
      [a, 700],
      [b, 701],
    ] as const) {
      const low = one.triangles
        .flatMap((t) => [t.slice(0, 3), t.slice(3, 6), t.slice(6, 9)])
        .sort((p, q) => p[2]! - q[2]!)[0]!;
      expect(localToGeo(frame, low as [number, number, number]).height).toBeCloseTo(ground, 1);
    }
    expect(root.geometricError).toBe(0);
    expect(await readdir(out)).toEqual(expect.arrayContaining(['tileset.json', 'tiles']));
    expect(await readdir(join(out, 'tiles'))).toEqual(['root.glb', 'root.glb.gz']);
  });

  test('faces look outward: walls of holes too', async () => {
    const out = join(folder, 'outward');
    await bakeBuildings(
      each([building('a', [rectangle(0, 0, 40, 20), rectangle(10, 5, 10, 10).reverse()], { height: 10 })]),
      out,
    );
    const [one] = await readCity(out);
    // Volume over the plane of the feet by the divergence theorem: the missing floor adds nothing to it there.
    const low = Math.min(...zOf(one!));
    const volume = one!.triangles.reduce((sum, [ax, ay, az, bx, by, bz, cx, cy, cz]) => {
      const [a, b, c] = [az! - low, bz! - low, cz! - low];
      return sum + (ax! * (by! * c - b * cy!) - ay! * (bx! * c - b * cx!) + a * (bx! * cy! - by! * cx!)) / 6;
    }, 0);
    expect(volume / (700 * 10)).toBeCloseTo(1, 2);
  });

  const many = Array.from({ length: 4000 }, (_, i) =>
    building(`n${i}`, [rectangle((i % 80) * 30, Math.floor(i / 80) * 30, 12, 12)], { height: 4 + ((i * 7919) % 97) }),
  );

  test('every building stands in one tile, the greatest in the first; tiles hold what is in them', async () => {
    const out = join(folder, 'many');
    const report = await bakeBuildings(each(many), out);
    const found = await readCity(out);
    expect(new Set(found.map(({ row }) => row.id)).size).toBe(4000);
    expect(found).toHaveLength(4000);
    expect(report.tiles).toBe((await tilesOf(out)).uris.length);
    const heights = (tile: (uri: string) => boolean) =>
      found.filter((one) => tile(one.tile)).map(({ row }) => row.height as number);
    const isRoot = (uri: string) => uri === 'tiles/root.glb';
    expect(heights(isRoot)).toHaveLength(1200);
    expect(Math.min(...heights(isRoot))).toBeGreaterThanOrEqual(Math.max(...heights((uri) => !isRoot(uri))) - 0.01);
    const { root } = await tilesOf(out);
    const [cx, cy, cz, hx, , , , hy, , , , hz] = root.boundingVolume.box;
    for (const { triangles } of found) {
      for (const [x, y, z] of triangles) {
        expect(
          Math.abs(x! - cx!) <= hx! + 0.1 && Math.abs(y! - cy!) <= hy! + 0.1 && Math.abs(z! - cz!) <= hz! + 0.1,
        ).toBe(true);
      }
    }
  });

  test('the same footprints make the same bytes, and only an earlier bake is replaced', async () => {
    const [one, two] = [join(folder, 'many'), join(folder, 'again')];
    await bakeBuildings(each(many), two);
    for (const uri of (await tilesOf(one)).uris) {
      expect((await readFile(join(one, uri))).equals(await readFile(join(two, uri)))).toBe(true);
    }
    await bakeBuildings(each(many.slice(0, 5)), two);
    expect(await readCity(two)).toHaveLength(5);
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'letter.txt'), 'mine');
    await expect(bakeBuildings(each(many), other)).rejects.toThrow(
      'the folder is not empty and no earlier bake made it',
    );
    await expect(bakeBuildings(each([]), two)).rejects.toThrow('no footprints');
    expect(await readCity(two)).toHaveLength(5);
  });

  test('what has no height and no ground is said', async () => {
    const { warnings } = await bakeBuildings(each([building('a', [rectangle(0, 0, 9, 9)])]), join(folder, 'bare'));
    expect(warnings).toEqual([
      '1 of 1 buildings have no height: drawn as is usual for their use',
      'no ground is known under 1 of 1 buildings: they stand at the height of their plan, or on the ellipsoid',
    ]);
  });

  const files: [path: string, least: number][] = [
    ['tokyo_setagaya_buildings.fgb', 6510],
    ['shanghai_district_osm.geojson', 1562],
    ['Helsinki.osm.pbf', 433],
    ['monaco.osm.gz', 962],
  ];
  test.each<[path: string, least: number]>([
    ['models/ground.geojson', 99],
    ...(FIXTURES ? files.map(([name, least]): [string, number] => [join(FIXTURES, 'gis', name), least]) : []),
  ])('%s: every tile is valid glTF, at most 140 bytes a building gzipped', async (path, least) => {
    const out = join(folder, path.replace(/\W/g, '-'));
    const { features } = await readFeatures(path);
    const { buildings } = await bakeBuildings(features(), out);
    expect(buildings).toBeGreaterThanOrEqual(least * 0.97);
    let gzipped = 0;
    for (const uri of (await tilesOf(out)).uris) {
      const { issues } = await validateBytes(new Uint8Array(await readFile(join(out, uri))));
      expect(issues.messages.filter(({ severity }) => severity === 0)).toEqual([]);
      expect(issues.numErrors).toBe(0);
      gzipped += (await readFile(join(out, `${uri}.gz`))).length;
    }
    if (path.includes('setagaya')) expect(gzipped / buildings).toBeLessThanOrEqual(140);
  });
});
