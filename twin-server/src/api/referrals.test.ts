import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface Referred {
  readonly alarm: string;
  readonly message: string | null;
  readonly from: string;
  readonly receivedAt: number | null;
  readonly reply: string | null;
}
const referred = async () => (await bench.json<{ items: Referred[] }>('/api/v1/referrals', { as: 'partner' })).items;
const ofAlarm = (id: string) =>
  bench.json<{ referrals: Referred[]; timeline: { kind: string; by: { account: string } | null }[] }>(
    `/api/v1/alarms/${id}`,
    { as: 'viewer' },
  );

test('E6.1.8-2 an alarm is passed to another party, which sees that alone, confirms its receipt and replies; all of it is on the record', async () => {
  await bench.json('/api/v1/observations', {
    as: await bench.apiKey('observations.write'),
    body: { device: 'FA-1', time: bench.now, values: { alarm: true } },
    status: 202,
  });
  const { id } = [...bench.pipeline.published.alarms.values()].find(({ code }) => code === 'fire.smoke')!;
  expect(await referred()).toEqual([]);
  expect((await bench.call('/api/v1/alarms', { as: 'partner' })).status).toBe(403);
  const receive = (status: number) =>
    bench.json<{ detail: string }>(`/api/v1/referrals/${id}/receive`, { as: 'partner', body: {}, status });
  expect((await receive(409)).detail).toBe('the alarm was not passed to this account');

  const pass = (partner: string, status: number) =>
    bench.json<{ detail: string }>(`/api/v1/alarms/${id}/refer`, {
      as: 'operator',
      body: { partner, reason: '请派人到场' },
      status,
    });
  expect((await pass('viewer', 400)).detail).toContain('expected the account of a partner');
  await pass('partner', 200);
  expect((await pass('partner', 409)).detail).toBe('the alarm was already passed to this party');

  expect(await referred()).toMatchObject([
    { alarm: id, message: '请派人到场', from: 'operator 甲', receivedAt: null, reply: null },
  ]);
  await receive(200);
  expect((await receive(409)).detail).toBe('its receipt is already confirmed');
  await bench.json(`/api/v1/referrals/${id}/reply`, { as: 'partner', body: { reply: ' ' }, status: 400 });
  await bench.json(`/api/v1/referrals/${id}/reply`, { as: 'partner', body: { reply: '已到场' }, status: 200 });

  const { referrals, timeline } = await ofAlarm(id);
  expect(referrals).toMatchObject([{ reply: '已到场', receivedAt: expect.any(Number), repliedAt: expect.any(Number) }]);
  expect(timeline.slice(-3).map(({ kind, by }) => [kind, by?.account])).toEqual([
    ['refer', 'operator'],
    ['receive', 'partner'],
    ['reply', 'partner'],
  ]);
});
