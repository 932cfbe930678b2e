import { afterAll, beforeAll, expect, test } from 'vitest';
import { AlarmIndex } from '../alarm/alarm-index.ts';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Alarm {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly facility: string;
}

let bench: ApiBench;
let sender: { readonly key: string };
/** Ids of alarms by device. */
const ids = new Map<string, string>();

const send = (channel: 'observations' | 'events', body: unknown) =>
  bench.json(`/api/v1/${channel}`, { as: sender, body, status: 202 });
const find = async (query: string) =>
  (await bench.json<{ items: Alarm[] }>(`/api/v1/alarms?${encodeURI(query)}`, { as: 'viewer' })).items
    .map(({ device }) => device)
    .sort();
const act = (device: string, action: string, body: object, as: 'operator' | 'administrator') =>
  bench.json(`/api/v1/alarms/${ids.get(device)}/${action}`, { as, body });

beforeAll(async () => {
  bench = await openApiBench();
  sender = await bench.apiKey('observations.write');
  const formula = sampleDevice('EVIL-1', { name: '=HYPERLINK("http://x","点我")', building: 'B02', storey: '2F' });
  await bench.json('/api/v1/devices', { as: 'administrator', body: formula, status: 201 });
  const time = Date.now();
  for (const device of ['FA-1', 'FA-2', 'EVIL-1'])
    await send('observations', { device, time, values: { alarm: true } });
  await send('events', { device: 'PF-1', id: 'e1', time, type: 'intrusion', data: {} });
  await send('events', { device: 'CAM-1', id: 'e2', time, type: 'detected', data: {} });
  const { items } = await bench.json<{ items: Alarm[] }>('/api/v1/alarms', { as: 'viewer' });
  for (const { id, device } of items) ids.set(device, id);
  expect([...ids.keys()].sort()).toEqual(['CAM-1', 'EVIL-1', 'FA-1', 'FA-2', 'PF-1']);
  await act('FA-1', 'dismiss', { reason: '蒸汽, "厨房"', confirm: true }, 'operator');
  await act('PF-1', 'acknowledge', {}, 'administrator');
  await act('CAM-1', 'assign', { assignee: 'operator' }, 'administrator');
});
afterAll(() => bench.close());

const EVERYTHING = ['CAM-1', 'EVIL-1', 'FA-1', 'FA-2', 'PF-1'];

test.each([
  ['code=fire.smoke', ['EVIL-1', 'FA-1', 'FA-2']],
  ['code=fire.heat', []],
  ['facility=perimeter', ['PF-1']],
  ['zone=Z1', ['PF-1']],
  ['building=B02', ['EVIL-1']],
  ['storey=4F', ['FA-2']],
  ['building=B01&storey=3F', ['CAM-1', 'FA-1']],
  ['device=FA-2', ['FA-2']],
  ['condition=acknowledged', ['FA-1', 'PF-1']],
  ['case=inProgress', ['CAM-1']],
  ['priority=1&facility=fire-alarm', ['EVIL-1', 'FA-1', 'FA-2']],
  ['falseAlarm=true', ['FA-1']],
  ['falseAlarm=false', ['CAM-1', 'EVIL-1', 'FA-2', 'PF-1']],
  ['assignee=operator', ['CAM-1']],
  ['assignee=administrator', []],
  ['handler=OPERATOR', ['FA-1']],
  ['handler=administrator', ['CAM-1', 'PF-1']],
  ['q=围栏', ['PF-1']],
  ['q=2号楼 感烟', ['EVIL-1']],
  ['to=2026-01-01T00:00:00Z', []],
  ['from=2026-01-01T00:00:00Z', EVERYTHING],
])('7.2.4-5 alarms are found by ?%s', async (query, expected) => {
  expect(await find(query)).toEqual(expected);
});

test('7.2.7-3 a false alarm stays in the list, with who called it so and why', async () => {
  const alarm = await bench.json<{ timeline: { kind: string; reason: string | null }[] }>(
    `/api/v1/alarms/${ids.get('FA-1')}`,
    { as: 'viewer' },
  );
  expect(alarm).toMatchObject({ falseAlarm: true, case: 'resolved', acknowledgedBy: expect.any(String) });
  expect(alarm.timeline).toContainEqual(
    expect.objectContaining({
      kind: 'dismiss',
      reason: '蒸汽, "厨房"',
      by: expect.objectContaining({ account: 'operator' }),
    }),
  );
  expect(await find('falseAlarm=true&facility=fire-alarm')).toEqual(['FA-1']);
});

