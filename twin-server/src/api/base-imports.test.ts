import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KIND_NAMES } from '../base/files/kinds.ts';
import type { BaseImportReport } from '../base/files/report.ts';
import { writeWorkbook } from '../base/files/write-workbook.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function send(kind: string, body: string | Uint8Array, query = '', type = 'text/csv', status = 200) {
  return bench.json<BaseImportReport>(`/api/v1/base-imports/${kind}?name=list.csv${query}`, {
    as: 'administrator',
    body: Buffer.from(body),
    headers: { 'content-type': type },
    status,
  });
}

const device = (code: string, more: Partial<Record<string, string>> = {}) =>
  ['code', 'name', 'kind', 'longitude', 'latitude', 'building', 'parent', 'links']
    .map(
      (field) =>
        ({ code, name: `${code} 烟感`, kind: '感烟探测器', longitude: '112.5501', latitude: '37.8702', ...more })[
          field
        ] ?? '',
    )
    .map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
    .join(',');
const DEVICE_HEADS = '编号,名称,类别,经度,纬度,所在建筑编号,上级设备编号,联动设备编号';
const devices = (...rows: string[]) => [DEVICE_HEADS, ...rows].join('\n');

describe('devices', () => {
  test('6.4.16-3 a hundred devices of an Excel file are registered, journaled and found', async () => {
    const heads = ['deviceCode', '名称 name *', 'kind', '经度', 'latitude', 'installedAt'];
    const rows = Array.from({ length: 100 }, (_, i) => [
      `X-${i}`,
      `新${i}`,
      '感烟探测器 smoke-detector',
      112.55,
      37.87,
      '2024-02-29',
    ]);
    const file = writeWorkbook([
      { name: '设备', rows: [heads, ...rows].map((row) => row.map((value) => ({ value }))) },
    ]);
    const journaled = bench.events.length;
    expect(await send('device', file, '', XLSX)).toEqual({
      kind: 'device',
      accepted: 100,
      rejected: 0,
      dryRun: false,
      errors: [],
      errorsLeftOut: 0,
    });
    expect(bench.events.slice(journaled).filter(({ kind }) => kind === 'device.registered')).toHaveLength(100);
    const found = await bench.json<{ items: unknown[] }>('/api/v1/devices?q=%E6%96%B099', { as: 'viewer' });
    expect(found.items).toMatchObject([{ code: 'X-99' }]);
    expect(bench.registry.device('X-7')).toMatchObject({
      facility: 'fire-alarm',
      installedAt: '2024-02-29T00:00:00.000+08:00',
      location: { longitude: 112.55, latitude: 37.87, height: 771.6 },
      links: [],
      maintainer: null,
    });
    const { rows: stored } = await bench.database.pool.query("SELECT source FROM device WHERE code = 'X-7'");
    expect(stored).toEqual([{ source: 'file list.csv' }]);
  });

  test('6.4.16-3 wrong rows are refused with row, field and reason; the right ones are taken', async () => {
    const file = devices(
      device('R-1'),
      device('R-2', { kind: 'toaster' }),
      device('R-3', { longitude: '经度' }),
      device('R-4', { latitude: '91' }),
      device('R-5', { building: 'B99' }),
      device('R-1'),
      device('R-6', { name: '' }),
      device('-', {}),
      device('R-7', { links: 'CAM-1, NONE' }),
      `${device('R-8')},extra`,
    );
    const report = await send('device', file);
    expect(report).toMatchObject({ accepted: 1, rejected: 9 });
    const said = report.errors.map(({ row, field, reason }) => `${row} ${field}: ${reason}`);
    expect(said).toEqual([
      expect.stringMatching(/^3 kind: expected one of .*smoke-detector \(感烟探测器\).*, found 'toaster'$/),
      "4 longitude: expected a number, found '经度'",
      expect.stringMatching(/^5 latitude: .*90/),
      "6 buildingCode: there is no building 'B99'",
      "7 deviceCode: 'R-1' is given in row 2 already",
      '8 name: is missing (名称)',
      expect.stringMatching(/^9 deviceCode: letters, digits/),
      "10 links: there is no device 'NONE'",
      expect.stringMatching(/^11 null: there is no heading over column I/),
    ]);
    expect(bench.registry.device('R-1')).toBeDefined();
    expect(bench.registry.device('R-7')).toBeUndefined();
  });

  test('6.4.16-3 a dry run says the same and changes nothing', async () => {
    const journaled = bench.events.length;
    expect(await send('device', devices(device('D-1'), device('D-2', { kind: '' })), '&dryRun=true')).toMatchObject({
      accepted: 1,
      rejected: 1,
      dryRun: true,
      errors: [{ row: 3, field: 'kind', reason: 'is missing (类别)' }],
    });
    expect(bench.registry.device('D-1')).toBeUndefined();
    expect(bench.events).toHaveLength(journaled);
  });

  test('a row may refer to a later one and to each other, but nothing stands above itself', async () => {
    const file = devices(
      device('L-1', { links: 'L-2', parent: 'L-3' }),
      device('L-2', { links: 'L-1' }),
      device('L-3'),
      device('L-4', { parent: 'L-5' }),
      device('L-5', { parent: 'L-4' }),
      device('L-6', { links: 'L-7' }),
      device('L-7', { links: 'NONE' }),
      device('L-8', { parent: 'L-8' }),
    );
    const report = await send('device', file);
    expect(report).toMatchObject({ accepted: 3, rejected: 5 });
    expect(report.errors.map(({ row, field }) => [row, field])).toEqual([
      [5, 'parent'],
      [6, 'parent'],
      [7, 'links'],
      [8, 'links'],
      [9, 'parent'],
    ]);
    expect(bench.registry.device('L-1')).toMatchObject({ links: ['L-2'], parent: 'L-3' });
  });

  test('6.4.1-8-5 a file with some columns changes those and leaves the others; unknown columns are told', async () => {
    const before = bench.registry.device('FA-1')!;
    const report = await send('device', '编号,型号,颜色\nFA-1,TH-9,红\nNEW-9,TH-9,红\n');
    expect(report).toMatchObject({ accepted: 1, rejected: 1 });
    expect(report.errors[0]).toEqual({
      row: 2,
      field: '颜色',
      reason: 'there is no such field of device; it was left out',
    });
    expect(bench.registry.device('FA-1')).toEqual({ ...before, model: 'TH-9' });
    await send('device', 'code,model\nFA-1,\n');
    expect(bench.registry.device('FA-1')).toEqual({ ...before, model: null });
  });
});

