import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Catalogue, FACILITIES, type ImportJob } from 'twin-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UPLOADS_PATH } from './api/uploads.ts';
import { sampleIfc } from './bake/ifc/sample-ifc.test-kit.ts';
import { importSite } from './base/import-site.ts';
import { BaseRegistry } from './base/registry.ts';
import { sampleSite, writeSampleSite } from './base/sample-site.test-kit.ts';
import type { Database } from './engines/database.ts';
import { testDatabase } from './fixtures/database.ts';
import type { ImportQueue } from './imports/import-queue.ts';
import { announce, sendFrom, type TusCall, upload } from './imports/tus-call.test-kit.ts';
import { openImports } from './open-imports.ts';

let database: Database;
let registry: BaseRegistry;
let models: string;
let dataDir: string;
let imports: ImportQueue;
let close: () => Promise<void>;
let http: Server;
let call: TusCall;

const TEXT = sampleIfc();
const BYTES = new TextEncoder().encode(TEXT);

beforeAll(async () => {
  database = await testDatabase();
  models = await writeSampleSite(sampleSite('restarts'));
  registry = new BaseRegistry(database.pool, await importSite(database.pool, models, new Catalogue(FACILITIES)));
  http = createServer((request, response) => {
    imports.uploads.handle(request, response).catch((cause: Error) => response.writeHead(400).end(cause.message));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  call = (method, path, { headers = {}, body } = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, body, headers: { 'Tus-Resumable': '1.0.0', ...headers } });
});
afterAll(async () => {
  http.close();
  http.closeAllConnections();
  await database.close();
  await rm(models, { recursive: true });
});

beforeEach(async () => {
  await database.pool.query('DELETE FROM import_job');
  dataDir = await mkdtemp(join(tmpdir(), 'twin-imports-'));
  await open();
});
afterEach(async () => {
  await close();
  await rm(dataDir, { recursive: true });
});

/** A process of the server, as far as imports go. */
async function open(): Promise<void> {
  ({ imports, close } = await openImports({
    pool: database.pool,
    registry,
    dataDir,
    models,
    tilesets: [join(dataDir, 'tilesets')],
    putBuilding: (record, source) => registry.putBuilding(record, source),
    log: pino({ level: 'silent' }),
  }));
}

const send = (fileName = 'a.ifc') => upload(call, UPLOADS_PATH, fileName, TEXT);

async function until(id: string, ...stages: ImportJob['stage'][]): Promise<ImportJob> {
  let job = (await imports.get(id))!;
  await expect
    .poll(
      async () => {
        job = (await imports.get(id))!;
        return stages.includes(job.stage);
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(true);
  return job;
}

describe('6.4.1-2-5 imports outlive the server', () => {
  test('an upload goes on from where it was, and its import starts when it is whole', async () => {
    const location = (await announce(call, UPLOADS_PATH, 'half.ifc', BYTES.length)).headers.get('location')!;
    const id = location.split('/').at(-1)!;
    const job = await imports.submit({ upload: id, building: { code: 'HALF', new: true } }, 'anna');
    await sendFrom(call, location, 0, BYTES.slice(0, 3000));
    await close();
    await open();
    expect(await imports.get(job.id)).toMatchObject({ stage: 'upload', upload: id, fraction: 3000 / BYTES.length });
    expect((await call('HEAD', location)).headers.get('upload-offset')).toBe('3000');
    await sendFrom(call, location, 3000, BYTES.slice(3000));
    expect(await until(job.id, 'done', 'failed')).toMatchObject({ stage: 'done', upload: null });
  });

  test('what was under way at an orderly end is taken up again, and what waited follows', async () => {
    const first = await imports.submit({ upload: await send(), building: { code: 'ORD-1', new: true } }, 'anna');
    const second = await imports.submit({ upload: await send(), building: { code: 'ORD-2', new: true } }, 'anna');
    await until(first.id, 'parse', 'mesh', 'tile', 'index');
    await close();
    const { rows } = await database.pool.query('SELECT DISTINCT stage FROM import_job');
    expect(rows).toEqual([{ stage: 'queued' }]);
    await open();
    expect((await until(first.id, 'done', 'failed')).stage).toBe('done');
    expect((await until(second.id, 'done', 'failed')).stage).toBe('done');
  });

  test('what a crash interrupted says so, can be tried again, and the tiles of before stand', async () => {
    const kept = await imports.submit({ upload: await send(), building: { code: 'CRASH', new: true } }, 'anna');
    await until(kept.id, 'done');
    const job = await imports.submit({ upload: await send(), building: { code: 'CRASH' } }, 'anna');
    await until(job.id, 'parse', 'mesh', 'tile', 'index');
    await close();
    // As if it had been killed while the building's folders were exchanged.
    await database.pool.query(`UPDATE import_job SET stage = 'index' WHERE id = $1`, [job.id]);
    await mkdir(join(dataDir, 'imports', job.id), { recursive: true });
    await rename(join(dataDir, 'tilesets', 'CRASH'), join(dataDir, 'imports', job.id, 'tiles-before'));
    await open();
    expect(await imports.get(job.id)).toMatchObject({
      stage: 'failed',
      failure: { code: 'interrupted' },
      repeatable: true,
    });
    expect(await readdir(join(dataDir, 'tilesets', 'CRASH'))).toContain('tileset.json');
    await imports.again(job.id);
    expect(await until(job.id, 'done', 'failed')).toMatchObject({
      stage: 'done',
      report: { version: 2 },
      repeatable: false,
    });
  });

  test('an upload that stays away for a day is given up, with its import', async () => {
    const location = (await announce(call, UPLOADS_PATH, 'late.ifc', BYTES.length)).headers.get('location')!;
    const upload = location.split('/').at(-1)!;
    const job = await imports.submit({ upload, building: { code: 'AWAY', new: true } }, 'anna');
    await imports.uploads.sweep(Date.now() + 23 * 3_600_000);
    expect((await imports.get(job.id))?.stage).toBe('upload');
    await imports.uploads.sweep(Date.now() + 25 * 3_600_000);
    expect(await until(job.id, 'failed')).toMatchObject({ failure: { code: 'uploadExpired' }, repeatable: false });
    expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  });
});

test('6.4.1-2-5 people take turns, and each one’s own come in the order asked', async () => {
  const ask = async (by: string, code: string) =>
    (await imports.submit({ upload: await send(), building: { code, new: true } }, by)).id;
  const ids = [await ask('anna', 'T1'), await ask('anna', 'T2'), await ask('anna', 'T3'), await ask('ben', 'T4')];
  const started = new Map<string, number>();
  for (const id of ids) await until(id, 'done');
  const { rows } = await database.pool.query<{ id: string; at: Date }>('SELECT id, started_at AS at FROM import_job');
  for (const { id, at } of rows) started.set(id, at.getTime());
  const order = [...ids].sort((a, b) => started.get(a)! - started.get(b)!).map((id) => ids.indexOf(id) + 1);
  expect(order.filter((n) => n !== 4)).toEqual([1, 2, 3]);
  expect(order.indexOf(4)).toBeLessThan(3);
});
