import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
/** The id of the open alarm of a code. */
const idOf = (code: string) => [...bench.pipeline.published.alarms.values()].find((alarm) => alarm.code === code)!.id;
const clear = (id: string, body: object, status: number, as: 'operator' | 'viewer' = 'operator') =>
  bench.json<{ detail: string }>(`/api/v1/alarms/${id}/dismiss`, { as, body, status });

beforeAll(async () => {
  bench = await openApiBench();
  const pump = { name: '消火栓泵', kind: 'fire-pump', facility: 'fire-facilities' };
  await bench.json('/api/v1/devices', { as: 'administrator', body: sampleDevice('XF-1', pump), status: 201 });
  const sender = await bench.apiKey('observations.write');
  for (const [device, values] of [
    ['FA-1', { alarm: true }],
    ['XF-1', { fault: true, pressureMpa: 0.42 }],
  ] as const)
    await bench.json('/api/v1/observations', { as: sender, body: { device, time: Date.now(), values }, status: 202 });
});
afterAll(() => bench.close());

test('7.2.7-4, 7.2.8-5 a client with a key for it reads fire alarms and the state of fire facilities in the form of the OpenAPI document; another is refused', async () => {
  interface Answers {
    readonly get: { readonly responses: Record<'200', { content: { 'application/json': { schema: never } } }> };
  }
  const { paths } = await bench.json<{ paths: Record<string, Answers> }>('/api/v1/openapi.json');
  const client = await bench.apiKey('twin.view');
  const stranger = await bench.apiKey('observations.write');
  for (const [documented, address] of [
    ['/alarms/{id}', `/api/v1/alarms/${idOf('fire.smoke')}`],
    ['/alarms/{id}', `/api/v1/alarms/${idOf('fireWater.pumpFault')}`],
    ['/alarms', '/api/v1/alarms?facility=fire-facilities'],
    ['/devices/{code}', '/api/v1/devices/XF-1'],
  ] as const) {
    const form = z.fromJSONSchema(paths[documented]!.get.responses['200'].content['application/json'].schema);
    const told = await bench.json(address, { as: client });
    expect(form.safeParse(told).error, address).toBeUndefined();
    await bench.json(address, { as: stranger, status: 403 });
    await bench.json(address, { status: 401 });
  }
  expect(await bench.json('/api/v1/devices/XF-1', { as: client })).toMatchObject({
    state: 'fault',
    values: expect.arrayContaining([expect.objectContaining({ property: 'pressureMpa', value: 0.42, unit: 'MPa' })]),
  });
});

test('7.2.8-4 a false alarm of fire facilities is cleared by right, with reason and second confirmation, and stays on record', async () => {
  const id = idOf('fireWater.pumpFault');
  await clear(id, { reason: '检修', confirm: true }, 403, 'viewer');
  expect((await clear(id, { confirm: true }, 400)).detail).toMatch(/^body.reason: /);
  expect((await clear(id, { reason: '检修' }, 400)).detail).toMatch(/^body.confirm: /);
  await clear(id, { reason: '水泵检修，非故障', confirm: true }, 200);
  const { items } = await bench.json<{ items: object[] }>('/api/v1/alarms?falseAlarm=true', { as: 'viewer' });
  expect(items).toMatchObject([{ id, falseAlarm: true, active: true }]);
  const kept = await bench.json<{ timeline: object[] }>(`/api/v1/alarms/${id}`, { as: 'viewer' });
  expect(kept.timeline).toContainEqual(
    expect.objectContaining({
      kind: 'dismiss',
      reason: '水泵检修，非故障',
      by: expect.objectContaining({ account: 'operator' }),
    }),
  );
});
