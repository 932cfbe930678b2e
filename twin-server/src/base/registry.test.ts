import { rm } from 'node:fs/promises';
import { Catalogue, FACILITIES } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { importSite } from './import-site.ts';
import { loadBase } from './load-base.ts';
import { BaseRegistry } from './registry.ts';
import { sampleDevice, sampleSite, writeSampleSite } from './sample-site.test-kit.ts';

let database: Database;
let registry: BaseRegistry;

beforeAll(async () => {
  database = await testDatabase();
  const folder = await writeSampleSite(sampleSite());
  registry = new BaseRegistry(database.pool, await importSite(database.pool, folder, new Catalogue(FACILITIES)));
  await rm(folder, { recursive: true });
});
afterAll(() => database.close());

const codes = (records: Iterable<{ readonly code: string }>) => [...records].map(({ code }) => code);

test('devices come in the order of their codes, and go on after any code', () => {
  expect(codes(registry.devices())).toEqual(['CAM-1', 'ENV-1', 'FA-1', 'FA-2', 'PF-1']);
  expect(codes(registry.devices('FA-1'))).toEqual(['FA-2', 'PF-1']);
  expect(codes(registry.devices('FA-1.5'))).toEqual(['FA-2', 'PF-1']);
  expect(codes(registry.devices('ZZZ'))).toEqual([]);
});

test('6.4.1-8 devices are found by code, Chinese name, position, manufacturer and building', () => {
  expect(codes(registry.findDevices('fa-2'))).toEqual(['FA-2']);
  expect(codes(registry.findDevices('围栏'))).toEqual(['PF-1']);
  expect(codes(registry.findDevices('走廊')).length).toBe(5);
  expect(codes(registry.findDevices('太行 空气'))).toEqual(['ENV-1']);
  expect(codes(registry.findDevices('1号楼 摄像'))).toEqual(['CAM-1']);
});

test('6.4.7-1 devices, buildings and homes are found by the pinyin initials of their names', () => {
  expect(codes(registry.findDevices('wl'))).toEqual(['PF-1']);
  expect(codes(registry.findDevices('gytcq'))).toEqual(['FA-1', 'FA-2']);
  expect(codes(registry.findDevices('1hl sxj'))).toEqual(['CAM-1']);
  expect(codes(registry.findBuildings('2hl'))).toEqual(['B02']);
  expect(codes(registry.findHouses('2hl 301'))).toEqual(['B02-1-301']);
});

test('6.4.1-3-7 a home is found by building-unit-room', () => {
  expect(codes(registry.findHouses('B01-1-401'))).toEqual(['B01-1-401']);
  expect(codes(registry.findHouses('2号楼 301'))).toEqual(['B02-1-301']);
});

test('8.1.3-7 nobody is found by the search for homes or devices', () => {
  for (const name of ['李秀英', '王建国', '13700001111']) {
    expect(codes(registry.findHouses(name)).length).toBe(0);
    expect(codes(registry.findDevices(name)).length).toBe(0);
  }
});

test('residents of a home, and who is on duty at an instant', () => {
  expect(codes(registry.residentsOf('B01-1-301'))).toEqual(['R1', 'R2']);
  expect(registry.residentsOf('B02-1-301')).toEqual([]);
  // 09:00 and 23:00 in Taiyuan
  expect(registry.dutiesAt(Date.UTC(2026, 10, 22, 1)).map(({ person }) => person)).toEqual(['P1']);
  expect(registry.dutiesAt(Date.UTC(2026, 10, 22, 15)).map(({ person }) => person)).toEqual(['P2']);
});

test('a device added is found at once, in its place, and after a restart', async () => {
  await registry.addDevice(sampleDevice('EXTRA-1', { name: '新装探测器' }));
  expect(codes(registry.devices('ENV-1'))[0]).toBe('EXTRA-1');
  expect(codes(registry.findDevices('新装'))).toEqual(['EXTRA-1']);
  const base = await loadBase(database.pool, 'sample');
  expect(base!.devices.find(({ code }) => code === 'EXTRA-1')!.name).toBe('新装探测器');
});

test('6.4.1-2-6 a building that is put in is found at its place among the others, by its new name through its homes and devices', async () => {
  const b01 = registry.building('B01')!;
  await registry.putBuilding({ ...b01, code: 'A00', name: 'Duplex', footprint: b01.footprint }, 'import');
  expect(codes(registry.buildings())).toEqual(['A00', 'B01', 'B02']);
  await registry.putBuilding({ ...b01, name: '望湖阁' }, 'import');
  expect(codes(registry.buildings())).toEqual(['A00', 'B01', 'B02']);
  expect(registry.building('B01')?.name).toBe('望湖阁');
  expect(codes(registry.findHouses('望湖阁 401'))).toEqual(['B01-1-401']);
  expect(codes(registry.findDevices('望湖阁 摄像'))).toEqual(['CAM-1']);
  expect(codes(registry.findHouses(b01.name))).toEqual([]);
  const stored = await loadBase(database.pool, registry.site.code);
  expect(stored?.buildings.map(({ code, name }) => [code, name])).toEqual([
    ['A00', 'Duplex'],
    ['B01', '望湖阁'],
    ['B02', registry.building('B02')!.name],
  ]);
});

test('a building that cannot be stored changes nothing', async () => {
  const b01 = registry.building('B01')!;
  await expect(registry.putBuilding({ ...b01, name: 'a\u0000b' }, 'import')).rejects.toThrow();
  expect(registry.building('B01')).toBe(b01);
});
