import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { MIGRATIONS } from '../engines/migrations/index.ts';
import { testDatabase } from '../fixtures/database.ts';
import { takeLease } from '../journal/lease.ts';
import { checkDisk, checkJournal, checkLease, checkListener, checkMigrations, readinessOf } from './readiness.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('4.2.8 ready only when every check is ok; a check that fails or never answers says so', async () => {
  const good = async () => null;
  expect(await readinessOf({ good })()).toEqual({ ready: true, checks: { good: 'ok' } });
  const answer = await readinessOf({
    good,
    bad: async () => 'gone',
    thrown: () => Promise.reject(new Error('broken')),
    silent: () => new Promise<null>(() => undefined),
  })();
  expect(answer).toEqual({
    ready: false,
    checks: { good: 'ok', bad: 'gone', thrown: 'broken', silent: 'no answer within 2 s' },
  });
});

test('4.2.8 whoever asks in a loop gets the answer of a moment ago', async () => {
  let runs = 0;
  const counted = async () => {
    runs++;
    return null;
  };
  const ask = readinessOf({ counted });
  await Promise.all([ask(), ask(), ask()]);
  expect(runs).toBe(1);
});

test('4.2.8 the lease: held by this node, by another, run out, nobody’s', async () => {
  const { pool } = database;
  const lease = await takeLease(pool, 'ready', 'here', () => undefined);
  const check = checkLease(pool, 'ready', lease.token);
  expect(await check()).toBeNull();
  await pool.query("UPDATE lease SET expires_at = now() - interval '1 s' WHERE site = 'ready'");
  expect(await check()).toMatch(/ran out/);
  await pool.query("UPDATE lease SET token = token + 1, node = 'there' WHERE site = 'ready'");
  expect(await check()).toBe('there holds the lease of ready');
  await pool.query("DELETE FROM lease WHERE site = 'ready'");
  expect(await check()).toMatch(/nobody/);
  await lease.release();
});

test('4.2.8 the schema, the journal, the disk', async () => {
  const { pool } = database;
  expect(await checkMigrations(pool, MIGRATIONS.length)()).toBeNull();
  expect(await checkMigrations(pool, MIGRATIONS.length + 1)()).toMatch(/at step \d+, not/);
  expect(await checkJournal(pool, () => true)()).toBeNull();
  expect(await checkJournal(pool, () => false)()).toMatch(/away/);
  expect(await checkDisk(tmpdir(), 1)()).toBeNull();
  expect(await checkDisk(tmpdir(), 2 ** 60)()).toMatch(/MB free/);
});

test('4.2.8 the MQTT door: not open yet, open, shut', async () => {
  expect(await checkListener(() => null, 1883)()).toBe('not open yet');
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await checkListener(() => address, 1883)()).toBeNull();
  await new Promise((resolve) => server.close(resolve));
  expect(await checkListener(() => address, 1883)()).toMatch(/ECONNREFUSED|refused/);
});
