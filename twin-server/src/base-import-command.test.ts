import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceByCode } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api/api-bench.test-kit.ts';
import { readTable } from './base/files/read-table.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './engines/database.ts';
import { QUIET } from './fixtures/database.ts';
import { runImport } from './import-command.ts';
import { loadState } from './journal/read.ts';
import { writeRunFile } from './run-file.ts';
import { runTemplate } from './template-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-import-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const DEVICES =
  'code,name,kind,longitude,latitude\nNEW-1,声级计,noise-meter,112.55,37.87\nNEW-2,声级计,toaster,112.55,37.87\n';

async function fileOf(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

function run(dataDir: string, ...argv: string[]) {
  const { config } = readConfig({ TWIN_DATA: dataDir, TWIN_DEMO: '0' });
  return runImport(argv, { config, models: folder, log: QUIET, onProgress: () => undefined });
}

test('6.4.16-3 without a server: devices are journaled, then their history; a dry run changes nothing', async () => {
  const dataDir = join(folder, 'stopped');
  const devices = await fileOf('devices.csv', DEVICES);
  expect(await run(dataDir, 'device', devices, '--dry-run')).toMatchObject({ accepted: 1, rejected: 1, dryRun: true });
  expect(await run(dataDir, 'device', devices)).toMatchObject({
    accepted: 1,
    rejected: 1,
    errors: [{ row: 3, field: 'kind' }],
  });
  const time = new Date(Date.now() - 3_600_000).toISOString();
  const history = await fileOf('history.csv', `device,time,property,value\nNEW-1,${time},noiseDba,48.5\n`);
  expect(await run(dataDir, 'observation', history)).toMatchObject({ accepted: 1, rejected: 0 });
  const database = await openDatabase({ dataDir, log: QUIET });
  try {
    const state = await loadState(database.pool, 'site', 0);
    expect(deviceByCode(state, 'NEW-1')).toMatchObject({ deviceKind: 'noise-meter' });
    expect(state.seq).toBeGreaterThanOrEqual(2);
    expect((await database.pool.query('SELECT 1 FROM lease')).rowCount).toBe(0);
  } finally {
    await database.close();
  }
});

test('6.4.16-3 with a running server it is that one that imports, and the key made for it is gone', async () => {
  const bench: ApiBench = await openApiBench();
  try {
    const dataDir = join(folder, 'running');
    await mkdir(dataDir);
    await writeRunFile(dataDir, {
      pid: process.pid,
      url: bench.url,
      mqttUrl: 'mqtt://127.0.0.1',
      databaseUrl: bench.database.url,
      site: bench.sample.site.site,
    });
    const devices = await fileOf('设备.csv', DEVICES);
    expect(await run(dataDir, 'device', devices)).toMatchObject({ accepted: 1, rejected: 1 });
    expect(deviceByCode(bench.pipeline.published, 'NEW-1')).toBeDefined();
    const { rows } = await bench.database.pool.query("SELECT source FROM device WHERE code = 'NEW-1'");
    expect(rows).toEqual([{ source: 'file 设备.csv' }]);
    const keys = await bench.database.pool.query("SELECT 1 FROM account WHERE kind = 'apiKey'");
    expect(keys.rowCount).toBe(0);
    await expect(run(dataDir, 'device', await fileOf('empty.csv', ''))).rejects.toThrow(/^empty\.csv: is empty$/);
  } finally {
    await bench.close();
  }
});

test.each([
  [['toaster', 'x.csv'], /no such kind; expected geoFeature, device/],
  [['device'], /no FILE/],
  [['device', 'a.csv', 'b.csv'], /one FILE at a time/],
  [['device', 'a.csv', '--layer', 'x'], /--layer does not go with device/],
  [['device', '/nowhere/a.csv'], /no such file/i],
])('import %j is refused in one line', async (argv, reason) => {
  await expect(run(folder, ...argv)).rejects.toThrow(reason);
});

test('6.4.16-3 template writes a workbook that reads as empty; wrong usage is refused', async () => {
  const out = join(folder, 'device.xlsx');
  expect(await runTemplate(['device', '--out', out])).toMatchObject({ kind: 'device', file: out });
  expect((await stat(out)).size).toBeGreaterThan(2_000);
  for await (const _ of readTable(out)) throw new Error('a row in a template');
  await expect(runTemplate(['device'])).rejects.toThrow(/--out FILE\.xlsx is missing/);
  await expect(runTemplate(['toaster', '--out', out])).rejects.toThrow(/toaster: no such kind/);
  await expect(runTemplate(['device', '--out', '/nowhere/a.xlsx'])).rejects.toThrow(/^\/nowhere\/a\.xlsx: /);
});