describe('other kinds', () => {
  test('6.4.1-2 buildings', async () => {
    const file =
      'buildingCode;name;footprint;storeyCount;heightM;longitude;latitude\nB20;20号楼;112.55 37.87, 112.551 37.87, 112.551 37.871, 112.55 37.87;11;33,5;112.55;37.87\nB21;21号楼;112.55 37.87, 112.551 37.87, 112.551 37.871, 112.55 37.87;11;33.5;112.55;37.87';
    const report = await send('building', file);
    expect(report).toMatchObject({
      accepted: 1,
      errors: [{ row: 2, field: 'heightM', reason: "expected a number, found '33,5'" }],
    });
    expect(bench.registry.building('B21')).toMatchObject({
      footprint: [
        [112.55, 37.87],
        [112.551, 37.87],
        [112.551, 37.871],
      ],
      undergroundStoreyCount: 0,
      placement: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 },
      ifc: null,
    });
    expect(bench.events.at(-1)).toMatchObject({ kind: 'site.changed', building: 'B21', what: 'record' });
  });

  test('6.4.1-3 houses with who owns them, as JSON', async () => {
    const house = {
      houseCode: 'B01-1-901',
      buildingCode: 'B01',
      unitNumber: 1,
      floorNumber: 9,
      roomNumber: '901',
      areaM2: 88,
    };
    const owner = {
      ownerName: '张三',
      ownerSex: '男',
      ownerCertType: '居民身份证',
      ownerCertNumber: '000000196001010011',
    };
    const report = await send(
      'house',
      JSON.stringify([
        { ...house, ...owner },
        { ...house, houseCode: 'B01-1-902', ownerName: '李四' },
      ]),
      '',
      'application/json',
    );
    expect(report).toMatchObject({ accepted: 1, rejected: 1 });
    expect(new Set(report.errors.map(({ row, field }) => `${row} ${field}`))).toEqual(
      new Set(['2 ownerSex', '2 ownerCertType', '2 ownerCertNumber']),
    );
    const shown = await bench.json('/api/v1/houses/B01-1-901', { as: 'administrator' });
    expect(shown).toMatchObject({
      unitNumber: '1',
      owner: { name: '张三', sex: 'male', certificateKind: 'residentId' },
    });
  });

  test('6.4.1-1 people, 6.4.1-3-4 who lived where, 6.4.1-10 organisations, what cameras see', async () => {
    expect(await send('person', '人员编号,姓名,人口类别,居住房屋编号\nR9,钱七,常住,B01-1-301\n')).toMatchObject({
      accepted: 1,
    });
    expect(bench.registry.residentsOf('B01-1-301').map(({ code }) => code)).toContain('R9');
    const stays =
      'occupancyCode,houseCode,name,certType,certNumber,movedInAt,movedOutAt\nH1,B01-1-301,赵六,passport,E1234567,2020/3/1,2019-01-01\nH2,B01-1-301,赵六,passport,E1234567,2020年3月1日,\n';
    expect(await send('occupancy', stays)).toMatchObject({ accepted: 1, errors: [{ row: 2, field: 'movedOutAt' }] });
    expect(
      await send('organisation', 'orgCode,名称,类别,层级,上级\nO9,三组,班组,部门,O8\nO8,绿化部,部门,unit,O1\n'),
    ).toMatchObject({
      accepted: 2,
    });
    expect(bench.registry.organisation('O9')).toMatchObject({ parent: 'O8', tier: 'unit' });
    const views = 'deviceCode,方位角,俯仰角,水平视场角,可视距离\nCAM-1,135,-20,60,50\nCAM-2,0,0,1,1\n';
    expect(await send('cameraView', views)).toMatchObject({ accepted: 1, errors: [{ row: 3, field: 'deviceCode' }] });
  });

  test('6.4.4-4, 6.4.2-5 history of values enters as what devices send does; what does not fit is refused by row', async () => {
    const now = Date.now();
    const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
    const rows = [
      `ENV-1,${at(30)},noiseDba,51.5`,
      `ENV-1,${at(20)},noiseDba,53`,
      `ENV-1,${at(10)},noiseDba,loud`,
      `ENV-1,${at(10)},speed,1`,
      `NONE,${at(10)},noiseDba,50`,
      `ENV-1,yesterday,noiseDba,50`,
      `ENV-1,2001-01-01 08:00,noiseDba,50`,
    ];
    const file = ['device,time,property,value', ...rows].join('\n');
    const letters = async () => (await bench.database.pool.query('SELECT 1 FROM dead_letter')).rowCount;
    const before = await letters();
    expect(await send('observation', file, '&dryRun=true')).toMatchObject({ accepted: 2, rejected: 5 });
    const list = `/api/v1/devices/ENV-1/observations?property=noiseDba&from=${now - 3_600_000}`;
    expect(await bench.json(list, { as: 'viewer' })).toMatchObject({ items: [] });
    const report = await send('observation', file);
    expect(report.errors.map(({ row, field }) => [row, field])).toEqual([
      [4, 'value'],
      [5, 'property'],
      [6, 'deviceCode'],
      [7, 'time'],
      [8, 'time'],
    ]);
    const { items } = await bench.json<{ items: { value: number }[] }>(list, { as: 'viewer' });
    expect(items.map(({ value }) => value).sort()).toEqual([51.5, 53]);
    expect(await letters()).toBe(before);
  });
});

