import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../problem.ts';
import type { Binaries } from './binaries.ts';
import { postgresEnvironment } from './environment.ts';
import type { RunAs } from './run-as.ts';

/** Major version of the programs brought along; a folder of another one cannot be opened by them. */
const POSTGRES_MAJOR = '18';

/** User and group number of nobody on Linux. */
const NOBODY = 65_534;

/** Role and database of the program; the role is no superuser. */
export const ROLE = 'twin';
export const DATABASE = 'twin';

/** The database's own folder, ready to be served, and the password of its role. */
export interface Cluster {
  /** PGDATA, absolute. */
  readonly folder: string;
  readonly password: string;
}

/**
 * How the folder is named to PostgreSQL, which is started inside it. As root on Linux this is a link that only the
 * process itself follows: folders above it, which may be closed to an unprivileged user, are never walked through.
 */
export function folderArgument(folder: string): string {
  return process.platform === 'linux' && process.getuid?.() === 0 ? '/proc/self/cwd' : folder;
}

/** Where the database stands below the data folder. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/**
 * Makes the database folder below `dataDir` on the first start (complete or not at all: it is built beside its place
 * and renamed) and a new password where none is kept. Throws InputError for a folder of another PostgreSQL version.
 */
export async function prepareCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Cluster> {
  const folder = clusterFolder(dataDir);
  const passwordFile = join(dataDir, 'postgres.password');
  if (!existsSync(folder)) {
    const draft = `${folder}.new`;
    rmSync(draft, { recursive: true, force: true });
    await initialize(draft, newPassword(passwordFile), binaries, runAs);
    renameSync(draft, folder);
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) {
    throw new InputError(
      `${folder} was made by PostgreSQL ${version}, this program brings ${POSTGRES_MAJOR}; restore a backup into a new folder`,
      { place: 'TWIN_DATA' },
    );
  }
  if (!existsSync(passwordFile)) {
    const password = newPassword(passwordFile);
    await runStatements(folder, binaries, runAs, [`ALTER ROLE ${ROLE} PASSWORD '${password}'`]);
  }
  return { folder, password: readFileSync(passwordFile, 'utf8').trim() };
}

function newPassword(file: string): string {
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function initialize(folder: string, password: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  giveTo(folder, runAs);
  await runNamed(folder, runAs, binaries.initdb, [
    ...['-D', folderArgument(folder), '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    // Byte order as in the C locale, but lower() and upper() know the letters of every script.
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
  ]);
  writeFileSync(join(folder, 'pg_hba.conf'), `host all ${ROLE} 127.0.0.1/32 scram-sha-256\n`);
  await runStatements(folder, binaries, runAs, [
    `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}'`,
    `GRANT pg_monitor, pg_checkpoint TO ${ROLE}`,
    `CREATE DATABASE ${DATABASE} OWNER ${ROLE}`,
  ]);
}

/**
 * initdb and the server on its own, unlike the server that listens, refuse a user whose number has no name (a container
 * started with any number): for such a one they run where that number is mapped to nobody's, which changes nothing outside.
 */
async function runNamed(folder: string, runAs: RunAs, program: string, args: string[], input = ''): Promise<void> {
  if (runAs.uid !== undefined || hasName()) return runProgram(folder, runAs, program, args, input);
  const mapped = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, program, ...args];
  try {
    await runProgram(folder, runAs, 'unshare', mapped, input);
  } catch (cause) {
    throw new InputError(
      `user ${process.getuid?.()} has no name, which PostgreSQL asks for; name it in /etc/passwd or set DATABASE_URL`,
      { cause },
    );
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Runs statements of one line each as superuser, in a server of its own that does not listen. */
async function runStatements(folder: string, binaries: Binaries, runAs: RunAs, statements: string[]): Promise<void> {
  const args = ['--single', '-D', folderArgument(folder), '-c', 'exit_on_error=true', 'postgres'];
  await runNamed(folder, runAs, binaries.postgres, args, `${statements.join('\n')}\n`);
}

function giveTo(path: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Runs a program inside `folder` to its end. Throws with what it said when it fails. */
function runProgram(folder: string, runAs: RunAs, program: string, args: string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...runAs, cwd: folder, env: postgresEnvironment(), detached: true });
    let said = '';
    const keep = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}: ${said.trim()}`));
    });
    // A program that ends early closes its input; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
