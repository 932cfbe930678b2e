import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { InputError } from '../problem.ts';
import type { Database } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { openScratchDatabase } from './scratch-database.test-kit.ts';

const FIRST: Migration = {
  version: 1,
  name: 'first',
  sql: 'CREATE TABLE first (id int); INSERT INTO first VALUES (1)',
};
const SECOND: Migration = { version: 2, name: 'second', sql: 'CREATE TABLE second (id int)' };
const BROKEN: Migration = { version: 2, name: 'broken', sql: 'CREATE TABLE half (id int); SELECT nonsense' };

let database: Database;
let pool: pg.Pool;
let count = 0;

beforeAll(async () => {
  database = await openScratchDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const name = `migrate_${++count}`;
  await database.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(database.url);
  url.pathname = name;
  pool = new pg.Pool({ connectionString: url.href, max: 4 });
  return () => pool.end();
});

const tables = async () => {
  const { rows } = await pool.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map(({ tablename }) => tablename);
};

test('steps are applied once, in order, and only the new ones later', async () => {
  expect(await migrate(pool, [FIRST])).toEqual([FIRST]);
  expect(await migrate(pool, [FIRST])).toEqual([]);
  expect(await migrate(pool, [FIRST, SECOND])).toEqual([SECOND]);
  expect(await tables()).toEqual(['first', 'migration', 'second']);
});

test('nodes that start together apply each step once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(pool, [FIRST, SECOND])));
  expect(applied.flat()).toHaveLength(2);
  expect((await pool.query('SELECT * FROM first')).rowCount).toBe(1);
});

test('a step that fails leaves nothing of itself, and the steps before it stand', async () => {
  await expect(migrate(pool, [FIRST, BROKEN])).rejects.toThrow(/0002-broken.*nonsense/);
  expect(await tables()).toEqual(['first', 'migration']);
  expect(await migrate(pool, [FIRST, SECOND])).toEqual([SECOND]);
});

test('a step changed after it ran is refused', async () => {
  await migrate(pool, [FIRST]);
  const changed = migrate(pool, [{ ...FIRST, sql: 'CREATE TABLE other (id int)' }]);
  await expect(changed).rejects.toThrow(InputError);
  await expect(changed).rejects.toThrow(/0001-first is not the one that was applied/);
});

test('a database of a newer program is refused', async () => {
  await migrate(pool, [FIRST, SECOND]);
  const older = migrate(pool, [FIRST]);
  await expect(older).rejects.toThrow(InputError);
  await expect(older).rejects.toThrow(/0002-second, this program knows 1/);
});

test('a gap in the numbering is a fault of the program', async () => {
  await expect(migrate(pool, [SECOND])).rejects.toThrow(/should be number 1/);
});
