import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const MINUTE_MS = 60_000;
const CODE = 'fire.gasLimit';

let bench: ApiBench;
let period: { from: string; to: string };

/** Gas twice: a little that was called false, and a lot that was not. */
beforeAll(async () => {
  bench = await openApiBench();
  const detector = sampleDevice('GAS-1', { kind: 'combustible-gas-detector' });
  await bench.json('/api/v1/devices', { as: 'administrator', body: detector, status: 201 });
  const sender = await bench.apiKey('observations.write');
  const begin = Date.now() - 20 * MINUTE_MS;
  const open = async () =>
    (await bench.json<{ items: { id: string }[] }>(`/api/v1/alarms?code=${CODE}&case=new`, { as: 'operator' }))
      .items[0]!.id;
  const send = (minute: number, concentrationLel: number) => {
    const body = { device: 'GAS-1', time: begin + minute * MINUTE_MS, values: { concentrationLel } };
    return bench.json('/api/v1/observations', { as: sender, body, status: 202 });
  };
  await send(0, 0);
  await send(1, 12);
  await bench.json(`/api/v1/alarms/${await open()}/dismiss`, {
    as: 'operator',
    body: { reason: '酒精', confirm: true },
  });
  await send(2, 0);
  await send(5, 40);
  await bench.json(`/api/v1/alarms/${await open()}/acknowledge`, { as: 'operator', body: {} });
  await send(6, 0);
  period = { from: new Date(begin - MINUTE_MS).toISOString(), to: new Date(Date.now() + MINUTE_MS).toISOString() };
});
afterAll(() => bench.close());

const ask = (body: object, status = 200) =>
  bench.json<Record<string, unknown>>('/api/v1/rationalisation', {
    as: 'operator',
    body: { ...period, ...body },
    status,
  });

test('a higher limit saves the false alarm and misses nothing', async () => {
  expect(await ask({ code: CODE, changes: { limit: 20 } })).toMatchObject({
    code: CODE,
    rule: { limit: 10, deadband: 2, onDelayMs: 0, offDelayMs: 0 },
    changedRule: { limit: 20, deadband: 2, onDelayMs: 0, offDelayMs: 0 },
    observations: 5,
    recorded: 2,
    replayed: 2,
    changed: 1,
    saved: 1,
    trueEvents: 1,
    missed: 0,
    devices: [{ device: 'GAS-1', recorded: 2, replayed: 2, changed: 1, saved: 1, trueEvents: 1, missed: 0 }],
    missedEvents: [],
  });
});

test('one that is too high misses what somebody confirmed, and names it', async () => {
  expect(await ask({ code: CODE, changes: { limit: 50 } })).toMatchObject({
    changed: 0,
    saved: 2,
    missed: 1,
    missedEvents: [{ id: expect.stringMatching(/^A\d{6}$/), device: 'GAS-1' }],
  });
});

test('one at a time: a second is told to wait, and the next is answered', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(() =>
      bench.call('/api/v1/rationalisation', { as: 'operator', body: { ...period, code: CODE, changes: {} } }),
    ),
  );
  expect([first!.status, second!.status].sort()).toEqual([200, 409]);
  expect(await ask({ code: CODE, changes: {} })).toMatchObject({ replayed: 2, changed: 2, saved: 0 });
});

test.each([
  [{ code: 'no.such', changes: {} }, 404, 'no alarm kind'],
  [{ code: 'perimeter.intrusion', changes: {} }, 400, 'body.code'],
  [{ code: 'fire.offline', changes: {} }, 400, 'body.code'],
  [{ code: 'fire.smoke', changes: { limit: 1 } }, 400, 'body.changes.limit'],
  [{ code: 'fire.smoke', changes: { deadband: 1 } }, 400, 'body.changes.deadband'],
  [{ code: CODE, changes: { onDelayMs: -1 } }, 400, 'body.changes.onDelayMs'],
  [{ code: CODE, changes: { priority: 1 } }, 400, 'body.changes.priority'],
  [{ code: CODE, changes: {}, from: '2026-11-29T00:00:00Z', to: '2026-11-28T00:00:00Z' }, 400, 'body.from'],
  [{ code: CODE, changes: {}, from: '2020-11-29T00:00:00Z' }, 400, 'body.from'],
])('%j is refused by name', async (body, status, detail) => {
  expect(await ask(body, status)).toMatchObject({ detail: expect.stringContaining(detail) });
});
