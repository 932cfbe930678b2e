import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Pool } from 'pg';
import { Catalogue, FACILITIES, StateHash } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importSite } from '../base/import-site.ts';
import { BaseRegistry } from '../base/registry.ts';
import { sampleSite, writeSampleSite } from '../base/sample-site.test-kit.ts';
import type { Database } from '../engines/database.ts';
import { migrate } from '../engines/migrate.ts';
import { MIGRATIONS } from '../engines/migrations/index.ts';
import { openScratchDatabase } from '../engines/scratch-database.test-kit.ts';
import { QUIET } from '../fixtures/database.ts';
import { writeSnapshot } from '../journal/keep.ts';
import { takeLease } from '../journal/lease.ts';
import { loadState } from '../journal/read.ts';
import { Pipeline } from '../pipeline.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';
import { quoted } from './schema-tables.ts';

const SITE = 'sample';
const catalogue = new Catalogue(FACILITIES);
let folder: string;
let source: Database;
let target: Database;
/** A backup of all that stands in the source. */
let saved: string;
let dataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-backup-'));
  [source, target] = [await openScratchDatabase(), await openScratchDatabase()];
  await migrate(source.pool, MIGRATIONS);
  await live(source.pool);
  dataDir = join(folder, 'data');
  await writeData(dataDir);
  saved = join(folder, 'saved.twin');
  await backUp({ pool: source.pool, dataDir, path: saved });
}, 120_000);
afterAll(async () => {
  await source.close();
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

/** A site that has lived: base data, devices, values, an alarm, a refused message, a snapshot, an account's rows. */
async function live(pool: Pool): Promise<void> {
  const models = await writeSampleSite(sampleSite(SITE));
  const registry = new BaseRegistry(pool, await importSite(pool, models, catalogue));
  await rm(models, { recursive: true });
  const lease = await takeLease(pool, SITE, 'n1', () => undefined);
  const state = await loadState(pool, SITE, 0);
  const pipeline = new Pipeline({
    pool,
    catalogue,
    state,
    writer: { site: SITE, branch: 0, token: lease.token },
    retentionMs: 30 * 86_400_000,
    log: QUIET,
    onPublished: () => undefined,
    onFenced: () => undefined,
  });
  await Promise.all([...registry.devices()].map((device) => pipeline.register(device)));
  const send = (device: string, channel: 'observations' | 'events', body: unknown) =>
    pipeline.take({ site: SITE, device, channel, body, protocol: 'test', receivedAt: Date.now() });
  for (let i = 0; i < 20; i++)
    await send('ENV-1', 'observations', { time: Date.now() - i * 1000, values: { noiseDba: 40 + i / 7 } });
  await send('PF-1', 'events', { id: 'p1', time: Date.now(), type: 'perimeter.intrusion', data: {} });
  await send('FA-1', 'events', {
    id: 'e1',
    time: Date.now(),
    type: 'fire.smoke',
    data: { note: '制表符\t换行\n反斜杠\\ \\N' },
  });
  await send('NONE', 'observations', { time: Date.now(), values: {} });
  await pipeline.close();
  await writeSnapshot(pool, 0, state, new StateHash(state).site());
  await lease.release();
  await pool.query("INSERT INTO audit (at, action, result) VALUES (now(), 'test', 'done'), (now(), 'test', 'done')");
  await pool.query(
    "INSERT INTO model (site, building, stamp, elements, spaces, properties) VALUES ('sample', 'B01', 's', 1, 1, 1)",
  );
}

async function writeData(path: string): Promise<void> {
  await mkdir(join(path, 'tilesets', 'B01'), { recursive: true });
  await mkdir(join(path, 'postgres'), { recursive: true });
  await writeFile(join(path, 'tilesets', 'B01', '瓦片.glb'), Buffer.alloc(300_000, 7));
  await writeFile(join(path, 'empty'), '');
  await writeFile(join(path, 'master.key'), 'secret');
  await chmod(join(path, 'master.key'), 0o600);
  for (const name of ['run.json', 'node-id', 'lock', 'postgres.password', 'postgres/PG_VERSION'])
    await writeFile(join(path, name), 'not data');
}

async function countsOf(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows)
    counts[name] = Number((await pool.query(`SELECT count(*) AS n FROM ${quoted(name)}`)).rows[0].n);
  return counts;
}

/** Everything of every table as text, digested by PostgreSQL. */
async function contentOf(pool: Pool): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const name of Object.keys(await countsOf(pool))) {
    if (name === 'migration' || name === 'lease') continue;
    const { rows } = await pool.query(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS md5 FROM ${quoted(name)} t`,
    );
    digests[name] = rows[0].md5;
  }
  return digests;
}

const hashOf = async (pool: Pool) => new StateHash(await loadState(pool, SITE, 0)).site();
const into = (path: string, dataDir: string, more: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({ pool: target.pool, dataDir, path, migrations: MIGRATIONS, replace: false, ...more });
const clear = () => target.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

describe('backup and restore', () => {
  test('6.4.5-6 all data come back: state hash, count and content of every table, sequences, files', async () => {
    await clear();
    const there = join(folder, 'restored');
    await mkdir(there);
    const report = await into(saved, there);
    expect(report).toMatchObject({ files: 3 });
    expect(report.rows).toBeGreaterThan(40);
    const [before, after] = [await countsOf(source.pool), await countsOf(target.pool)];
    expect(after).toEqual(before);
    expect(Object.keys(after).filter((name) => name.startsWith('journal_2')).length).toBeGreaterThan(0);
    expect(await contentOf(target.pool)).toEqual(await contentOf(source.pool));
    expect(await hashOf(target.pool)).toBe(await hashOf(source.pool));
    expect((await loadState(target.pool, SITE, 0)).seq).toBeGreaterThan(20);
    expect(after).toMatchObject({ alarm: 1, snapshot: 1, device: 5, audit: 2, account: 0 });
    expect(after.dead_letter).toBeGreaterThan(0);
    const { rows } = await target.pool.query(
      "INSERT INTO audit (at, action, result) VALUES (now(), 'x', 'done') RETURNING id",
    );
    const { rows: models } = await target.pool.query(
      "INSERT INTO model (site, building, stamp, elements, spaces, properties) VALUES ('sample', 'B02', 's', 1, 1, 1) RETURNING id",
    );
    expect([Number(rows[0].id), models[0].id]).toEqual([3, 2]);
    await expect(target.pool.query('DELETE FROM audit')).rejects.toThrow(/append-only/);
    expect((await readdir(there)).sort()).toEqual(['empty', 'master.key', 'tilesets']);
    expect(await readFile(join(there, 'tilesets', 'B01', '瓦片.glb'))).toEqual(Buffer.alloc(300_000, 7));
    expect((await stat(join(there, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(await migrate(target.pool, MIGRATIONS)).toEqual([]);
  });

  test('6.4.5-6 one instant is saved, whatever is written and removed meanwhile', async () => {
    const path = join(folder, 'online.twin');
    const client = await source.pool.connect();
    try {
      let writing = true;
      const writes = (async () => {
        for (let i = 0; writing; i++) {
          await client.query('BEGIN');
          await client.query("INSERT INTO audit (at, action, subject, result) VALUES (now(), 'pair', $1, 'done')", [
            `${i}`,
          ]);
          await client.query(
            "INSERT INTO dead_letter_count (site, device, day, refused) VALUES ('pair', $1, now(), 1)",
            [`${i}`],
          );
          await client.query('COMMIT');
        }
      })();
      await source.pool.query(
        "CREATE TABLE journal_20010101 PARTITION OF journal FOR VALUES FROM ('2001-01-01') TO ('2001-01-02')",
      );
      const saving = backUp({ pool: source.pool, dataDir, path });
      await source.pool.query('DROP TABLE journal_20010101');
      await saving;
      writing = false;
      await writes;
    } finally {
      client.release();
    }
    await clear();
    await into(path, await mkdtemp(join(folder, 'data-')));
    const { rows } = await target.pool.query(
      "SELECT (SELECT count(*) FROM audit WHERE action = 'pair') AS a, (SELECT count(*) FROM dead_letter_count WHERE site = 'pair') AS b",
    );
    expect(rows[0].a).toBe(rows[0].b);
  });

  test('a database and a folder that hold something are replaced only when that is asked for', async () => {
    await clear();
    const there = await mkdtemp(join(folder, 'data-'));
    await migrate(target.pool, MIGRATIONS);
    await target.pool.query("INSERT INTO site (code, name) VALUES ('other', '{}')");
    await expect(into(saved, there)).rejects.toThrow(/^the database: is not empty; --replace/);
    expect((await countsOf(target.pool)).site).toBe(1);
    await writeFile(join(there, 'node-id'), 'me');
    await mkdir(join(there, 'imports'));
    await writeFile(join(there, 'imports', 'old.ifc'), 'old');
    await into(saved, there, { replace: true });
    expect((await target.pool.query("SELECT 1 FROM site WHERE code = 'other'")).rowCount).toBe(0);
    expect((await readdir(there)).sort()).toEqual(['empty', 'master.key', 'node-id', 'tilesets']);
  });

  test('a site that a server evaluates is not replaced', async () => {
    await clear();
    await migrate(target.pool, MIGRATIONS);
    const lease = await takeLease(target.pool, SITE, 'n2', () => undefined);
    await expect(into(saved, await mkdtemp(join(folder, 'data-')), { replace: true })).rejects.toThrow(
      /a server evaluates the site sample now; stop it first/,
    );
    await lease.release();
  });

  test('a backup of an earlier step of the schema is brought up to this one; one of a later step is refused', async () => {
    const later = { version: MIGRATIONS.length + 1, name: 'later', sql: 'CREATE TABLE later (a int)' };
    await clear();
    await into(saved, await mkdtemp(join(folder, 'data-')), { migrations: [...MIGRATIONS, later] });
    expect((await countsOf(target.pool)).later).toBe(0);
    const newer = join(folder, 'newer.twin');
    await backUp({ pool: target.pool, dataDir: join(folder, 'nothing'), path: newer });
    await expect(into(newer, await mkdtemp(join(folder, 'data-')), { replace: true })).rejects.toThrow(
      /start the newer program/,
    );
    expect((await countsOf(target.pool)).later).toBe(0);
  });

  const damages: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 100), /is damaged: /],
    ['no gzip', () => Buffer.from('hello, I am no backup'), /is damaged|is no backup/],
    ['another gzip', () => gzipSync('{"some":"thing"}\n'), /is no backup/],
    [
      'one byte changed',
      (bytes) => changed(bytes, 'fire.smoke', 'fire.smoky'),
      /is damaged: \w+ is not what was saved/,
    ],
    ['an entry left out', (bytes) => changed(bytes, '"rows":5,', '"rows":6,'), /rows of \w+ instead of 6/],
    [
      'a file that leads out',
      (bytes) => changed(bytes, '"master.key"', '"../evil.ke"'),
      /does not belong into a data folder/,
    ],
    ['a later form', (bytes) => changed(bytes, '"formatVersion":1', '"formatVersion":9'), /is a backup of form 9/],
  ];
  test.each(damages)('8.1 a damaged backup is refused and changes nothing: %s', async (_, damage, reason) => {
    await clear();
    await migrate(target.pool, MIGRATIONS);
    await target.pool.query("INSERT INTO site (code, name) VALUES ('other', '{}')");
    const there = await mkdtemp(join(folder, 'data-'));
    await writeFile(join(there, 'kept'), 'kept');
    const path = join(folder, `damaged-${crypto.randomUUID()}`);
    await writeFile(path, damage(await readFile(saved)));
    await expect(into(path, there, { replace: true })).rejects.toThrow(reason);
    expect((await target.pool.query('SELECT code FROM site')).rows).toEqual([{ code: 'other' }]);
    expect(await readdir(there)).toEqual(['kept']);
  });

  test('a backup is written beside nothing and leaves nothing where it fails', async () => {
    await expect(backUp({ pool: source.pool, dataDir, path: saved })).rejects.toThrow(/is there already/);
    await expect(backUp({ pool: source.pool, dataDir, path: join(folder, 'no', 'x') })).rejects.toThrow(/ENOENT/);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await stat(saved)).mode & 0o777).toBe(0o600);
  });
});

/** A backup with some text in it changed for as much other text: of its last place, which is the manifest's where it is there too. */
function changed(backup: Buffer, from: string, to: string): Buffer {
  const bytes = gunzipSync(backup);
  const at = from.startsWith('"rows"') ? bytes.lastIndexOf(from) : bytes.indexOf(from);
  expect(at).toBeGreaterThan(0);
  expect(from.length).toBe(to.length);
  bytes.write(to, at);
  return gzipSync(bytes);
}
