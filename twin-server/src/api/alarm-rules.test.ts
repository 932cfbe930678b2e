import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const put = (code: string, body: object, status = 200) =>
  bench.json<{ detail: string; effective: object; settings: object }>(`/api/v1/alarm-rules/${code}`, {
    as: 'administrator',
    method: 'PUT',
    body,
    status,
  });
const noise = async (noiseDba: number) => {
  bench.now += 1_000;
  const time = bench.now;
  const key = await bench.apiKey('observations.write');
  await bench.json('/api/v1/observations', {
    as: key,
    body: { device: 'ENV-1', time, values: { noiseDba } },
    status: 202,
  });
  return [...bench.pipeline.published.alarms.values()].filter(({ code }) => code === 'env.noise');
};

describe('7.2.13-2 a site has an alarm kind otherwise than declared', () => {
  test('another limit, no delay, another priority: from the next message on', async () => {
    expect(await noise(60)).toHaveLength(0);
    const { effective } = await put('env.noise', { limit: 65, deadband: 1, onDelayMs: 0, priority: 2 });
    expect(effective).toMatchObject({ when: { above: 65, deadband: 1 }, priority: 2 });
    expect(await noise(64)).toHaveLength(0);
    expect(await noise(66)).toMatchObject([{ priority: 2, active: true }]);
    expect(await noise(63)).toMatchObject([{ active: false }]);
  });

  test('switched off it is not raised; declared again it is as it was', async () => {
    const [open] = await noise(63);
    await bench.json(`/api/v1/alarms/${open!.id}/acknowledge`, { as: 'operator', body: {} });
    await put('env.noise', { enabled: false, onDelayMs: 0 });
    expect(await noise(90)).toHaveLength(0);
    await bench.call('/api/v1/alarm-rules/env.noise', { as: 'administrator', method: 'DELETE' });
    const { items } = await bench.json<{ items: { code: string; settings: unknown; effective: object }[] }>(
      '/api/v1/alarm-rules',
      { as: 'viewer' },
    );
    expect(items.find(({ code }) => code === 'env.noise')).toMatchObject({
      settings: null,
      effective: { onDelayMs: 60_000 },
    });
  });

  test.each([
    ['fire.smoke', { limit: 5 }, 400, 'body.limit: this alarm has no limit'],
    ['perimeter.intrusion', { onDelayMs: 5 }, 400, 'body.onDelayMs: this alarm watches no value'],
    ['env.noise', { onDelayMs: -1 }, 400, /^body.onDelayMs: /],
    [
      'env.noise',
      {
        actions: [{ do: 'command', command: 'reset', kinds: ['smoke-detector'], within: 'building', clause: '7.2.7' }],
      },
      400,
      'body.actions: a smoke-detector knows no command reset',
    ],
    ['env.nothing', {}, 404, 'no alarm kind env.nothing'],
  ])('%s %j is refused with %i', async (code, body, status, detail) => {
    const answer = await put(code, body, status);
    if (typeof detail === 'string') expect(answer.detail).toBe(detail);
    else expect(answer.detail).toMatch(detail);
  });

  test('of two people who read the same, the second is told and overwrites nothing', async () => {
    const read = async () => {
      const { items } = await bench.json<{ items: { code: string; version: string }[] }>('/api/v1/alarm-rules', {
        as: 'viewer',
      });
      return items.find(({ code }) => code === 'env.noise')!.version;
    };
    const version = await read();
    await put(`env.noise?version=${version}`, { priority: 4 });
    const { detail } = await put(`env.noise?version=${version}`, { priority: 1 }, 409);
    expect(detail).toBe('the alarm kind env.noise was changed by somebody since you read it');
    const settings = { as: 'administrator', method: 'DELETE' } as const;
    await bench.json(`/api/v1/alarm-rules/env.noise?version=${version}`, { ...settings, status: 409 });
    await bench.json(`/api/v1/alarm-rules/env.noise?version=${await read()}`, { ...settings, status: 204 });
    expect(await read()).toBe(version);
  });

  test('only those who manage base data may', async () => {
    const options = { as: 'operator', method: 'PUT', body: {}, status: 403 } as const;
    await bench.json('/api/v1/alarm-rules/env.noise', options);
  });
});

test('7.2.4-1 the metres of the boundary that no fence covers are told', async () => {
  const coverage = await bench.json<{ boundaryM: number; uncoveredM: number; gaps: object[] }>(
    '/api/v1/perimeter/coverage',
    {
      as: 'viewer',
    },
  );
  expect(coverage.boundaryM).toBeGreaterThan(0);
  expect(coverage.uncoveredM).toBeLessThanOrEqual(coverage.boundaryM);
  expect(coverage.uncoveredM > 0).toBe(coverage.gaps.length > 0);
});
