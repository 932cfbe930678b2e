import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateHash } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api/api-bench.test-kit.ts';
import { runBackup, runRestore } from './backup-command.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './engines/database.ts';
import { QUIET } from './fixtures/database.ts';
import { loadState } from './journal/read.ts';
import { writeRunFile } from './run-file.ts';

let folder: string;
let bench: ApiBench;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-backup-command-'));
  bench = await openApiBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const configOf = (dataDir: string) => readConfig({ TWIN_DATA: dataDir, TWIN_DEMO: '0' }).config;

test('6.4.5-6 the running server is backed up, and restored into a folder that was wiped; not while it runs', async () => {
  const running = join(folder, 'running');
  const backup = join(folder, 'all.twin');
  await mkdir(running);
  await writeFile(join(running, 'demo-gateway.json'), '{}');
  const run = { pid: process.pid, url: bench.url, mqttUrl: 'mqtt://127.0.0.1', databaseUrl: bench.database.url };
  await writeRunFile(running, { ...run, site: bench.sample.site.site });
  const saved = await runBackup([backup], configOf(running), QUIET);
  expect(saved).toMatchObject({ file: backup, files: 1 });
  expect(saved.rows).toBeGreaterThan(20);
  await expect(runRestore([backup], configOf(running), QUIET)).rejects.toThrow(
    /^restore: a server runs at .*; stop it first$/,
  );

  const fresh = join(folder, 'fresh');
  expect(await runRestore([backup], configOf(fresh), QUIET)).toMatchObject({ rows: saved.rows, files: 1 });
  const database = await openDatabase({ dataDir: fresh, log: QUIET });
  try {
    const state = await loadState(database.pool, bench.sample.site.site, 0);
    expect(new StateHash(state).site()).toBe(new StateHash(bench.pipeline.published).site());
  } finally {
    await database.close();
  }
  await expect(runRestore([backup], configOf(fresh), QUIET)).rejects.toThrow(/is not empty; --replace/);
  expect(await runRestore([backup, '--replace'], configOf(fresh), QUIET)).toMatchObject({ rows: saved.rows });
}, 120_000);

test.each([
  [[], /no FILE; usage: backup FILE/],
  [['a', 'b'], /b: one FILE at a time/],
  [['a', '--replace'], /--replace goes with restore/],
  [['a', '--all'], /--all/],
])('backup %j is refused in one line', async (argv, reason) => {
  await expect(runBackup(argv, configOf(folder), QUIET)).rejects.toThrow(reason);
});

test('restore of what is not there is refused in one line', async () => {
  await expect(runRestore(['/nowhere/x'], configOf(folder), QUIET)).rejects.toThrow(/^\/nowhere\/x: /);
});
