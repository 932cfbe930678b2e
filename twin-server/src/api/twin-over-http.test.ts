import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface List {
  items: Record<string, unknown>[];
  next: string | null;
}

let bench: ApiBench;
let sender: { readonly key: string };
beforeAll(async () => {
  bench = await openApiBench();
  sender = await bench.apiKey('observations.write');
});
afterAll(() => bench.close());

const list = (path: string) => bench.json<List>(`/api/v1${path}`, { as: 'operator' });
const send = (channel: 'observations' | 'events', body: unknown) =>
  bench.json(`/api/v1/${channel}`, { as: sender, body, status: 202 });
const codes = ({ items }: List) => items.map(({ code }) => code);

/** Follows `next` to the end. */
async function everyPage(path: string): Promise<List['items'][]> {
  const pages: List['items'][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, next }: List = await list(`${path}${cursor && `&cursor=${cursor}`}`);
    pages.push(items);
    cursor = next;
  }
  return pages;
}

describe('devices', () => {
  test('are listed by code, page by page, with nothing missing and nothing twice', async () => {
    const pages = await everyPage('/devices?limit=2');
    expect(pages.map((items) => items.length)).toEqual([2, 2, 1]);
    expect(pages.flat().map(({ code }) => code)).toEqual(['CAM-1', 'ENV-1', 'FA-1', 'FA-2', 'PF-1']);
    expect(pages[0]![0]).toEqual({
      code: 'CAM-1',
      name: '高空抛物摄像机',
      kind: 'falling-object-camera',
      facility: 'falling-objects',
      building: 'B01',
      storey: '3F',
      state: 'unknown',
      location: { longitude: 112.5501, latitude: 37.8702, height: 780 },
    });
  });

  test.each([
    ['q=感烟', ['FA-1', 'FA-2']],
    ['q=fa-2', ['FA-2']],
    ['q=太行 围栏', ['PF-1']],
    ['facility=perimeter', ['PF-1']],
    ['kind=noise-meter', ['ENV-1']],
    ['building=B01&storey=4F', ['FA-2']],
    ['bbox=112.551,37.871,112.552,37.872', ['ENV-1']],
    ['state=normal', []],
    ['building=B99', []],
  ])('?%s finds %j', async (query, expected) => {
    expect(codes(await list(`/devices?${encodeURI(query)}`))).toEqual(expected);
  });

  test('6.4.1-8-1, 6.4.1-8-2, 6.4.1-8-3, 6.4.1-8-4 one in full has the six basic and three extended fields, when and whence it was stored, and null for what is not recorded', async () => {
    expect(await bench.json('/api/v1/devices/FA-1', { as: 'administrator' })).toEqual({
      code: 'FA-1',
      name: 'FA-1 感烟探测器',
      kind: 'smoke-detector',
      facility: 'fire-alarm',
      state: 'unknown',
      manufacturer: '太行消防电子',
      model: 'TH-5100',
      installPosition: '1号楼 3F 走廊',
      installedAt: '2023-09-16T01:00:00+00:00',
      site: 'sample',
      building: 'B01',
      storey: '3F',
      space: '301',
      zone: null,
      location: { longitude: 112.5501, latitude: 37.8702, height: 780 },
      ifcGuid: null,
      owningUnit: '物业服务中心',
      maintainer: { code: 'P1', name: '王建国', phone: '13812341234' },
      parent: null,
      lastHeard: null,
      values: ['obscurationPctM', 'alarm', 'fault', 'batteryPct'].map((property) =>
        expect.objectContaining({ property, value: null, time: null, ageMs: null }),
      ),
      alarms: [],
      links: [{ code: 'CAM-1', name: '高空抛物摄像机', kind: 'falling-object-camera' }],
      near: { camera: [{ code: 'CAM-1', name: '高空抛物摄像机', distanceM: 0 }], siren: [], hydrant: [] },
      storedAt: expect.any(Number),
      updatedAt: expect.any(Number),
      source: 'site.json',
    });
    expect(await bench.json('/api/v1/devices/FA-2', { as: 'viewer' })).toMatchObject({ maintainer: null });
  });

  test('a new one is journaled, in the list at once, and its name is taken', async () => {
    const device = sampleDevice('NEW-1', { name: '新装感烟' });
    const made = await bench.call('/api/v1/devices', { as: 'administrator', body: device });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/api/v1/devices/NEW-1');
    expect(codes(await list(`/devices?q=${encodeURIComponent('新装')}`))).toEqual(['NEW-1']);
    expect((await list('/journal?kind=device.registered&device=NEW-1')).items).toHaveLength(1);
    const again = await bench.call('/api/v1/devices', { as: 'administrator', body: device });
    expect(again.status).toBe(409);
  });

  test.each([
    ['kind', { kind: 'toaster' }],
    ['facility', { facility: 'perimeter' }],
    ['building', { building: 'B99' }],
    ['zone', { zone: 'Z99' }],
    ['maintainer', { maintainer: 'P99' }],
    ['parent', { parent: 'X' }],
    ['links', { links: ['X'] }],
    ['code', { code: "x';--" }],
    ['location.latitude', { location: { longitude: 0, latitude: 91, height: 0 } }],
    ['installedAt', { installedAt: 'yesterday' }],
  ])('a new one with a wrong %s is refused', async (field, wrong) => {
    const body = sampleDevice('BAD-1', wrong as Partial<ReturnType<typeof sampleDevice>>);
    const refused = await bench.json<{ detail: string }>('/api/v1/devices', { as: 'administrator', body, status: 400 });
    expect(refused.detail).toMatch(new RegExp(`^body.${field}: `));
    expect((await bench.call('/api/v1/devices/BAD-1', { as: 'viewer' })).status).toBe(404);
  });

  test('a key of its own opens MQTT for it, and the one before no more', async () => {
    const key = () =>
      bench.json<{ account: string; secret: string }>('/api/v1/devices/FA-1/key', {
        as: 'administrator',
        method: 'POST',
        status: 201,
      });
    const [first, second] = [await key(), await key()];
    expect(await bench.access.principalOfMqtt(first.account, first.secret, null)).toBeNull();
    expect(await bench.access.principalOfMqtt(second.account, second.secret, null)).toMatchObject({ device: 'FA-1' });
  });
});