describe('templates and rights', () => {
  test.each(KIND_NAMES)('6.4.16-3 the template of %s is read back without a fault', async (kind) => {
    const response = await bench.call(`/api/v1/base-imports/${kind}/template`, { as: 'administrator' });
    expect(response.headers.get('content-type')).toBe(XLSX);
    const file = Buffer.from(await response.arrayBuffer());
    expect(await send(kind, file, '&dryRun=true', XLSX)).toMatchObject({ accepted: 0, rejected: 0, errors: [] });
  });

  test('only who manages base data may; other types and kinds are refused; nothing is left behind', async () => {
    const path = '/api/v1/base-imports/device';
    const body = Buffer.from(devices(device('N-1')));
    const headers = { 'content-type': 'text/csv' };
    expect((await bench.call(path, { as: 'operator', body, headers })).status).toBe(403);
    expect((await bench.call(path, { body, headers })).status).toBe(401);
    expect(
      (await bench.call(path, { as: 'administrator', body, headers: { 'content-type': 'image/png' } })).status,
    ).toBe(415);
    await send('toaster', body, '', 'text/csv', 400);
    const refused = await send('device', 'PK\u0003\u0004', '', XLSX, 400);
    expect(refused).toMatchObject({ detail: expect.stringMatching(/^list\.csv: /) });
    expect(await readdir(join(bench.folder, 'base-imports'))).toEqual([]);
  });
});
