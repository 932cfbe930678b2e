import { rename, rm, stat } from 'node:fs/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { codeOf, InputError, reasonOf } from '../problem.ts';
import { FORMAT, FORMAT_VERSION, type TableShape } from './archive-format.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { readDataFiles } from './data-files.ts';
import { quoted, readMigrations, readSequences, readTables } from './schema-tables.ts';

export interface BackUpOptions {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  /** The file to write; there must be none yet. */
  readonly path: string;
}

/** What was saved, or put back. */
export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  /** Of the backup itself. */
  readonly bytes: number;
}

/** Values as every PostgreSQL reads them back, whatever its own settings. */
export const PLAIN_TEXT =
  "SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1";

/**
 * Saves all data in one file: every table as at one instant, and the files of the data folder. A server may run on meanwhile: no table is
 * locked longer than its own rows take. Throws InputError for a file that cannot be written; then none is left.
 */
export async function backUp({ pool, dataDir, path }: BackUpOptions): Promise<BackupReport> {
  if (await stat(path).catch(() => null)) throw new InputError('is there already; name a new file', { place: path });
  const part = `${path}.part`;
  await rm(part, { force: true });
  const writer = new ArchiveWriter(part);
  const holder = await pool.connect();
  try {
    await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const report = await save(pool, holder, dataDir, writer);
    await rename(part, path);
    return { ...report, bytes: (await stat(path)).size };
  } catch (cause) {
    await writer.abort();
    await rm(part, { force: true });
    if (/^(ENOENT|EACCES|EPERM|ENOSPC|EROFS|ENOTDIR)$/.test(codeOf(cause) ?? ''))
      throw new InputError(reasonOf(cause), { place: path, cause });
    throw cause;
  } finally {
    // Its transaction only read: it ends with the connection.
    holder.release(true);
  }
}

async function save(pool: pg.Pool, holder: pg.PoolClient, dataDir: string, writer: ArchiveWriter) {
  const { rows: exported } = await holder.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
  const tables = await readTables(holder);
  await writer.head({
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    madeAt: new Date().toISOString(),
    migrations: await readMigrations(holder),
    tables,
  });
  let rows = 0;
  for (const table of tables) rows += await saveTable(pool, exported[0]!.snapshot, table, writer);
  let files = 0;
  for await (const { name, mode, content } of readDataFiles(dataDir)) {
    await writer.file(name, mode, content);
    files++;
  }
  await writer.end(await readSequences(holder));
  return { tables: tables.length, rows, files };
}

/** Saves the rows of a table as the holder of the snapshot sees them, on a connection that locks nothing else; returns how many. */
async function saveTable(pool: pg.Pool, snapshot: string, { name, columns }: TableShape, writer: ArchiveWriter) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT '${snapshot}'; ${PLAIN_TEXT}`);
    try {
      await client.query(`LOCK TABLE ${quoted(name)} IN ACCESS SHARE MODE`);
    } catch (cause) {
      // A partition whose time was over went meanwhile, and its rows with it.
      if (codeOf(cause) === '42P01') return 0;
      throw cause;
    }
    const list = columns.map(quoted).join(', ');
    return await writer.table(name, client.query(copyTo(`COPY ${quoted(name)} (${list}) TO STDOUT`)));
  } finally {
    client.release(true);
  }
}
