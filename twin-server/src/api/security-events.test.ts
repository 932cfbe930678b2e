import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Alarm {
  readonly code: string;
  readonly device: string;
}

const as = 'administrator';
let bench: ApiBench;

const event = (device: string, type: string, data: object = {}) =>
  bench.json('/api/v1/events', { as, body: { device, id: type, time: Date.now(), type, data }, status: 202 });
const find = async (query: string) =>
  (await bench.json<{ items: Alarm[] }>(`/api/v1/alarms?${encodeURI(query)}`, { as: 'viewer' })).items;
const codesOf = (alarms: readonly Alarm[]) => alarms.map(({ code }) => code).sort();

beforeAll(async () => {
  bench = await openApiBench();
  for (const [code, kind, facility, name] of [
    ['VA-1', 'video-analytics', 'video', '单元门分析'],
    ['AC-1', 'access-controller', 'access-control', '单元门门禁'],
  ] as const)
    await bench.json('/api/v1/devices', {
      as,
      body: sampleDevice(code, { name, kind, facility, storey: '1F', space: null }),
      status: 201,
    });
  await event('VA-1', 'people.count', { in: 12, out: 9 });
  for (const type of ['crowd.gathering', 'video.intrusion', 'person.tailgating']) await event('VA-1', type);
  await event('AC-1', 'access.doorForced');
  await bench.json('/api/v1/observations', {
    as,
    body: { device: 'FA-1', time: Date.now(), values: { alarm: true } },
    status: 202,
  });
});
afterAll(() => bench.close());

test('7.2.10-2 a crowd, an intruder and somebody following another are at their place and in the statistics; people counted are on record', async () => {
  const seen = await find('device=VA-1');
  expect(codesOf(seen)).toEqual(['crowd.gathering', 'person.tailgating', 'video.intrusion']);
  for (const alarm of seen) expect(alarm).toMatchObject({ building: 'B01', storey: '1F', facility: 'video' });
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const to = new Date(Date.now() + 60_000).toISOString();
  const { items } = await bench.json<{ items: { key: string; count: number }[] }>(
    `/api/v1/alarm-statistics?by=code&from=${from}&to=${to}`,
    { as: 'viewer' },
  );
  for (const { code } of seen) expect(items).toContainEqual(expect.objectContaining({ key: code, count: 1 }));
  expect(bench.events).toContainEqual(
    expect.objectContaining({ kind: 'device.reported', device: 'VA-1', type: 'count', data: { in: 12, out: 9 } }),
  );
});

test('E6.1.8-1 what video, access and detectors raise is one list with one search and one state model', async () => {
  const all = await find('building=B01');
  expect(codesOf(all)).toEqual([
    'access.doorForced',
    'crowd.gathering',
    'fire.smoke',
    'person.tailgating',
    'video.intrusion',
  ]);
  for (const alarm of all)
    expect(alarm).toMatchObject({ condition: 'active', case: 'new', priority: expect.any(Number) });
  expect(codesOf(await find('q=单元门'))).toEqual([
    'access.doorForced',
    'crowd.gathering',
    'person.tailgating',
    'video.intrusion',
  ]);
});
