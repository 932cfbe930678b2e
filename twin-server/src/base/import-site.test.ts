import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Catalogue, FACILITIES } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { InputError } from '../problem.ts';
import { importSite } from './import-site.ts';
import { openBase } from './open-base.ts';
import { BaseRegistry } from './registry.ts';
import { type SampleSite, sampleDevice, sampleSite, writeSampleSite } from './sample-site.test-kit.ts';

const catalogue = new Catalogue(FACILITIES);
let database: Database;
const folders: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function folderOf(sample: SampleSite): Promise<string> {
  const folder = await writeSampleSite(sample);
  folders.push(folder);
  return folder;
}

async function importSample(sample: SampleSite) {
  return importSite(database.pool, await folderOf(sample), catalogue);
}

async function faultOf(sample: SampleSite): Promise<string> {
  const fault = await importSample(sample).catch((cause: unknown) => cause);
  expect(fault).toBeInstanceOf(InputError);
  return (fault as InputError).message;
}

describe('importing a site', () => {
  test('6.4.1 every field of every record is kept', async () => {
    const sample = sampleSite('whole');
    const base = await importSample(sample);
    const { site: code, buildings, zones, ground: _ground, data: _data, ...site } = sample.site;
    expect(base.site).toEqual({ code, ...site });
    expect(base.buildings).toEqual(buildings);
    expect(base.zones).toEqual(zones);
    expect(base.ground).toEqual(sample.ground);
    const devices = new Map(base.devices.map((device) => [device.code, device]));
    for (const device of sample.devices)
      expect(devices.get(device.code)).toEqual({ ...device, installedAt: '2023-09-16T01:00:00+00:00' });
    expect(new Set(base.houses)).toEqual(new Set(sample.houses));
    expect(new Set(base.persons)).toEqual(new Set(sample.persons));
    expect(new Set(base.organisations)).toEqual(new Set(sample.organisations));
    expect(new Set(base.duties)).toEqual(new Set(sample.duties));
  });

  test('6.4.1-2-4 a row says where it came from and when; the same again changes nothing, a change is noted', async () => {
    const sample = sampleSite('again');
    await importSample(sample);
    const rows = async () =>
      (
        await database.pool.query(
          "SELECT code, source, stored_at, updated_at, updated_at > stored_at AS updated, name FROM building WHERE site = 'again' ORDER BY code",
        )
      ).rows;
    const before = await rows();
    expect(before).toMatchObject([{ source: 'site.json', updated: false }, { updated: false }]);
    await importSample(sample);
    expect(await rows()).toEqual(before);
    sample.site.buildings[1]!.name = '二号楼';
    await importSample(sample);
    expect(await rows()).toMatchObject([{ updated: false }, { updated: true, name: '二号楼' }]);
  });

  test('6.4.1-2-5 what was changed by hand or by another import survives the next import; what was not follows the file', async () => {
    const sample = sampleSite('hands');
    const registry = new BaseRegistry(database.pool, await importSample(sample));
    const moved = {
      ...registry.building('B01')!,
      builtYear: null,
      placement: { longitude: 5, latitude: 52, height: 9, headingDeg: 60 },
    };
    await registry.putBuilding(moved, 'placement');
    await registry.putBuilding({ ...moved, code: 'X1', name: 'Duplex' }, 'import');
    sample.site.buildings[0]!.name = '另一个名字';
    sample.site.buildings[1]!.name = '二号楼';
    const base = await importSample(sample);
    expect(base.buildings.map(({ code, name }) => [code, name])).toEqual([
      ['B01', moved.name],
      ['B02', '二号楼'],
      ['X1', 'Duplex'],
    ]);
    expect(base.buildings[0]).toEqual(moved);
    const { rows } = await database.pool.query("SELECT code, source FROM building WHERE site = 'hands' ORDER BY code");
    expect(rows).toEqual([
      { code: 'B01', source: 'placement' },
      { code: 'B02', source: 'site.json' },
      { code: 'X1', source: 'import' },
    ]);
  });

  test('a roster that was shortened is shortened; what was registered besides stays', async () => {
    const sample = sampleSite('roster');
    const registry = new BaseRegistry(database.pool, await importSample(sample));
    await registry.addDevice(sampleDevice('NEW-1'));
    sample.duties.pop();
    const base = await importSample(sample);
    expect(base.duties).toEqual(sample.duties);
    expect(base.devices.map(({ code }) => code)).toContain('NEW-1');
  });

  test('two sites with the same codes do not touch each other', async () => {
    const [one, two] = [sampleSite('one'), sampleSite('two')];
    two.devices[0]!.name = '另一个';
    await importSample(one);
    await importSample(two);
    const registry = new BaseRegistry(database.pool, await importSample(one));
    expect(registry.device('FA-1')!.name).toBe('FA-1 感烟探测器');
  });
});

