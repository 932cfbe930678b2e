import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { type AlarmCounts, countAlarms, GROUPS, type Group } from './alarm-statistics.ts';
import { type StoredAlarm, sampleAlarms, storeAlarms } from './sample-alarms.test-kit.ts';

const SITE = 'sample';
const DAY_MS = 86_400_000;
const FROM = Date.parse('2026-11-01T00:00:00Z');
const TO = FROM + 20 * DAY_MS;

let database: Database;
const alarms = [...sampleAlarms(5_000, FROM - DAY_MS, TO + DAY_MS, 3)];
const asked = alarms.filter(({ raisedAt }) => raisedAt >= FROM && raisedAt < TO);

beforeAll(async () => {
  database = await testDatabase();
  await storeAlarms(database.pool, SITE, alarms);
  await storeAlarms(database.pool, 'another', alarms.slice(0, 100));
});
afterAll(() => database.close());

/** The same by comparing every alarm: quantiles are values that were there. */
function expected(of: readonly StoredAlarm[]): AlarmCounts {
  const took = (end: 'acknowledgedAt' | 'closedAt') => {
    const times = of.flatMap(({ raisedAt, [end]: at }) => (at === null ? [] : at - raisedAt)).sort((a, b) => a - b);
    const quantile = (q: number) => times[Math.ceil(q * times.length) - 1]!;
    const near = (value: number) => expect.closeTo(value, -Math.log10(2 * value * 0.0051));
    return times.length === 0 ? null : { count: times.length, p50: near(quantile(0.5)), p95: near(quantile(0.95)) };
  };
  return {
    count: of.length,
    falseAlarms: of.filter(({ falseAlarm }) => falseAlarm).length,
    acknowledge: took('acknowledgedAt'),
    close: took('closedAt'),
  };
}

function groupBy(of: readonly StoredAlarm[], key: (alarm: StoredAlarm) => string | null) {
  const lists = new Map<string | null, StoredAlarm[]>();
  for (const alarm of of) lists.set(key(alarm), [...(lists.get(key(alarm)) ?? []), alarm]);
  return lists;
}

const keyOf: Readonly<Record<Group, (alarm: StoredAlarm) => string | null>> = {
  facility: ({ facility }) => facility,
  code: ({ code }) => code,
  building: ({ building }) => building,
  storey: ({ building, storey }) => (storey === null ? null : `${building}/${storey}`),
  zone: ({ zone }) => zone,
  device: ({ device }) => device,
  priority: ({ priority }) => String(priority),
};

test.each(GROUPS)('6.4.8-3, 7.2.10-2 counts by %s are those of the list, false alarms among them', async (by) => {
  const { total, groups } = await countAlarms(database.pool, SITE, { from: FROM, to: TO, by });
  const lists = groupBy(asked, keyOf[by]);
  expect(groups).toHaveLength(lists.size);
  for (const { key, ...counts } of groups) expect(counts, `${key}`).toEqual(expected(lists.get(key)!));
  expect(total).toEqual(expected(asked));
});

test('6.4.8-3, 7.2.10-2 counts by time: each alarm in the bin it was raised in', async () => {
  const begins = [FROM, FROM + DAY_MS / 3, FROM + 2 * DAY_MS, FROM + 19 * DAY_MS];
  const { groups } = await countAlarms(database.pool, SITE, { from: FROM, to: TO, by: begins });
  const binOf = ({ raisedAt }: StoredAlarm) => String(begins.findLastIndex((begin) => begin <= raisedAt));
  const lists = groupBy(asked, binOf);
  expect(groups.map(({ key }) => key).sort()).toEqual(['0', '1', '2', '3']);
  for (const { key, ...counts } of groups) expect(counts).toEqual(expected(lists.get(key!)!));
});

test('7.2.10-2 nothing counts as nothing', async () => {
  expect(await countAlarms(database.pool, 'nobody', { from: FROM, to: TO, by: 'code' })).toEqual({
    total: { count: 0, falseAlarms: 0, acknowledge: null, close: null },
    groups: [],
  });
});
