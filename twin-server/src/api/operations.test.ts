import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationsReport } from '../metrics/operations-report.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const read = () => bench.json<OperationsReport>('/api/v1/operations/metrics', { as: 'administrator' });

test('4.2.8 what comes in, what is refused and how long it took is counted, as JSON and for Prometheus', async () => {
  const before = await read();
  const key = await bench.apiKey('observations.write');
  const time = Date.now();
  await bench.json('/api/v1/observations', {
    as: key,
    status: 202,
    body: [
      { device: 'FA-1', time, values: { smokePercentPerM: 1, colour: 3 } },
      { device: 'NOBODY', time, values: { smokePercentPerM: 1 } },
    ],
  });
  await bench.json('/api/v1/events', {
    as: key,
    status: 202,
    body: { device: 'PF-1', id: 'op-1', time, type: 'intrusion', data: {} },
  });
  const after = await read();
  expect(after.messages.http! - before.messages.http!).toBe(3);
  expect(after.events - before.events).toBe(1);
  expect(after.alarmsRaised - before.alarmsRaised).toBe(1);
  expect(after.refusals.device! - before.refusals.device!).toBe(1);
  expect(after.refusals.property! - before.refusals.property!).toBeGreaterThanOrEqual(1);
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  expect(total(after.stages.receiveToCommit.counts) - total(before.stages.receiveToCommit.counts)).toBe(3);
  expect(total(after.stages.journal.counts)).toBe(after.commits);
  expect(after).toMatchObject({ waiting: 0, inFlight: 0, checks: { journal: 'ok', lease: 'ok', schema: 'ok' } });
  expect(after.memory.rssBytes).toBeGreaterThan(1e7);

  const text = await (await bench.call('/metrics')).text();
  expect(text).toContain(`twin_messages_total{protocol="http"} ${after.messages.http}`);
  expect(text).toContain(`twin_refusals_total{reason="device"} ${after.refusals.device}`);
  expect(text).toMatch(/# TYPE twin_journal_seconds histogram/);
  expect(text).toMatch(/twin_journal_seconds_bucket\{le="\+Inf"\} \d+/);
  expect(text).toMatch(/^twin_waiting_messages 0$/m);
});

test('8.1.4 only who may read metrics reads them', async () => {
  expect((await bench.call('/api/v1/operations/metrics', { as: 'viewer' })).status).toBe(403);
  expect((await bench.call('/api/v1/operations/metrics')).status).toBe(401);
});

test('4.2.8 /readyz is 503 with the reason while the schema is another, /healthz stays alive', async () => {
  const { pool } = bench.database;
  await pool.query("INSERT INTO migration (version, name, checksum) VALUES (999, 'later', 'x')");
  // The answer of a moment ago is given for half a second.
  await expect.poll(async () => (await bench.call('/readyz')).status, { timeout: 5000 }).toBe(503);
  expect(await bench.json('/readyz', { status: 503 })).toMatchObject({
    ready: false,
    checks: { journal: 'ok', schema: expect.stringMatching(/999/) },
  });
  expect((await bench.call('/healthz')).status).toBe(200);
  await pool.query('DELETE FROM migration WHERE version = 999');
});
