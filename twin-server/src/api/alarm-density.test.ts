import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Density {
  readonly total: number;
  readonly unplaced: number;
  readonly items: readonly { readonly device: string; readonly count: number; readonly priority: number }[];
  readonly series: readonly { readonly time: number; readonly count: number }[];
}

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-28T00:00:00Z');
let bench: ApiBench;

beforeAll(async () => {
  bench = await openApiBench();
  const rows = [
    ['CAM-1', 'falling-objects', 1, 0],
    ['CAM-1', 'falling-objects', 3, 0],
    ['CAM-1', 'falling-objects', 2, 2],
    ['FA-1', 'fire-alarm', 1, 3],
    ['GONE', 'fire-alarm', 1, 3],
    ['FA-1', 'fire-alarm', 1, 30],
  ] as const;
  for (const [i, [device, facility, priority, hour]] of rows.entries())
    await bench.database.pool.query(
      `INSERT INTO alarm (site, id, code, device, facility, priority, condition, case_state, raised_at, body)
       VALUES ($1, $2, 'x.y', $3, $4, $5, 'active', 'new', $6, '{}')`,
      [bench.sample.site.site, `T${i}`, device, facility, priority, new Date(START + hour * HOUR_MS + 60_000)],
    );
});
afterAll(() => bench.close());

const ask = (query: string) =>
  bench.json<Density>(`/api/v1/alarms/density?from=${START}&to=${START + 4 * HOUR_MS}${query}`, { as: 'viewer' });

test('4: alarms are counted by device, the most first, with the worst of each and what has no place any more', async () => {
  const { items, total, unplaced } = await ask('');
  expect(items).toMatchObject([
    { device: 'CAM-1', count: 3, priority: 1, longitude: expect.any(Number), building: 'B01' },
    { device: 'FA-1', count: 1, priority: 1 },
  ]);
  expect({ total, unplaced }).toEqual({ total: 5, unplaced: 1 });
});

test('4: and by interval, in order, without the empty ones', async () => {
  const { series } = await ask(`&interval=${HOUR_MS}`);
  expect(series).toEqual([
    { time: START, count: 2 },
    { time: START + 2 * HOUR_MS, count: 1 },
    { time: START + 3 * HOUR_MS, count: 2 },
  ]);
});

test('4: of one facility where asked', async () => {
  expect(await ask('&facility=falling-objects')).toMatchObject({ total: 3, items: [{ device: 'CAM-1' }] });
  expect(await ask('&facility=charging')).toMatchObject({ total: 0, items: [], series: [] });
});

test.each([
  [`from=${START}&to=${START}`, 'query.from'],
  [`from=${START}&to=${START + HOUR_MS}&interval=1000`, 'query.interval'],
  ['from=yesterday', 'query.from'],
])('4: ?%s is refused by name', async (query, field) => {
  const { detail } = await bench.json<{ detail: string }>(`/api/v1/alarms/density?${query}`, {
    as: 'viewer',
    status: 400,
  });
  expect(detail).toContain(field);
});
