import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

test('7.2.7-3 where a site asks for two people, a false alarm is called so by one and confirmed by another; both are on record', async () => {
  const rule = '/api/v1/alarm-rules/fire.smoke';
  await bench.json(rule, { as: 'administrator', method: 'PUT', body: { secondPerson: true }, status: 200 });
  await bench.json('/api/v1/observations', {
    as: await bench.apiKey('observations.write'),
    body: { device: 'FA-1', time: bench.now, values: { alarm: true } },
    status: 202,
  });
  const open = () => [...bench.pipeline.published.alarms.values()].find(({ code }) => code === 'fire.smoke')!;
  const dismiss = (as: 'operator' | 'administrator', status: number) =>
    bench.json<{ falseAlarm: boolean; dismissalBy: string | null; acknowledged: boolean; detail: string }>(
      `/api/v1/alarms/${open().id}/dismiss`,
      { as, body: { reason: '厨房油烟', confirm: true }, status },
    );

  const first = await dismiss('operator', 200);
  expect(first).toMatchObject({ falseAlarm: false, acknowledged: false });
  expect(first.dismissalBy).not.toBeNull();
  expect((await dismiss('operator', 409)).detail).toBe('a second person has to confirm that the alarm is false');
  expect(await dismiss('administrator', 200)).toMatchObject({ falseAlarm: true, acknowledged: true });

  const { timeline } = await bench.json<{ timeline: { kind: string; by: { account: string } | null }[] }>(
    `/api/v1/alarms/${open().id}`,
    { as: 'viewer' },
  );
  const told = timeline.filter(({ kind }) => kind.toLowerCase().includes('dismiss'));
  expect(told.map(({ kind, by }) => [kind, by?.account])).toEqual([
    ['proposeDismissal', 'operator'],
    ['dismiss', 'administrator'],
  ]);
});