test('E6.1.8-1 one list with one search and one state model holds what cameras, fences and detectors raise', async () => {
  const { items } = await bench.json<{ items: Alarm[] }>('/api/v1/alarms', { as: 'viewer' });
  expect(new Set(items.map(({ facility }) => facility))).toEqual(
    new Set(['falling-objects', 'fire-alarm', 'perimeter']),
  );
  for (const item of items) expect(item).toMatchObject({ condition: expect.any(String), case: expect.any(String) });
});

test.each(['assignee=nobody', 'handler=demo', 'falseAlarm=maybe', 'code=', 'kind=fire.smoke'])(
  '7.2.4-5 ?%s is refused by name',
  async (query) => {
    for (const path of ['alarms', 'alarms.csv']) {
      const { detail } = await bench.json<{ detail: string }>(`/api/v1/${path}?${query}`, {
        as: 'viewer',
        status: 400,
      });
      expect(detail).toMatch(new RegExp(`^query.${query.split('=')[0]}: `));
    }
  },
);

test('7.2.4-5 the whole result as CSV: UTF-8 with its mark, local times, and nothing that a spreadsheet would run', async () => {
  const response = await bench.call('/api/v1/alarms.csv?facility=fire-alarm', { as: 'viewer' });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="alarms-\d{4}-\d\d-\d\d\.csv"$/);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [heading, ...lines] = new TextDecoder().decode(bytes).split('\r\n');
  expect(heading).toMatch(/^编号,发生时间,级别,告警,/);
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(3);
  const evil = lines.find((line) => line.includes('EVIL-1'))!;
  expect(evil).toContain(`EVIL-1,"'=HYPERLINK(""http://x"",""点我"")",2号楼,2F`);
  const local = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(lines.find((line) => line.includes('FA-1'))).toMatch(
    new RegExp(
      `^A\\d{6},${local} \\d\\d:\\d\\d:\\d\\d,1,感烟报警,fire\\.smoke,火灾报警,FA-1,.*,是,${local}.*,operator 甲,`,
    ),
  );
  const english = await (await bench.call('/api/v1/alarms.csv?lang=en&q=zzz', { as: 'viewer' })).text();
  expect(english.trim()).toMatch(/^id,raised at,priority,alarm,/);
});

test('7.2.4-5 a file has every alarm, however many there are', async () => {
  const count = 2_500;
  await bench.database.pool.query(
    `INSERT INTO alarm (site, id, code, device, facility, priority, condition, case_state, raised_at, body)
     SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', 3, 'normal', 'closed', to_timestamp((a->>'raisedAt')::float8 / 1000), a
     FROM (SELECT jsonb_build_object('id', 'M' || i, 'code', 'env.noise', 'device', 'ENV-1', 'facility', 'environment', 'priority', 3,
       'raisedAt', 1700000000000 + i / 3, 'building', null, 'storey', null, 'space', null, 'zone', null, 'value', -1.5, 'occurrences', 1,
       'acknowledgedAt', null, 'acknowledgedBy', null, 'assignee', null, 'returnedAt', null, 'case', 'closed', 'falseAlarm', false) AS a
       FROM generate_series(1, $2) AS i) AS made`,
    [bench.sample.site.site, count],
  );
  const again = await openIndexAgain();
  const text = await (await bench.call('/api/v1/alarms.csv?facility=environment', { as: 'viewer' })).text();
  const lines = text.trim().split('\r\n').slice(1);
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(count);
  expect(lines).toHaveLength(count);
  // A number below zero is a number, not a formula.
  expect(lines[0]).toContain(',-1.5,1,');
  await again.close();
});

/** Enters what was written beside the pipeline, as a start does. */
async function openIndexAgain() {
  const index = new AlarmIndex({
    pool: bench.database.pool,
    site: bench.sample.site.site,
    describe: ({ device }) => [device],
    onFault: (cause) => expect(cause).toBeNull(),
  });
  await index.settled();
  return index;
}
