import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromGeographic, toShifted } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReadOptions, readFeatures, type SiteGround } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-place-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Place = [number, number];

const box = (x: number, y: number, w: number, h: number): Place[] => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
  [x, y],
];
const BUILDINGS = Array.from({ length: 12 }, (_, i) =>
  box(112.548 + (i % 4) * 0.001, 37.868 + Math.floor(i / 4) * 0.001, 0.0003 + i * 2e-5, 0.00015),
);
const SITE: SiteGround = { boundary: box(112.5478, 37.8678, 0.0045, 0.0035), buildings: BUILDINGS };
/** Streets and blocks around the site, so that its extent says nothing. */
const CITY = Array.from({ length: 400 }, (_, i) =>
  box(112.4 + (i % 20) * 0.015, 37.8 + Math.floor(i / 20) * 0.01, 0.0004, 0.0004),
);

const shifted =
  (system: 'GCJ-02' | 'BD-09') =>
  ([longitude, latitude]: Place): Place => {
    const there = toShifted(system, { longitude, latitude });
    return [there.longitude, there.latitude];
  };
const projected =
  (crs: string) =>
  ([longitude, latitude]: Place): Place => {
    const { easting, northing } = fromGeographic(crs, longitude, latitude);
    return [easting, northing];
  };

async function read(rings: readonly Place[][], move: (place: Place) => Place, options: ReadOptions = {}) {
  const path = join(folder, 'f.geojson');
  const features = rings.map((ring) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring.map(move)] },
  }));
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features }));
  const file = await readFeatures(path, { site: SITE, ...options });
  for await (const { geometry } of file.features()) return geometry.coordinates as unknown as Place[][];
  return null;
}

const same = (place: Place) => place;

describe('6.4.1-9 what is imported lies where the site is', () => {
  test('what fits is read', async () => {
    expect(await read(BUILDINGS, same)).toEqual([BUILDINGS[0]]);
    expect(await read([...CITY, ...BUILDINGS], same)).toEqual([CITY[0]]);
  });

  test.each<[string, Place[][], (place: Place) => Place, RegExp]>([
    [
      'far away',
      BUILDINGS,
      ([x, y]) => [x + 27, y - 2],
      /as EPSG:4326 it lies 2414 km from the site \(around 139.5\d+, 35.86\d+, the site at 112.55\d+, 37.86\d+\); no CRS known here/,
    ],
    ['latitude first', BUILDINGS, ([x, y]) => [y, x], /latitude and longitude are swapped/],
    [
      'a zone without its name',
      BUILDINGS,
      projected('EPSG:4547'),
      /no degrees of EPSG:4326; as EPSG:4547 it would lie at the site/,
    ],
    ['a zone with its number', BUILDINGS, projected('EPSG:4526'), /as EPSG:4526 it would lie at the site/],
    [
      'northing first',
      BUILDINGS,
      (place) => projected('EPSG:4547')(place).reverse() as Place,
      /as EPSG:4547 with its axes swapped/,
    ],
    [
      'GCJ-02, the estate alone',
      BUILDINGS,
      shifted('GCJ-02'),
      /it lies \d{3} m beside its place, as GCJ-02 shifts maps \(seen by 12 buildings of the site\); read as GCJ-02 it is off by 0\.0 m/,
    ],
    [
      'GCJ-02, a whole city',
      [...CITY, ...BUILDINGS],
      shifted('GCJ-02'),
      /as GCJ-02 shifts maps \(seen by 12 buildings/,
    ],
    ['BD-09', BUILDINGS, shifted('BD-09'), /it lies 1\d{3} m beside its place, as BD-09 shifts/],
  ])('%s: stopped with that explanation', async (_, rings, move, reason) => {
    await expect(read(rings, move)).rejects.toThrow(reason);
    await expect(read(rings, move)).rejects.toMatchObject({ name: 'InputError' });
  });

  test('without the registry’s buildings the extent shows the shift', async () => {
    const site = { boundary: SITE.boundary };
    await expect(read(BUILDINGS, shifted('GCJ-02'), { site })).rejects.toThrow(/seen by its extent/);
    expect(await read(BUILDINGS, same, { site })).toEqual([BUILDINGS[0]]);
  });

  test('a wrong zone is told from the right one', async () => {
    const wrong = read(BUILDINGS, projected('EPSG:4546'), { crs: 'EPSG:4547' });
    await expect(wrong).rejects.toThrow(
      /as EPSG:4547 it lies 26\d km from the site.*as EPSG:4546 it would lie at the site/,
    );
  });

  test('what the caller says counts', async () => {
    const near = async (found: Promise<Place[][] | null>) => {
      const [[[x, y]]] = (await found) as unknown as [[Place]];
      expect([x, y].map((value) => value.toFixed(7))).toEqual(BUILDINGS[0]![0]!.map((value) => value.toFixed(7)));
    };
    await near(read(BUILDINGS, shifted('GCJ-02'), { crs: 'GCJ-02' }));
    await near(read(BUILDINGS, projected('EPSG:4547'), { crs: 'EPSG:4547' }));
    await near(read(BUILDINGS, ([x, y]) => [y, x], { swapAxes: true }));
    const there = await read(BUILDINGS, ([x, y]) => [x + 27, y - 2], { anywhere: true });
    expect(there?.[0]?.[0]?.[0]).toBeCloseTo(139.548, 6);
  });
});