describe('sensing over HTTP', () => {
  test('202 means durable: the value is in the twin and in the history', async () => {
    const time = bench.now - 1000;
    expect(await send('observations', { device: 'ENV-1', time, values: { noiseDba: 51.5 } })).toEqual({
      accepted: 1,
      rejected: 0,
      errors: [],
    });
    const device = await bench.json<{ state: string; values: unknown[] }>('/api/v1/devices/ENV-1', { as: 'viewer' });
    expect(device).toMatchObject({
      state: 'normal',
      values: [{ property: 'noiseDba', value: 51.5, unit: 'dB(A)', time, ageMs: 1000, label: { zh: '等效声级' } }],
    });
    expect((await list('/devices/ENV-1/observations')).items).toEqual([{ time, value: 51.5 }]);
  });

  test('each message is judged for itself; what is refused is answered and in the dead letters', async () => {
    const time = new Date(bench.now).toISOString();
    const receipt = await send('observations', [
      { device: 'FA-2', time, values: { batteryPct: 80, alarm: false } },
      { device: 'FA-2', time, values: { batteryPct: 81, colour: 'red' } },
      { device: 'NONE', time, values: { batteryPct: 80 } },
      { time, values: {} },
      'text',
    ]);
    expect(receipt).toEqual({
      accepted: 1,
      rejected: 4,
      errors: [
        { index: 1, device: 'FA-2', reason: expect.stringContaining('values.colour') },
        { index: 2, device: 'NONE', reason: 'unknown device NONE' },
        { index: 3, device: null, reason: expect.stringContaining('device') },
        { index: 4, device: null, reason: expect.stringContaining('device') },
      ],
    });
    const letters = await list('/dead-letters?device=NONE');
    expect(letters).toMatchObject({
      items: [{ device: 'NONE', channel: 'observations', protocol: 'http', reason: 'unknown device NONE' }],
      next: null,
      counts: [{ device: 'NONE', refused: 1 }],
    });
  });

  test('text that no database keeps does no harm', async () => {
    const body = '{"device":"FA-2","time":1,"values":{"batteryPct":"\\u0000\\ud800"}}';
    expect(await send('observations', body)).toMatchObject({ rejected: 1 });
    const event = { device: 'PF-1', id: 'nul', time: bench.now, type: 'tamper', data: { note: '\u0000' } };
    await send('events', event);
    expect((await bench.call('/readyz')).status).toBe(200);
    expect(await send('observations', { device: 'FA-2', time: bench.now, values: { batteryPct: 70 } })).toMatchObject({
      accepted: 1,
    });
  });
});

