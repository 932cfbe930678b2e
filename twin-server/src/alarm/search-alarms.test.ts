import { parseSearchQuery } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { foldQuery, matchesText, searchableText } from '../search/text-match.ts';
import { AlarmIndex, type IndexedAlarm } from './alarm-index.ts';
import { type AlarmPosition, type AlarmSearch, searchAlarms } from './search-alarms.ts';

const SITE = 'sample';
const COUNT = 1200;
const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-01T00:00:00Z');
const WORDS = ['感烟', '探测器', '3号楼', '13号楼', '地下', 'B1', 'FA-01', 'FA-01-02', 'café 厅', '围栏 Perimeter'];

let database: Database;
let index: AlarmIndex;
type Made = IndexedAlarm & {
  readonly condition: string;
  readonly falseAlarm: boolean;
  readonly assignee: string | null;
  /** Who did something with it. */
  readonly handlers: readonly string[];
};
const alarms: Made[] = [];

/** A small generator with a seed: the same alarms in every run. */
let seed = 7;
const next = (below: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return (seed >>> 8) % below;
};
const describeAlarm = ({ code }: IndexedAlarm) => code.split('|');

beforeAll(async () => {
  database = await testDatabase();
  for (let i = 0; i < COUNT; i++) {
    const code = Array.from({ length: 1 + next(3) }, () => WORDS[next(WORDS.length)]).join('|');
    alarms.push({
      id: `A-${i}`,
      code,
      device: `D${next(40)}`,
      facility: ['fire-alarm', 'perimeter'][next(2)]!,
      priority: (1 + next(4)) as 1,
      building: [null, 'B01', 'B02'][next(3)]!,
      storey: [null, '1F', 'B1'][next(3)]!,
      space: null,
      zone: null,
      // Many at one instant: paging must tell them apart.
      raisedAt: START + Math.floor(i / 7) * 60_000,
      condition: i % 97 === 0 ? 'active' : 'normal',
      falseAlarm: i % 31 === 0,
      assignee: [null, null, 'anna', 'li'][next(4)]!,
      handlers: i % 5 === 0 ? ['anna'] : i % 211 === 0 ? ['anna', 'wang'] : [],
    });
  }
  await insert(alarms.slice(0, COUNT - 100));
  index = new AlarmIndex({
    pool: database.pool,
    site: SITE,
    describe: describeAlarm,
    onFault: (cause) => expect(cause).toBeNull(),
  });
  await index.settled();
  const late = alarms.slice(COUNT - 100);
  await insert(late);
  index.note({
    events: late.map(({ id }) => ({ seq: 1, ordinal: 0, recordedAt: 0, event: { kind: 'alarm.raised', id } })),
    alarms: late,
  } as unknown as Parameters<AlarmIndex['note']>[0]);
});
afterAll(async () => {
  await index.close();
  await database.close();
});

async function insert(made: readonly Made[]): Promise<void> {
  await database.pool.query(
    `INSERT INTO alarm (site, id, code, device, facility, priority, building, condition, case_state, raised_at, body)
     SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', (a->>'priority')::int, a->>'building', a->>'condition',
            'new', to_timestamp((a->>'raisedAt')::float8 / 1000), a FROM jsonb_array_elements($2::jsonb) a`,
    [SITE, JSON.stringify(made)],
  );
  const handled = made.flatMap(({ id, handlers }) => handlers.map((account) => ({ id, account })));
  await database.pool.query(
    'INSERT INTO alarm_handler (site, account, alarm) SELECT $1, * FROM unnest($2::text[], $3::text[])',
    [SITE, handled.map(({ account }) => account), handled.map(({ id }) => id)],
  );
}

/** What comparing every alarm finds, the newest first. */
function expected({ text, from, to, handler, ...fields }: AlarmSearch): string[] {
  const parsed = text === undefined ? null : parseSearchQuery(text);
  const query = parsed && foldQuery(parsed);
  return alarms
    .filter((alarm) => {
      if (handler !== undefined && !alarm.handlers.includes(handler)) return false;
      if (from !== undefined && alarm.raisedAt < from) return false;
      if (to !== undefined && alarm.raisedAt >= to) return false;
      const values = alarm as unknown as Record<string, unknown>;
      if (Object.entries(fields).some(([field, value]) => value !== undefined && values[field] !== value)) return false;
      return !query || matchesText(query, searchableText(...describeAlarm(alarm)));
    })
    .sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

const SEARCHES: readonly AlarmSearch[] = [
  {},
  { text: '感烟' },
  { text: '烟' },
  { text: '感烟 AND 3号楼 NOT 地下' },
  { text: '"3号楼"' },
  { text: '围栏 | 地下' },
  { text: '-探测器' },
  { text: 'b1' },
  { text: 'fa-01-02' },
  { text: 'fa-01*' },
  { text: '01-02*' },
  { text: 'CAFÉ' },
  { text: '"围栏 perimeter" -b1' },
  { text: '感烟 -(地下 | b1)' },
  { text: 'zzz' },
  { text: '感烟 zzz' },
  { text: 'zzz | 地下' },
  { text: '探测器', building: 'B01', facility: 'perimeter' },
  { building: 'B02', priority: 1 },
  { device: 'D3' },
  { condition: 'active' },
  { condition: 'active', text: '感烟' },
  { text: '探测器', from: START + DAY_MS / 24, to: START + DAY_MS / 12 },
  { code: '感烟' },
  { storey: 'B1', building: 'B01' },
  { falseAlarm: true },
  { falseAlarm: false, text: '地下' },
  { falseAlarm: true, facility: 'perimeter' },
  { assignee: 'li' },
  { assignee: 'anna', storey: '1F', text: '感烟' },
  { handler: 'anna' },
  { handler: 'wang' },
  { handler: 'wang', assignee: 'li' },
  { handler: 'anna', text: '探测器', falseAlarm: true },
  { handler: 'nobody' },
];

describe.each([
  ['few fetched by their tokens', { rare: 1_000_000, window: 20_000 }],
  ['many gone through from the newest on', { rare: 0, window: 100_000 }],
  ['a small window, then the tokens', { rare: 0, window: 150 }],
])('6.4.7-1, 7.2.4-5 alarms, %s', (_name, sizes) => {
  test.each(SEARCHES)('%j: every page to the end, each alarm once', async (search) => {
    await index.settled();
    const wanted = expected(search);
    const found: string[] = [];
    let after: AlarmPosition | undefined;
    for (let pages = 0; pages < 40; pages++) {
      const page = await searchAlarms<Made>(database.pool, SITE, search, { limit: 50, after }, sizes);
      found.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (page.length < 50 || !last) break;
      after = [last.raisedAt, last.id];
    }
    expect(found).toEqual(wanted);
  });
});

test('6.4.7-1 an alarm is found by its whole id, among words too', async () => {
  const find = async (text: string) => (await index.search<Made>({ text }, { limit: 10 })).map(({ id }) => id);
  expect(await find('a-17')).toEqual(['A-17']);
  expect(await find('A-17 | a-1199')).toEqual(['A-1199', 'A-17']);
  expect(await find('A-17 zzz')).toEqual([]);
  expect(await find('A-1200')).toEqual([]);
});

test('6.4.7-1 entering the same alarms again counts them once', async () => {
  const again = new AlarmIndex({ pool: database.pool, site: SITE, describe: describeAlarm, onFault: () => undefined });
  await again.settled();
  await again.close();
  const { rows } = await database.pool.query('SELECT alarms::int FROM alarm_token WHERE site = $1 AND token = 0', [
    SITE,
  ]);
  expect(rows).toEqual([{ alarms: COUNT }]);
});
