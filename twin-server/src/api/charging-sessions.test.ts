import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const as = 'administrator';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
  const port = { name: '8号端口', kind: 'ebike-charging-port', facility: 'charging' };
  await bench.json('/api/v1/devices', { as, body: sampleDevice('CH-1', port), status: 201 });
});
afterAll(() => bench.close());

const tell = (id: string, type: string, data: object) =>
  bench.json('/api/v1/events', { as, body: { device: 'CH-1', id, time: bench.now, type, data }, status: 202 });
const sessions = async (query = '') =>
  (await bench.json<{ items: object[] }>(`/api/v1/devices/CH-1/charging-sessions${query}`, { as: 'viewer' })).items;

test('7.2.11-3, E6.1.9-2 a session comes by the operator\u2019s interface, and a test payment closes it with its channel and amount', async () => {
  expect(await sessions()).toEqual([]);
  await tell('e-1', 'charging.sessionStarted', { session: 'S-1', by: 'miniProgram' });
  expect(await sessions()).toMatchObject([{ session: 'S-1', by: 'miniProgram', paidAt: null }]);
  bench.now += 60_000;
  const payment = { session: 'S-1', channel: 'wechat', amountYuan: 1.8, energyKwh: 1.2 };
  await tell('e-2', 'charging.sessionPaid', { ...payment, payer: 'somebody' });
  expect(await sessions()).toEqual([
    { ...payment, by: 'miniProgram', startedAt: bench.now - 60_000, paidAt: bench.now },
  ]);
});

test('7.2.11-3 as many as are asked for, the newest; a device nobody knows has none', async () => {
  for (const n of [2, 3]) {
    bench.now += 1_000;
    await tell(`b-${n}`, 'charging.sessionStarted', { session: `S-${n}` });
  }
  expect(await sessions('?limit=1')).toMatchObject([{ session: 'S-3' }]);
  await bench.json('/api/v1/devices/NONE/charging-sessions', { as: 'viewer', status: 404 });
  await bench.json('/api/v1/devices/CH-1/charging-sessions?limit=0', { as: 'viewer', status: 400 });
});
