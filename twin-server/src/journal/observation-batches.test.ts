import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { migrate } from '../engines/migrate.ts';
import { MIGRATIONS } from '../engines/migrations/index.ts';
import { openScratchDatabase } from '../engines/scratch-database.test-kit.ts';
import { readLog } from './read.ts';

let database: Database;
let pool: pg.Pool;
beforeAll(async () => {
  database = await openScratchDatabase();
  await database.pool.query('CREATE DATABASE rows');
  const url = new URL(database.url);
  url.pathname = 'rows';
  pool = new pg.Pool({ connectionString: url.href, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** Two batches of two days, as the first version wrote them: a row an observation. */
const ROWS = `
CREATE TABLE journal_20261128 PARTITION OF journal FOR VALUES FROM ('2026-11-28') TO ('2026-11-29');
CREATE TABLE journal_20261129 PARTITION OF journal FOR VALUES FROM ('2026-11-29') TO ('2026-11-30');
CREATE TABLE observation_20261128 PARTITION OF observation FOR VALUES FROM ('2026-11-28') TO ('2026-11-29');
CREATE TABLE observation_20261129 PARTITION OF observation FOR VALUES FROM ('2026-11-29') TO ('2026-11-30');
INSERT INTO journal (site, branch, day, seq, ordinal, recorded_at, kind, version, body) VALUES
  ('s', 0, '2026-11-28', 1, 1, '2026-11-28T08:00:00Z', 'observations', 1, '{}'),
  ('s', 0, '2026-11-28', 1, 2, '2026-11-28T08:00:00Z', 'device.silent', 1, '{"kind": "device.silent", "device": "D"}'),
  ('s', 0, '2026-11-29', 2, 0, '2026-11-29T08:00:00Z', 'observations', 1, '{}');
INSERT INTO observation (site, branch, day, seq, ordinal, datastream, time, value) VALUES
  ('s', 0, '2026-11-28', 1, 1, 7, 1000.5, -3.25), ('s', 0, '2026-11-28', 1, 1, 2, 999, 1e300),
  ('s', 0, '2026-11-29', 2, 0, 100000, 1764403200000, 0.1);`;

test('rules of the log: batches that stood row by row are the same log after the migration', async () => {
  await migrate(pool, MIGRATIONS.slice(0, 12));
  await pool.query(ROWS);
  await migrate(pool, MIGRATIONS);
  const log = await readLog(pool, 's', 0, 0, 2, true);
  expect(log.map(({ seq, ordinal, event }) => [seq, ordinal, event.kind])).toEqual([
    [1, 1, 'observations'],
    [1, 2, 'device.silent'],
    [2, 0, 'observations'],
  ]);
  expect(log[0]!.recordedAt).toBe(Date.parse('2026-11-28T08:00:00Z'));
  expect(log[0]!.event).toEqual({
    kind: 'observations',
    datastreams: Int32Array.of(7, 2),
    times: Float64Array.of(1000.5, 999),
    values: Float64Array.of(-3.25, 1e300),
  });
  expect(log[2]!.event).toMatchObject({ datastreams: Int32Array.of(100_000), times: Float64Array.of(1764403200000) });
});
