import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const PATH = '/api/v1/public/environment';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface Answer {
  readonly time: number;
  readonly points: readonly {
    name: string;
    kind: string;
    values: { property: string; value: number; ageMs: number }[];
  }[];
}

test('7.2.13-3 values of the environment are told to who is not signed in, and nothing else', async () => {
  expect((await bench.json<Answer>(PATH)).points).toEqual([]);
  bench.now += 2_000;
  const key = await bench.apiKey('observations.write');
  const send = (device: string, values: object) =>
    bench.json('/api/v1/observations', { as: key, body: { device, time: bench.now, values }, status: 202 });
  await send('ENV-1', { noiseDba: 48.5 });
  await send('FA-1', { alarm: true, obscurationPctM: 4 });
  bench.now += 3_000;
  const { points, ...about } = await bench.json<Answer>(PATH);
  expect(about).toEqual({ site: { zh: '样例小区', en: 'Sample estate' }, timeZone: 'Asia/Shanghai', time: bench.now });
  expect(points).toMatchObject([
    { kind: 'noise-meter', values: [{ property: 'noiseDba', unit: 'dB(A)', value: 48.5, ageMs: 3_000 }] },
  ]);
  // Its code opens more of it to who is signed in; a stranger is not told.
  expect(JSON.stringify(points)).not.toContain('ENV-1"');
  expect(Object.keys(points[0]!).sort()).toEqual(['indoors', 'kind', 'name', 'values']);
});

test('however often it is asked, it is read once a second', async () => {
  const first = await bench.json<Answer>(PATH);
  bench.now += 900;
  expect(await bench.json<Answer>(PATH)).toEqual(first);
  bench.now += 100;
  expect((await bench.json<Answer>(PATH)).time).toBe(bench.now);
});