describe('a fault names file, row, field and reason, and nothing is imported', () => {
  const faults: [string, (sample: SampleSite) => void, RegExp][] = [
    [
      'a wrong type',
      (s) => Object.assign(s.houses[2]!, { floorNumber: '3' }),
      /houses\.json: row 3, floorNumber: .*number/,
    ],
    ['a missing field', (s) => Object.assign(s.devices[1]!, { name: undefined }), /devices\.json: row 2, name: /],
    ['a nested field', (s) => Object.assign(s.devices[0]!.location, { latitude: 91 }), /row 1, location\.latitude: /],
    [
      'a bad code',
      (s) => Object.assign(s.persons[0]!, { code: "x';--" }),
      /persons\.json: row 1, code: letters, digits/,
    ],
    ['a fault of the site', (s) => Object.assign(s.site, { boundary: [] }), /site\.json: boundary: /],
    ['a code given twice', (s) => s.devices.push(sampleDevice('FA-1')), /devices row 6, code: FA-1 is given twice/],
    [
      'no such building',
      (s) => Object.assign(s.houses[0]!, { building: 'B9' }),
      /houses row 1, building: there is no B9/,
    ],
    ['no such device', (s) => Object.assign(s.devices[0]!, { links: ['X'] }), /devices row 1, links: there is no X/],
    ['no such person', (s) => Object.assign(s.duties[1]!, { person: 'P9' }), /duties row 2, person: there is no P9/],
    ['no such kind', (s) => Object.assign(s.devices[0]!, { kind: 'toaster' }), /devices row 1, kind: .*toaster/],
    [
      'the wrong facility',
      (s) => Object.assign(s.devices[0]!, { facility: 'perimeter' }),
      /facility: .* belongs to fire-alarm/,
    ],
  ];

  test.each(faults)('%s', async (_, spoil, expected) => {
    const sample = sampleSite('faulty');
    spoil(sample);
    expect(await faultOf(sample)).toMatch(expected);
    const { rowCount } = await database.pool.query("SELECT 1 FROM site WHERE code = 'faulty'");
    expect(rowCount).toBe(0);
  });

  test('a file that is not JSON, and one that is not there', async () => {
    const folder = await folderOf(sampleSite('faulty'));
    await writeFile(join(folder, 'houses.json'), '[{');
    await expect(importSite(database.pool, folder, catalogue)).rejects.toThrow(/houses\.json: is not JSON/);
    await rm(join(folder, 'houses.json'));
    await expect(importSite(database.pool, folder, catalogue)).rejects.toThrow(/houses\.json: cannot be read/);
  });
});

describe('opening the base', () => {
  test('without a models folder the site imported before is used, and without any an empty one', async () => {
    const open = (models: string | null) =>
      openBase({ pool: database.pool, catalogue, models, onProgress: () => undefined });
    const imported = await open(await folderOf(sampleSite('aaa-first')));
    expect(imported.site.code).toBe('aaa-first');
    const again = await open(null);
    expect(again.site).toEqual(imported.site);
    expect([...again.devices()]).toEqual([...imported.devices()]);
    await database.pool.query('DELETE FROM site');
    const empty = await open('/nowhere');
    expect(empty.site.name.zh).toBe('未命名小区');
    expect([...empty.devices()]).toEqual([]);
  });
});
