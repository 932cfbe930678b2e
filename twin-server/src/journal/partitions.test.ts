import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { ensurePartitions } from './partitions.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
}, 60_000);
afterAll(() => database.close());

test('rules of the log: pipelines that meet a new day at once make its partitions once', async () => {
  const day = Date.UTC(2031, 4, 1, 12);
  await Promise.all(Array.from({ length: 8 }, () => ensurePartitions(database.pool, day)));
  const { rows } = await database.pool.query(
    "SELECT relname FROM pg_class WHERE relname LIKE 'journal_203105%' AND relkind = 'r' ORDER BY 1",
  );
  expect(rows.map(({ relname }) => relname)).toEqual(['journal_20310501', 'journal_20310502']);
});
