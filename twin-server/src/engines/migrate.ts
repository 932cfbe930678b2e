import { createHash } from 'node:crypto';
import type pg from 'pg';
import { InputError } from '../problem.ts';

/** One numbered step of the schema; once released it is never changed, only followed by another. */
export interface Migration {
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly name: string;
  /** Statements, run together in one transaction. */
  readonly sql: string;
}

/** Key of the advisory lock that lets one node migrate at a time ("twin" as ASCII). */
const LOCK_KEY = 0x7477696e;

/**
 * Makes the schema as it is after some first steps, in the caller's transaction and in an empty database. Throws what PostgreSQL says.
 */
export async function createSchema(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEY]);
  await readApplied(client);
  for (const migration of migrations) await run(client, migration);
}

/** The steps of `migrations` that a database was brought to by `applied`. Throws InputError where it is at another or a later one. */
export function stepsOf(applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] {
  checkApplied(applied, migrations);
  return migrations.slice(0, applied.length);
}

/**
 * Brings the schema up to the last of `migrations`, each in a transaction of its own, and returns those it applied.
 * Throws InputError, having changed nothing, when the database knows a newer step or a step was changed since it ran.
 */
export async function migrate(pool: pg.Pool, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  checkNumbering(migrations);
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    const applied = await readApplied(client);
    checkApplied(applied, migrations);
    const pending = migrations.slice(applied.length);
    // Without statistics a step that joins what was just filled takes time by the square of it.
    if (pending.length > 0 && applied.length > 0) await client.query('ANALYZE');
    for (const migration of pending) await apply(client, migration);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK_KEY]);
    return pending;
  } catch (cause) {
    fault = cause instanceof Error ? cause : new Error(String(cause));
    throw cause;
  } finally {
    // A connection that failed may still hold the lock: it is closed, not put back.
    client.release(fault);
  }
}

/** A step as the database knows it. */
export interface Applied {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

async function readApplied(client: pg.ClientBase): Promise<readonly Applied[]> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS migration (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  const { rows } = await client.query<Applied>('SELECT version, name, checksum FROM migration ORDER BY version');
  return rows;
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await run(client, migration);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${titleOf(migration)} failed: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

async function run(client: pg.ClientBase, migration: Migration): Promise<void> {
  const { version, name, sql } = migration;
  await client.query(sql);
  await client.query('INSERT INTO migration (version, name, checksum) VALUES ($1, $2, $3)', [
    version,
    name,
    checksumOf(migration),
  ]);
}

function checkNumbering(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1)
      throw new Error(`migration ${titleOf(migration)} should be number ${index + 1}`);
  });
}

function checkApplied(applied: readonly Applied[], migrations: readonly Migration[]): void {
  applied.forEach((row, index) => {
    const known = migrations[index];
    if (known === undefined) {
      throw new InputError(
        `it is at step ${titleOf(row)}, this program knows ${migrations.length}; start the newer program`,
        { place: 'database schema' },
      );
    }
    if (row.version !== known.version || row.checksum !== checksumOf(known)) {
      throw new InputError(`step ${titleOf(known)} is not the one that was applied`, { place: 'database schema' });
    }
  });
}

function titleOf({ version, name }: { version: number; name: string }): string {
  return `${String(version).padStart(4, '0')}-${name}`;
}

function checksumOf({ name, sql }: Migration): string {
  return createHash('sha256').update(`${name}\n${sql}`).digest('hex');
}
