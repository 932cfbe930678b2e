import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildingRecord, Catalogue, FACILITIES, type Georeference, localToGeo, type Placement } from 'twin-core';
import { fromGeographic } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { importSite } from '../base/import-site.ts';
import { loadBase } from '../base/load-base.ts';
import { writeSampleSite } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface Offered {
  source: string;
  crs?: string;
  placement: Placement;
  residualM: number;
  upM: number;
}
interface Told {
  placement: Placement;
  source: string;
  devices: number;
  georeference: Georeference | null;
  residualM: number | null;
  corrections: Offered[];
}

const ask = (code: string) => bench.json<Told>(`/api/v1/buildings/${code}/georeference`, { as: 'viewer' });
const put = (code: string, body: object, status = 200) =>
  bench.json<Record<string, unknown>>(`/api/v1/buildings/${code}/placement`, {
    as: 'administrator',
    method: 'PUT',
    body,
    status,
  });
const record = async (code: string) =>
  BuildingRecord.parse(await bench.json(`/api/v1/buildings/${code}`, { as: 'viewer' }));

/** Gives a building an outline as the bake would, of a file that says this. */
async function outline(code: string, georeference: Georeference, lowestM = 0): Promise<void> {
  const folder = join(bench.folder, 'tilesets', code);
  await mkdir(folder, { recursive: true });
  const box = { min: [0, 0, lowestM], max: [10, 10, 30] };
  await writeFile(join(folder, 'outline.json'), JSON.stringify({ georeference, box }));
}

const georeference = (given: Partial<Georeference>): Georeference => ({
  source: 'none',
  believed: false,
  reason: 'the file says nothing of its place',
  placement: { longitude: 0, latitude: 0, height: 0, headingDeg: 0 },
  findings: [],
  candidates: [],
  ...given,
});

describe('6.4.1-2-3 what a file says of a place', () => {
  it('a building without a model, or with one of another version, has nothing to say', async () => {
    expect(await ask('B02')).toMatchObject({ georeference: null, residualM: null, corrections: [], devices: 0 });
    expect(await ask('B01')).toMatchObject({ georeference: null, devices: expect.any(Number) });
    expect((await ask('B01')).devices).toBeGreaterThan(0);
  });

  it('tells the metres between where it stands and where its file is, and offers the file’s place', async () => {
    const { placement } = await record('B02');
    const { longitude, latitude, height } = localToGeo(placement, [30, 40, 2]);
    const there = { longitude, latitude, height, headingDeg: 12 };
    await outline(
      'B02',
      georeference({
        source: 'IfcMapConversion',
        believed: true,
        crs: 'EPSG:4546',
        placement: there,
        candidates: [
          {
            source: 'IfcMapConversion',
            reading: 'stated',
            crs: 'EPSG:4546',
            believed: true,
            placement: there,
            residualM: 0,
            reason: 'IfcMapConversion to EPSG:4546',
          },
        ],
      }),
    );
    const told = await ask('B02');
    expect(told.residualM).toBeCloseTo(50, 2);
    expect(told.corrections).toMatchObject([{ source: 'IfcMapConversion', crs: 'EPSG:4546', placement: there }]);
    expect(told.corrections[0]?.residualM).toBeCloseTo(50, 2);
    expect(told.corrections[0]?.upM).toBeCloseTo(2, 2);
  });

  it("an authoring tool's default place is told and never offered", async () => {
    const boston = { longitude: -71.06, latitude: 42.36, height: 0, headingDeg: 0 };
    await outline(
      'B02',
      georeference({
        source: 'IfcSite',
        findings: [{ code: 'site.default', verdict: 'refused', values: {}, text: 'Boston' }],
        candidates: [
          {
            source: 'IfcSite',
            reading: 'stated',
            believed: false,
            placement: boston,
            residualM: null,
            reason: 'IfcSite',
          },
        ],
      }),
    );
    const told = await ask('B02');
    expect(told.georeference?.candidates).toHaveLength(1);
    expect(told.corrections).toEqual([]);
  });

  it('coordinates of a grid that the file does not name are tried where the site is', async () => {
    const { frame } = bench.sample.site;
    const { easting, northing } = fromGeographic('EPSG:4546', frame.longitude, frame.latitude);
    await outline(
      'B02',
      georeference({
        findings: [
          { code: 'coordinates.grid', verdict: 'doubt', values: { x: easting, y: northing, z: 790 }, text: '' },
        ],
      }),
    );
    const { corrections } = await ask('B02');
    const best = corrections.find(({ crs }) => crs === 'EPSG:4546');
    expect(best?.placement.longitude).toBeCloseTo(frame.longitude, 7);
    expect(best?.placement.latitude).toBeCloseTo(frame.latitude, 7);
    expect(best?.placement.height).toBeCloseTo(790 - 18.4, 0);
  });

  test.each([
    [18.4, -18.4],
    [-18.4, 18.4],
  ])('a building %d m over the ground has the height of the wrong datum: %d m are offered', async (up, correction) => {
    const { placement } = await record('B02');
    const { frame } = bench.sample.site;
    await put('B02', { ...placement, height: frame.height + up });
    await outline('B02', georeference({}));
    const { corrections } = await ask('B02');
    expect(corrections).toMatchObject([{ source: 'geoid', residualM: 0 }]);
    expect(corrections[0]?.upM).toBeCloseTo(correction, 0);
    await put('B02', placement);
    expect((await ask('B02')).corrections).toEqual([]);
  });
});