describe('history', () => {
  const start = Date.UTC(2026, 10, 1);
  const path = `/devices/PF-1/observations?property=lineVoltageKv&from=${start}&to=${start + 3_600_000}`;

  beforeAll(async () => {
    bench.now = Date.now();
    const begin = Date.now() - 7_200_000;
    const values = [6, 7, 8, 9, 5];
    await send(
      'observations',
      values.map((value, i) => ({ device: 'PF-1', time: begin + i * 60_000, values: { lineVoltageKv: value } })),
    );
    // A correction: the same instant again, with another value.
    await send('observations', { device: 'PF-1', time: begin + 60_000, values: { lineVoltageKv: 7.5 } });
    historyBegin = begin;
  });
  let historyBegin: number;
  const series = (more: string) =>
    `/devices/PF-1/observations?property=lineVoltageKv&from=${historyBegin}&to=${historyBegin + 240_000}${more}`;

  test('is given oldest first, page by page, with the value recorded last for an instant', async () => {
    const pages = await everyPage(series('&limit=2'));
    expect(pages.flat()).toEqual([6, 7.5, 8, 9, 5].map((value, i) => ({ time: historyBegin + i * 60_000, value })));
    expect(pages.map((items) => items.length)).toEqual([2, 2, 1]);
  });

  test('is summed up by interval', async () => {
    const width = 86_400_000;
    const { items } = await list(series(`&interval=${width}`));
    const [first, ...rest] = items as { time: number; count: number; min: number; max: number; last: number }[];
    expect(first!.time % width).toBe(0);
    expect(first!.count + rest.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(items.at(-1)).toMatchObject({ last: 5 });
    const minutes = await everyPage(series('&interval=60000&limit=2'));
    expect(minutes.flat().reduce((sum, { count }) => sum + (count as number), 0)).toBe(5);
    expect(new Set(minutes.flat().map(({ time }) => time)).size).toBe(minutes.flat().length);
  });

  test('takes ISO times as well, and has nothing where nothing was observed', async () => {
    const from = encodeURIComponent(new Date(start).toISOString());
    expect(await list(path.replace(String(start), from))).toEqual({ items: [], next: null });
  });
});

describe('alarms', () => {
  const act = (
    id: string,
    action: string,
    body: unknown,
    status = 200,
    as: 'operator' | 'administrator' = 'operator',
  ) => bench.json<Record<string, unknown>>(`/api/v1/alarms/${id}/${action}`, { as, body, status });
  let id: string;

  beforeAll(async () => {
    await send('events', {
      device: 'CAM-1',
      id: 'e1',
      time: bench.now,
      type: 'fallingObject.detected',
      data: { floor: 9 },
    });
    await send('observations', { device: 'FA-1', time: bench.now, values: { alarm: true } });
    id = (await list('/alarms?device=CAM-1')).items[0]!.id as string;
  });

  test('stand in the list, newest first, with condition, label and device name', async () => {
    const { items } = await list('/alarms?condition=active&facility=falling-objects');
    expect(items).toMatchObject([
      {
        id,
        code: 'fallingObject.detected',
        label: { zh: '高空抛物' },
        deviceName: '高空抛物摄像机',
        condition: 'active',
        case: 'new',
        priority: 1,
        data: { floor: 9 },
        closedAt: null,
      },
    ]);
    const pages = await everyPage('/alarms?limit=1');
    const ids = pages.flat().map((alarm) => alarm.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['q=抛物', 1],
    ['q=FALLING', 1],
    ['q=cam-1', 1],
    ['q=摄像机', 1],
    ['q=nothing', 0],
    ['device=CAM-1&priority=1', 1],
    ['device=CAM-1&priority=4', 0],
    ['device=CAM-1&building=B01', 1],
    ['device=CAM-1&zone=Z1', 0],
    ['device=CAM-1&case=new', 1],
    ['device=CAM-1&to=2020-01-01T00:00:00Z', 0],
    ['device=CAM-1&from=2020-01-01T00:00:00Z', 1],
  ])('?%s finds %i', async (query, count) => {
    expect((await list(`/alarms?${encodeURI(query)}`)).items).toHaveLength(count);
  });

  test('stand on their device and count on their building', async () => {
    expect(await bench.json('/api/v1/devices/CAM-1', { as: 'viewer' })).toMatchObject({
      state: 'alarm',
      alarms: [{ id }],
    });
    const { openAlarms } = await bench.json<{ openAlarms: number }>('/api/v1/buildings/B01', { as: 'viewer' });
    expect(openAlarms).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['dismiss', {}, 'body.reason'],
    ['dismiss', { reason: '飞鸟' }, 'body.confirm'],
    ['dismiss', { reason: '飞鸟', confirm: false }, 'body.confirm'],
    ['shelve', { reason: '检修' }, 'body.until'],
    ['shelve', { reason: '检修', until: '2020-01-01T00:00:00Z' }, 'body.until'],
    ['shelve', { reason: ' ', until: '2026-12-01T00:00:00Z' }, 'body.reason'],
    ['suppress', {}, 'body.reason'],
    ['assign', {}, 'body.assignee'],
    ['assign', { assignee: 'viewer' }, 'body.assignee'],
    ['assign', { assignee: 'nobody' }, 'body.assignee'],
    ['comment', {}, 'body.reason'],
    ['acknowledge', { by: 'somebody else' }, 'body.by'],
  ])('7.2.7-3 %s with %j is refused: %s', async (action, body, field) => {
    const { detail } = await act(id, action, body, 400);
    expect(detail).toMatch(new RegExp(`^${field}: `));
  });

  test('can be assigned to those who may handle them, by id or name', async () => {
    const { items } = await list('/handlers');
    expect(items.map(({ account }) => account)).toEqual(['administrator', 'operator']);
    expect(await act(id, 'assign', { assignee: items[0]!.id })).toMatchObject({
      assignee: items[0]!.id,
      case: 'inProgress',
    });
  });

  test('E6.1.4-4 are acknowledged, put aside, taken back, assigned, resolved, and the timeline tells by whom', async () => {
    expect(await act(id, 'acknowledge', {})).toMatchObject({ condition: 'acknowledged', acknowledged: true });
    expect((await act(id, 'acknowledge', {}, 409)).detail).toBe('the alarm is already acknowledged');
    const until = bench.now + 3_600_000;
    const shelved = await act(id, 'shelve', { reason: '检修', until: new Date(until).toISOString() });
    expect(shelved).toMatchObject({ condition: 'shelved', shelvedUntil: until });
    await act(id, 'unshelve', {});
    await act(id, 'assign', { assignee: 'Operator' }, 200, 'administrator');
    await act(id, 'comment', { reason: '已派人\n到场' });
    expect(await act(id, 'resolve', {})).toMatchObject({ case: 'resolved' });
    const { timeline } = await bench.json<{ timeline: Record<string, unknown>[] }>(`/api/v1/alarms/${id}`, {
      as: 'viewer',
    });
    expect(timeline.some(({ kind }) => kind === 'actionAsked')).toBe(true);
    const steps = timeline.filter(({ kind }) => kind !== 'actionAsked');
    expect(steps.map(({ kind }) => kind)).toEqual([
      'raised',
      'assign',
      'acknowledge',
      'shelve',
      'unshelve',
      'assign',
      'comment',
      'resolve',
    ]);
    expect(steps[3]).toMatchObject({
      by: { account: 'operator', displayName: 'operator 甲' },
      reason: '检修',
      until,
    });
    expect(steps[5]).toMatchObject({ by: { account: 'administrator' }, assignee: { account: 'operator' } });
  });

  test('7.2.16-2 take the steps of their procedure, each with an answer that it knows', async () => {
    const wrong = [
      [{ step: 'call120' }, 'no step call120 of its procedure is to be done now'],
      [{ step: 'injured' }, 'step injured takes one of no, yes'],
      [{ step: 'injured', answer: 'perhaps' }, 'step injured takes one of no, yes'],
      [{ step: 'site', answer: 'no' }, 'step site takes no answer'],
    ] as const;
    for (const [body, detail] of wrong) expect((await act(id, 'step', body, 409)).detail).toBe(detail);
    await act(id, 'step', { step: 'injured', answer: 'no' });
    await act(id, 'step', { step: 'evidence' });
    expect(await act(id, 'step', { step: 'site', reason: '花盆' })).toMatchObject({
      procedure: 'falling-object',
      steps: { injured: { answer: 'no' }, evidence: { answer: null }, site: { at: expect.any(Number) } },
    });
  });

  test('close when their source is normal and the steps are done, stay in the list, and take no more', async () => {
    await send('events', { device: 'CAM-1', id: 'e2', time: bench.now, type: 'detected', data: { active: false } });
    expect((await list('/alarms?case=closed')).items).toMatchObject([
      { id, condition: 'normal', closedAt: expect.any(Number) },
    ]);
    expect((await act(id, 'comment', { reason: 'x' }, 409)).detail).toBe('the alarm is closed');
    await act('A999999', 'comment', { reason: 'x' }, 404);
  });
});

describe('the log', () => {
  test('is read in order, page by page, by kind', async () => {
    const pages = await everyPage('/journal?limit=7');
    const places = pages.flat().map(({ seq, ordinal }) => (seq as number) * 1e6 + (ordinal as number));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
    const raised = await list('/journal?kind=alarm.raised');
    expect(new Set(raised.items.map(({ kind }) => kind))).toEqual(new Set(['alarm.raised']));
    expect((await list('/journal?to=2020-01-01T00:00:00Z')).items).toEqual([]);
    expect((await list(`/journal?kind=alarm.raised&from=${Date.now() - 60_000}`)).items).toEqual(raised.items);
  });

  test('8.1.3-7 names nobody: neither people nor accounts', async () => {
    const { rows } = await bench.database.pool.query("SELECT string_agg(body::text, ' ') AS all FROM journal");
    for (const { name, phone } of bench.sample.persons) {
      expect(rows[0].all).not.toContain(name);
      if (phone !== null) expect(rows[0].all).not.toContain(phone);
    }
    expect(rows[0].all).not.toContain('operator 甲');
  });

  test('6.4.4-5 the twin says where it stands, and where it stood', async () => {
    const { seq, recordedAt, slotByCode } = bench.pipeline.published;
    expect(await bench.json('/api/v1/twin', { as: 'viewer' })).toMatchObject({
      site: 'sample',
      seq,
      recordedAt,
      devices: slotByCode.size,
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    const now = await bench.json('/api/v1/twin', { as: 'viewer' });
    expect(await bench.json(`/api/v1/twin?at=${recordedAt}`, { as: 'viewer' })).toEqual(now);
    const before = await bench.json('/api/v1/twin?at=2026-11-22T08:00:00Z', { as: 'viewer' });
    expect(before).toMatchObject({ seq: 0, devices: 0, openAlarms: 0 });
  });
});

test('while nothing can be made durable, sensing and handling answer 503 and say when to try again', async () => {
  await bench.pipeline.close();
  const response = await bench.call('/api/v1/observations', {
    as: sender,
    body: { device: 'ENV-1', time: bench.now, values: { noiseDba: 50 } },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('1');
  expect((await bench.call('/readyz')).status).toBe(503);
});
