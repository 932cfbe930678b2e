import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Placement, SiteFile } from 'twin-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleIfc, TAIYUAN_CONVERSION } from './ifc/sample-ifc.test-kit.ts';
import { bakeSite } from './site.ts';

const NEAR: Placement = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 };

function building(code: string, ifc: string | null, placement: Placement): SiteFile['buildings'][number] {
  return {
    code,
    name: code,
    footprint: [
      [112.55, 37.87],
      [112.551, 37.87],
      [112.551, 37.871],
    ],
    builtYear: 2020,
    status: 'in use',
    serviceLifeYears: 50,
    mainUse: 'living',
    structureType: 'shear wall',
    storeyCount: 2,
    undergroundStoreyCount: 0,
    heightM: 6,
    grossFloorAreaM2: 80,
    districtCode: '140105',
    streetCode: '001',
    estateCode: 'E1',
    doorNumber: '1',
    placeKind: 'living',
    placement,
    ifc,
  };
}

const SITE: SiteFile = {
  site: 'estate',
  name: { zh: '小区', en: 'Estate' },
  timeZone: 'Asia/Shanghai',
  crs: 'EPSG:4546',
  frame: NEAR,
  normalHeightM: 790,
  heightDatum: 'egm96',
  boundary: [
    [112.55, 37.87],
    [112.551, 37.87],
    [112.551, 37.871],
  ],
  view: { from: [0, -100, 50], to: [0, 0, 0] },
  buildings: [],
  zones: [],
  ground: 'ground.geojson',
  data: { devices: 'd', houses: 'h', persons: 'p', organisations: 'o', duties: 'u' },
};

let root: string;
let models: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-site-'));
  models = join(root, 'models');
  await mkdir(models);
  await writeFile(join(models, 'placed.ifc'), sampleIfc({ georeference: TAIYUAN_CONVERSION }));
  await writeFile(join(models, 'lost.ifc'), sampleIfc());
  await writeFile(join(models, 'broken.ifc'), 'no STEP');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const writeSite = (buildings: SiteFile['buildings']) =>
  writeFile(join(models, 'site.json'), JSON.stringify({ ...SITE, buildings }));

describe('a site', () => {
  it('is baked once, then kept until something changes; a broken file stops no other', async () => {
    const out = join(root, 'tilesets');
    const records = [
      building('B01', 'placed.ifc', NEAR),
      building('B02', 'lost.ifc', NEAR),
      building('B03', 'broken.ifc', NEAR),
      building('B04', null, NEAR),
    ];
    await writeSite(records);
    const states: string[] = [];
    const first = await bakeSite(models, out, ({ code, state, total }) => states.push(`${code} ${state} of ${total}`));
    expect(states.sort()).toEqual(['B01 baked of 3', 'B02 baked of 3', 'B03 failed of 3']);
    expect(first.failures.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('broken.ifc: not an IFC file'),
    ]);
    const index = JSON.parse(await readFile(join(out, 'index.json'), 'utf8'));
    expect(index).toEqual([
      { code: 'B01', tileset: 'B01/tileset.json', building: 'B01/building.json' },
      { code: 'B02', tileset: 'B02/tileset.json', building: 'B02/building.json' },
    ]);
    expect((await readdir(out)).sort()).toEqual(['B01', 'B02', 'index.json']);

    expect(await bakeSite(models, out)).toMatchObject({ baked: 0, kept: 2, buildings: index });

    // The file that says nothing of its place stands by site.json, so it alone follows it.
    await writeSite(records.map((record) => ({ ...record, placement: { ...NEAR, height: 800 } })));
    expect(await bakeSite(models, out)).toMatchObject({ baked: 1, kept: 1 });
    const { georeference } = JSON.parse(await readFile(join(out, 'B02', 'building.json'), 'utf8'));
    expect(georeference).toMatchObject({ source: 'override', believed: true, placement: { ...NEAR, height: 800 } });
  });

  it('warns where a file stands elsewhere than site.json says', async () => {
    await writeSite([building('B01', 'placed.ifc', NEAR)]);
    const { warnings } = await bakeSite(models, join(root, 'apart'));
    expect(warnings).toEqual([
      expect.stringMatching(/^B01: the file stands \d+\.\d{3} m and \d+\.\d{3}° from where site\.json puts it$/),
    ]);
  });

  it('a site.json that does not fit is refused by field', async () => {
    await writeSite([{ ...building('B01', null, NEAR), storeyCount: 2.5 }]);
    await expect(bakeSite(models, join(root, 'x'))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('site.json: buildings.0.storeyCount: '),
    });
    await writeFile(join(models, 'site.json'), '{');
    await expect(bakeSite(models, join(root, 'x'))).rejects.toThrow(/site\.json: not JSON/);
    await expect(bakeSite(root, join(root, 'x'))).rejects.toThrow(/site\.json: no such file/);
  });
});