describe('6.4.1-2-3 a person says where a building stands', () => {
  it('stores it as by hand, moves the plan position along, tells every screen once, and is in the audit', async () => {
    const before = await record('B01');
    const to = { ...before.placement, ...localToGeo(before.placement, [5, 0, 0]), headingDeg: 90 };
    const seq = bench.pipeline.published.seq;
    const moved = await put('B01', to);
    expect(moved).toMatchObject({ changed: true, placement: to, source: 'hand', devices: expect.any(Number) });
    expect(moved.devices).toBeGreaterThan(0);
    expect(moved.movedM).toBeCloseTo(5, 3);
    const after = await record('B01');
    expect(after.placement).toEqual(to);
    const corner = (of: BuildingRecord) => localToGeo({ ...of.placement, headingDeg: 0 }, [0, 0, 0]);
    expect(corner(after).longitude).not.toBe(corner(before).longitude);
    expect(after.footprint).not.toEqual(before.footprint);
    expect(bench.pipeline.published.seq).toBe(seq + 1);
    const audit = await bench.json<{ items: { action: string; subject: string; detail: unknown }[] }>(
      '/api/v1/audit?limit=1',
      { as: 'administrator' },
    );
    expect(audit.items).toMatchObject([
      { action: 'building.place', subject: 'B01', result: 'done', detail: { from: before.placement, to } },
    ]);
    // The same again changes nothing, is no event and no deed.
    expect(await put('B01', to)).toMatchObject({ changed: false, movedM: 0, footprint: after.footprint });
    expect(bench.pipeline.published.seq).toBe(seq + 1);
  });

  it('devices stay where they are: their positions are their own', async () => {
    const device = bench.sample.devices.find(({ building }) => building === 'B01')!;
    const shown = await bench.json<{ location: unknown }>(`/api/v1/devices/${device.code}`, { as: 'viewer' });
    expect(shown.location).toEqual(device.location);
  });

  it('there and back leaves the plan position where it was, to a micrometre', async () => {
    const before = await record('B01');
    await put('B01', { ...before.placement, ...localToGeo(before.placement, [120, -35, 4]), headingDeg: -170 });
    await put('B01', before.placement);
    const after = await record('B01');
    expect(after.placement).toEqual(before.placement);
    for (const [index, [longitude, latitude]] of after.footprint.entries()) {
      expect(longitude).toBeCloseTo(before.footprint[index]![0], 10);
      expect(latitude).toBeCloseTo(before.footprint[index]![1], 10);
    }
  });

  it('keeps the plan position where only the model was wrong', async () => {
    const before = await record('B01');
    const to = { ...before.placement, ...localToGeo(before.placement, [3, 0, 0]) };
    await put('B01', { ...to, footprint: 'keep' });
    expect((await record('B01')).footprint).toEqual(before.footprint);
  });

  it('survives a restart: an import of the same site does not undo it', async () => {
    const { placement } = await record('B01');
    const models = await writeSampleSite(bench.sample);
    await importSite(bench.database.pool, models, new Catalogue(FACILITIES));
    const base = await loadBase(bench.database.pool, bench.sample.site.site);
    expect(base?.buildings.find(({ code }) => code === 'B01')?.placement).toEqual(placement);
  });

  test.each([
    ['longitude', 181],
    ['latitude', -91],
    ['height', 12_000],
    ['headingDeg', 720],
    ['headingDeg', 'north'],
    ['nonsense', 1],
  ])('8.1.5-2 %s of %s is refused by name, and nothing is changed', async (field, value) => {
    const { placement } = await record('B01');
    const refusal = await put('B01', { ...placement, [field]: value }, 400);
    expect(refusal.detail).toContain(field);
    expect((await record('B01')).placement).toEqual(placement);
  });

  it('an unknown building is not found; who may not place models is refused', async () => {
    const { placement } = await record('B01');
    await put('B99', placement, 404);
    const path = '/api/v1/buildings/B01/placement';
    expect((await bench.call(path, { as: 'operator', method: 'PUT', body: placement })).status).toBe(403);
  });

  it('an azimuth of 270° is stored as −90°', async () => {
    const { placement } = await record('B01');
    await put('B01', { ...placement, headingDeg: 270 });
    expect((await record('B01')).placement.headingDeg).toBe(-90);
  });
});
