import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createSchema, type Migration, migrate, stepsOf } from '../engines/migrate.ts';
import { transact } from '../engines/transact.ts';
import { InputError } from '../problem.ts';
import type { Head, Manifest, TableShape } from './archive-format.ts';
import { readArchive } from './archive-reader.ts';
import { type BackupReport, PLAIN_TEXT } from './back-up.ts';
import { clearSchema, isSchemaEmpty } from './clear-schema.ts';
import { holdsData, isDataPath, RestoredFiles } from './data-files.ts';
import { quoted, readTables } from './schema-tables.ts';

export interface RestoreOptions {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly path: string;
  readonly migrations: readonly Migration[];
  /** Takes the place of what is there; else there must be nothing. */
  readonly replace: boolean;
}

/**
 * Puts a backup into the database and the data folder, and brings its schema up to this program's. The file is read whole and held
 * against its manifest before anything changes; then all tables change in one transaction. Throws InputError where the file is no
 * backup, damaged, or of a newer program, where something is there already, and where a server evaluates the site: nothing is changed then.
 */
export async function restore({ pool, dataDir, path, migrations, replace }: RestoreOptions): Promise<BackupReport> {
  const { head, manifest } = await verify(path);
  const steps = stepsOf(head.migrations, migrations);
  const files = new RestoredFiles(dataDir);
  if (!replace && (await holdsData(dataDir))) throw notEmpty(dataDir);
  await files.open();
  try {
    await transact(pool, async (client) => {
      await client.query(PLAIN_TEXT);
      await checkUnused(client);
      if (!replace && !(await isSchemaEmpty(client))) throw notEmpty('the database');
      await clearSchema(client);
      await createSchema(client, steps);
      await makeTables(client, head.tables, path);
      await fill(client, path, head, manifest, files);
      for (const { name, last, called } of manifest.sequences)
        await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called]);
      // Whoever held a site when it was saved does not hold it here; the tokens go on from where they were.
      await client.query('UPDATE lease SET expires_at = least(expires_at, now())');
    });
    await files.place();
  } finally {
    await files.discard();
  }
  await migrate(pool, migrations);
  const tables = manifest.entries.filter(({ entry }) => entry === 'table');
  return {
    tables: head.tables.length,
    rows: tables.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    files: manifest.entries.length - tables.length,
    bytes: (await stat(path)).size,
  };
}

function notEmpty(place: string): InputError {
  return new InputError('is not empty; --replace puts the backup in the place of what is there', { place });
}

/** Reads a backup through. Throws InputError as readArchive does, and for files that lead elsewhere. */
async function verify(path: string): Promise<{ head: Head; manifest: Manifest }> {
  let head: Head | undefined;
  let manifest: Manifest | undefined;
  for await (const entry of readArchive(path)) {
    if (entry.kind === 'head') head = entry.head;
    else if (entry.kind === 'manifest') manifest = entry.manifest;
    else if (entry.kind === 'file' && !isDataPath(entry.name))
      throw new InputError(`holds a file that does not belong into a data folder: ${entry.name}`, { place: path });
  }
  if (!head || !manifest) throw new InputError('is no backup', { place: path });
  return { head, manifest };
}

async function checkUnused(client: pg.PoolClient): Promise<void> {
  const { rows: found } = await client.query("SELECT to_regclass('lease') AS lease");
  if (found[0]?.lease === null) return;
  const { rows } = await client.query<{ site: string }>('SELECT site FROM lease WHERE expires_at > now() LIMIT 1');
  if (rows[0])
    throw new InputError(`a server evaluates the site ${rows[0].site} now; stop it first`, { place: 'restore' });
}

const BOUND = /^(DEFAULT|FOR VALUES (FROM|IN|WITH) [^;]*)$/;

/** Makes the partitions that were saved, and checks that every table is as it was. */
async function makeTables(client: pg.PoolClient, saved: readonly TableShape[], path: string): Promise<void> {
  const here = new Map((await readTables(client)).map((table) => [table.name, table]));
  for (const { name, partition } of saved) {
    if (partition === null || here.has(name)) continue;
    if (!BOUND.test(partition.bound)) throw new InputError(`partition ${name} cannot be made`, { place: path });
    await client.query(`CREATE TABLE ${quoted(name)} PARTITION OF ${quoted(partition.of)} ${partition.bound}`);
  }
  const made = new Map((await readTables(client)).map((table) => [table.name, table]));
  for (const { name, columns } of saved) {
    const table = made.get(name);
    const missing = columns.filter((column) => !table?.columns.includes(column));
    if (!table) throw new InputError(`table ${name} is none of this program's`, { place: path });
    if (missing.length > 0) throw new InputError(`table ${name} has no ${missing.join(', ')} here`, { place: path });
  }
}

async function fill(client: pg.PoolClient, path: string, head: Head, manifest: Manifest, files: RestoredFiles) {
  const shapes = new Map(head.tables.map((table) => [table.name, table]));
  const counts = new Map(manifest.entries.map(({ entry, name, rows }) => [`${entry} ${name}`, rows]));
  for await (const entry of readArchive(path)) {
    if (entry.kind === 'file') await files.put(entry.name, entry.mode, entry.content);
    if (entry.kind !== 'table') continue;
    const shape = shapes.get(entry.name);
    if (!shape) throw new InputError(`is damaged: table ${entry.name} is not in its head`, { place: path });
    const rows = await copyIn(client, shape, entry.content);
    const saved = counts.get(`table ${entry.name}`);
    if (rows !== saved)
      throw new InputError(`is damaged: ${rows} rows of ${entry.name} instead of ${saved}`, { place: path });
  }
}

async function copyIn(
  client: pg.PoolClient,
  { name, columns }: TableShape,
  content: AsyncIterable<Buffer>,
): Promise<number> {
  // What triggers did when the rows were first written is among what was saved.
  await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
  const sink = client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`));
  await pipeline(content, sink);
  await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
  return sink.rowCount;
}
