import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const as = 'administrator';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

test('7.2.4-1 a zone that nobody has drawn: a device cannot stand in it, and an event that names one is an alarm all the same, kept as it came', async () => {
  const fence = { name: '北侧围栏', kind: 'pulse-fence-zone', facility: 'perimeter', storey: null, space: null };
  const refused = await bench.json<{ detail: string }>('/api/v1/devices', {
    as,
    body: sampleDevice('PF-9', { ...fence, zone: 'Z-NOWHERE' }),
    status: 400,
  });
  expect(refused.detail).toContain('zone');
  expect(refused.detail).toContain('Z-NOWHERE');

  await bench.json('/api/v1/devices', { as, body: sampleDevice('PF-9', fence), status: 201 });
  const data = { zone: 'Z-NOWHERE', cause: 'touch' };
  const body = { device: 'PF-9', id: 'u-1', time: bench.now, type: 'perimeter.intrusion', data };
  await bench.json('/api/v1/events', { as, body, status: 202 });
  const { items } = await bench.json<{ items: { zone: string | null; data: object; condition: string }[] }>(
    '/api/v1/alarms?device=PF-9',
    { as: 'viewer' },
  );
  expect(items).toMatchObject([{ zone: null, data, condition: 'active' }]);
});
