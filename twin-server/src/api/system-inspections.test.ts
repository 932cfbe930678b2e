import { inspectionDue, ROOM_POINTS, SYSTEM_CHECKS, SYSTEM_KINDS } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daysLeft } from '../work-orders/read-systems.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const DAY_MS = 86_400_000;
/** 06:30 at the site. */
const DAWN = Date.parse('2026-11-30T06:30:00+08:00');
let bench: ApiBench;
/** Keys, since days go by in which sessions end. */
let as: { readonly key: string };
let reader: { readonly key: string };
beforeAll(async () => {
  bench = await openApiBench();
  bench.now = DAWN;
  as = await bench.apiKey('order.view', 'order.work', 'order.manage', 'twin.view');
  reader = await bench.apiKey('order.view');
});
afterAll(() => bench.close());

interface Inspection {
  readonly number: number;
  readonly at: number;
  readonly askedBy: { readonly displayName: string } | null;
  readonly findings: number;
  readonly checks: readonly {
    readonly of: string;
    readonly check: string;
    readonly value: number | null;
    readonly good: boolean | null;
  }[];
  readonly rooms: object | null;
}
const list = async () => (await bench.json<{ items: Inspection[] }>('/api/v1/system-inspections', { as })).items;
const readingOf = ({ checks }: Inspection, name: string) => checks.find(({ check }) => check === name)?.value;

test('8.2.1-7 the plan runs on schedule, and once for what was missed', async () => {
  const plan = { everyDays: 2, at: '07:00' };
  expect(await bench.json('/api/v1/system-inspection-plan', { as: reader })).toEqual({ everyDays: 1, at: '07:00' });
  await bench.json('/api/v1/system-inspection-plan', { as, method: 'PUT', body: plan });
  // Nothing was inspected yet: it is due at once.
  expect(await bench.systems.look()).toBe(true);
  expect(await bench.systems.look()).toBe(false);
  bench.now = DAWN + 2 * DAY_MS;
  expect(await bench.systems.look()).toBe(false);
  bench.now += 1_800_000;
  expect(await bench.systems.look()).toBe(true);
  // A week without the program: one report, not three.
  bench.now += 7 * DAY_MS;
  expect(await bench.systems.look()).toBe(true);
  expect(await bench.systems.look()).toBe(false);
  const runs = await list();
  expect(runs.map(({ number, askedBy }) => [number, askedBy])).toEqual([
    [3, null],
    [2, null],
    [1, null],
  ]);
  for (const body of [{ everyDays: 0, at: '07:00' }, { everyDays: 1, at: '24:00' }, { everyDays: 1 }])
    await bench.json('/api/v1/system-inspection-plan', { as, method: 'PUT', body, status: 400 });
});

test('8.2.1-7 a report has findings of the six kinds: five are read, the rooms wait for a person', async () => {
  const found = await bench.json<Inspection>('/api/v1/system-inspections', { as, body: {}, status: 201 });
  expect(found).toMatchObject({ number: 4, at: bench.now, askedBy: { displayName: expect.any(String) }, rooms: null });
  expect(found.checks.map(({ check }) => check)).toEqual(Object.keys(SYSTEM_CHECKS));
  expect([...new Set(found.checks.map(({ of }) => of)), 'room'].sort()).toEqual([...SYSTEM_KINDS].sort());
  expect(readingOf(found, 'database.size')).toBeGreaterThan(1_000_000);
  expect(readingOf(found, 'storage.free')).toBeGreaterThan(0);
  expect(readingOf(found, 'desktop.screens')).toBe(0);
  const points = ROOM_POINTS.map((point) => ({ point, good: point !== 'climate', note: null as string | null }));
  const path = '/api/v1/system-inspections/4/rooms';
  await bench.json(path, { as, body: { points }, status: 400 });
  await bench.json(path, { as, body: { points: points.slice(1) }, status: 400 });
  points[0] = { ...points[0]!, note: '空调停机，29 °C' };
  await bench.json(path, { as: reader, body: { points }, status: 403 });
  const filled = await bench.json<Inspection>(path, { as, body: { points } });
  expect(filled.rooms).toMatchObject({ points, at: bench.now });
  expect(filled.findings).toBe(found.findings + 1);
  await bench.json(path, { as, body: { points }, status: 409 });
  await bench.json('/api/v1/system-inspections/99/rooms', { as, body: { points }, status: 404 });
});

test('8.2.1-7 a screen that fell silent is a finding', async () => {
  const report = {
    ...{ name: '大屏', page: '/wall', framesAsked: 1, framesCame: 1 },
    ...{ dataAgeMs: 0, scene: 'drawn', sound: 'on' },
  };
  await bench.call('/api/v1/screens/11111111-1111-4111-8111-111111111111/heartbeat', { as, body: report });
  bench.now += 3_600_000;
  const found = await bench.json<Inspection>('/api/v1/system-inspections', { as, body: {}, status: 201 });
  expect(found.checks.find(({ check }) => check === 'desktop.silent')).toMatchObject({ value: 1, good: false });
});

test('8.2.1-7 the disk is compared with the inspection before: days until it is full', () => {
  expect(daysLeft({ at: 0, freeShare: 0.5 }, 0.4, 10 * DAY_MS)).toBeCloseTo(40);
  expect(daysLeft({ at: 0, freeShare: 0.4 }, 0.5, 10 * DAY_MS)).toBeNull();
  expect(daysLeft(null, 0.5, 10 * DAY_MS)).toBeNull();
});

test('an inspection is due by the calendar, over the end of a month and of a year', () => {
  expect(inspectionDue({ everyDays: 1, at: '07:00' }, '2026-12-31')).toBe('2027-01-01T07:00');
  expect(inspectionDue({ everyDays: 31, at: '23:59' }, '2026-02-01')).toBe('2026-03-04T23:59');
});
