import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackupReport, backUp } from './backup/back-up.ts';
import { restore } from './backup/restore.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import type { Log } from './engines/log.ts';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { InputError, reasonOf } from './problem.ts';
import { readRunFile } from './run-file.ts';

/** How `backup` and `restore` are called. */
export const BACKUP_USAGE = 'backup FILE [--json]';
export const RESTORE_USAGE = 'restore FILE [--replace] [--json]';

/** What either came to. */
export interface BackupResult extends BackupReport {
  readonly file: string;
  readonly seconds: number;
}

/** The command `backup`: all data in one file, of the running server where there is one. Throws InputError as backUp does. */
export async function runBackup(argv: readonly string[], config: Config, log: Log): Promise<BackupResult> {
  const { file } = parse(argv, 'backup', BACKUP_USAGE);
  const running = await readRunFile(config.dataDir);
  return timed(file, async () => {
    const database = await openDatabase({
      url: running?.databaseUrl ?? config.databaseUrl,
      dataDir: config.dataDir,
      log,
    });
    try {
      return await backUp({ pool: database.pool, dataDir: config.dataDir, path: file });
    } finally {
      await database.close();
    }
  });
}

/** The command `restore`: a backup into the data folder and its database. Throws InputError while a server runs, and as restore does. */
export async function runRestore(argv: readonly string[], config: Config, log: Log): Promise<BackupResult> {
  const { file, replace } = parse(argv, 'restore', RESTORE_USAGE);
  const found = await stat(file).catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: file, cause });
  });
  if (!found.isFile()) throw new InputError('is no file', { place: file });
  const running = await readRunFile(config.dataDir);
  if (running) throw new InputError(`a server runs at ${running.url}; stop it first`, { place: 'restore' });
  return timed(file, async () => {
    const { dataDir, databaseUrl: url } = config;
    const database = await openDatabase({ url, dataDir, log });
    try {
      return await restore({ pool: database.pool, dataDir, path: file, migrations: MIGRATIONS, replace });
    } finally {
      await database.close();
    }
  });
}

async function timed(file: string, work: () => Promise<BackupReport>): Promise<BackupResult> {
  const startedAt = performance.now();
  const report = await work();
  return { file, ...report, seconds: Math.round((performance.now() - startedAt) / 100) / 10 };
}

function parse(argv: readonly string[], command: string, usage: string): { file: string; replace: boolean } {
  const wrong = (reason: string) => new InputError(`${reason}; usage: ${usage}`, { place: command });
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: [...argv], allowPositionals: true, options: { replace: { type: 'boolean' } } });
    } catch (cause) {
      throw wrong(reasonOf(cause));
    }
  })();
  if (command === 'backup' && values.replace) throw wrong('--replace goes with restore');
  const [file, ...more] = positionals;
  if (file === undefined) throw wrong('no FILE');
  if (more.length > 0) throw wrong(`${more[0]}: one FILE at a time`);
  return { file: resolve(file), replace: values.replace ?? false };
}
