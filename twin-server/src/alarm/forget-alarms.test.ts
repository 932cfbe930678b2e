import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { forgetOld } from '../forget-old.ts';
import { AlarmIndex, type IndexedAlarm } from './alarm-index.ts';

const SITE = 'sample';
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 1);
const KEEP = { keepJournal: 184, keepObservations: 30 };
/** More than go in one transaction. */
const OLD = 2_300;

let database: Database;
let index: AlarmIndex;
const describeAlarm = ({ code }: IndexedAlarm) => [code];

beforeAll(async () => {
  database = await testDatabase();
  const closed = Array.from({ length: OLD }, (_, i) => alarm(`OLD-${i}`, 200, 199));
  await insert([...closed, alarm('OPEN', 400, null), alarm('LATE', 200, 180), alarm('NEW', 10, 9)]);
  await insertHandlers(['OLD-0', 'NEW']);
  const sites = [SITE, 'other'];
  for (const [device, age] of [
    ['D-OLD', 31],
    ['D-NEW', 29],
  ] as const) {
    const at = new Date(NOW - age * DAY_MS);
    await database.pool.query(
      `INSERT INTO dead_letter (site, device, channel, protocol, reason, day, received_at)
       SELECT site, $2, 'observations', 'mqtt', 'not JSON', $3::date, $3 FROM unnest($1::text[]) AS site`,
      [sites, device, at],
    );
    await database.pool.query(
      'INSERT INTO dead_letter_count (site, device, day, refused) SELECT site, $2, $3::date, 1 FROM unnest($1::text[]) AS site',
      [sites, device, at],
    );
  }
  index = open();
  await index.settled();
});
afterAll(async () => {
  await index.close();
  await database.close();
});

const open = () =>
  new AlarmIndex({
    pool: database.pool,
    site: SITE,
    describe: describeAlarm,
    onFault: (cause) => expect(cause).toBeNull(),
  });

/** Ages in days before NOW. */
function alarm(id: string, raised: number, closed: number | null) {
  const closedAt = closed === null ? null : NOW - closed * DAY_MS;
  const place = { device: 'D1', facility: 'fire-alarm', building: 'B01', storey: null, space: null, zone: null };
  return { id, code: `${id.split('-')[0]} 感烟`, priority: 2, ...place, raisedAt: NOW - raised * DAY_MS, closedAt };
}

async function insert(alarms: readonly ReturnType<typeof alarm>[]): Promise<void> {
  await database.pool.query(
    `INSERT INTO alarm (site, id, code, device, facility, priority, building, condition, case_state, raised_at, closed_at, body)
     SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', (a->>'priority')::int, a->>'building', 'normal',
            CASE WHEN a->>'closedAt' IS NULL THEN 'new' ELSE 'closed' END,
            to_timestamp((a->>'raisedAt')::float8 / 1000), to_timestamp((a->>'closedAt')::float8 / 1000), a
     FROM jsonb_array_elements($2::jsonb) a`,
    [SITE, JSON.stringify(alarms)],
  );
}

async function insertHandlers(ids: readonly string[]): Promise<void> {
  await database.pool.query(
    "INSERT INTO alarm_handler (site, account, alarm) SELECT $1, 'anna', * FROM unnest($2::text[])",
    [SITE, ids],
  );
}

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await database.pool.query<{ value: T }>(`SELECT ${sql}`);
  return rows.map(({ value }) => value);
}

test('7.2.2-5 closed alarms go when the journal that tells of them does; open ones stay, and what counts them is as made anew', async () => {
  await forgetOld(database.pool, SITE, KEEP, NOW);
  const kept = ['LATE', 'NEW', 'OPEN'];
  expect(await column('id AS value FROM alarm ORDER BY id')).toEqual(kept);
  expect(await column('id AS value FROM alarm_text ORDER BY id')).toEqual(kept);
  expect(await column('alarm AS value FROM alarm_handler')).toEqual(['NEW']);
  expect(await index.search({ text: 'OLD' }, { limit: 10 })).toEqual([]);
  expect(await index.search({ text: '感烟' }, { limit: 10 })).toHaveLength(3);
  const counts = () => column("token || ':' || alarms AS value FROM alarm_token ORDER BY token");
  const left = await counts();
  await database.pool.query('TRUNCATE alarm_text, alarm_token');
  const anew = open();
  await anew.settled();
  await anew.close();
  expect(left).toEqual(await counts());
});

test('6.4.7-1 refused messages are kept as long as observations, each site by itself', async () => {
  expect(await column("site || ' ' || device AS value FROM dead_letter ORDER BY 1")).toEqual([
    'other D-NEW',
    'other D-OLD',
    'sample D-NEW',
  ]);
  expect(await column("site || ' ' || device AS value FROM dead_letter_count ORDER BY 1")).toEqual([
    'other D-NEW',
    'other D-OLD',
    'sample D-NEW',
  ]);
});
