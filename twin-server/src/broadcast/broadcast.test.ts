import type { Alarm } from 'twin-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ApiBench, openApiBench } from '../api/api-bench.test-kit.ts';
import { silentMp3, silentWav } from './recordings.test-kit.ts';
import type { Session } from './session.ts';
import { openTerminals, type Terminals } from './terminals.test-kit.ts';

let bench: ApiBench;
let terminals: Terminals;

beforeAll(async () => {
  bench = await openApiBench({ conducted: true });
  for (const code of ['ZA', 'ZB']) await bench.registry.putZone({ code, name: `${code} 分区`, ...AREA }, 'hand');
  terminals = await openTerminals(bench, {
    'BT-B01-1': { building: 'B01', zone: 'ZB' },
    'BT-B01-2': { building: 'B01', zone: 'ZB' },
    'BT-A': { zone: 'ZA' },
  });
});
afterAll(async () => {
  await terminals.close();
  await bench.close();
});
beforeEach(() => {
  terminals.told.length = 0;
});
afterEach(async () => {
  for (const { id } of broadcast().list()) await broadcast().stop(id, 'test');
  await settled();
});

const AREA = {
  kind: 'area',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [112.5, 37.8],
        [112.501, 37.8],
        [112.501, 37.801],
        [112.5, 37.8],
      ],
    ] as [number, number][][],
  },
} as const;
const MUSIC = { kind: 'programme', source: 'computer', name: '晨间音乐', programme: 'music' } as const;
const broadcast = () => bench.address.broadcast;
const AS = { as: 'administrator' } as const;
const start = (sound: object, places: string[], more: object = {}) =>
  bench.json<Session & { sounding: number }>('/api/v1/broadcast/sessions', {
    ...AS,
    body: { sound, places, ...more },
    status: 201,
  });
const stop = (id: string) =>
  bench.json(`/api/v1/broadcast/sessions/${id}/stop`, { ...AS, method: 'POST', status: 204 });
const levelAt = (terminal: string) => terminals.playing(terminal)?.level ?? null;
const plays = (terminal: string, level: string | null) =>
  vi.waitFor(() => expect(levelAt(terminal)).toBe(level), { timeout: 5_000, interval: 10 });
/** Nothing told is unanswered. */
const settled = () =>
  vi.waitFor(() => expect(bench.pipeline.published.actions.size).toBe(0), { timeout: 15_000, interval: 20 });
/** The server's clock goes on, and the broadcasts with it. */
const later = async (ms: number) => {
  bench.now += ms;
  await broadcast().tick();
};
const upload = (content: Buffer, type = 'audio/wav', status = 201) =>
  bench.json<{ id: string; durationMs: number; detail: string }>(
    `/api/v1/broadcast/files?name=${encodeURIComponent('早安')}`,
    {
      ...AS,
      body: new Uint8Array(content),
      headers: { 'content-type': type },
      status,
    },
  );
const smoke = (on: boolean) =>
  bench.json('/api/v1/observations', {
    ...AS,
    body: { device: 'FA-1', time: Date.now(), values: { alarm: on } },
    status: 202,
  });
const openAlarm = (): Alarm | undefined =>
  [...bench.pipeline.published.alarms.values()].find(({ code }) => code === 'fire.smoke');

describe('7.2.5-4 what is more urgent interrupts, and what it interrupted goes on', () => {
  test('a fire is announced in its building at once while music plays; the music goes on after it; the order is in the journal', async () => {
    const music = await start(MUSIC, ['ZA', 'ZB']);
    for (const terminal of ['BT-A', 'BT-B01-1', 'BT-B01-2']) await plays(terminal, 'programme');
    await settled();
    await smoke(true);
    await plays('BT-B01-1', 'accident');
    await plays('BT-B01-2', 'accident');
    expect(String(terminals.playing('BT-B01-1')!.text)).toContain('火警');
    expect(levelAt('BT-A')).toBe('programme');
    await vi.waitFor(() =>
      expect(openAlarm()!.actions.find(({ action }) => action.do === 'broadcast')).toMatchObject({
        ok: true,
        attempts: 1,
        results: [
          { target: 'BT-B01-1', ok: true },
          { target: 'BT-B01-2', ok: true },
        ],
      }),
    );
    const { items } = await bench.json<{ items: Session[] }>('/api/v1/broadcast/sessions', AS);
    expect(items).toMatchObject([
      { id: music.id, loudspeakers: 3, sounding: 1 },
      { level: 'accident', by: 'rule', alarm: openAlarm()!.id, places: ['ZB'], loudspeakers: 2, sounding: 2 },
    ]);
    const { id } = openAlarm()!;
    await smoke(false);
    await later(1_000);
    // That the detector is silent may mean that it burnt: people end an announcement.
    expect(levelAt('BT-B01-1')).toBe('accident');
    await bench.json(`/api/v1/alarms/${id}/dismiss`, { as: 'operator', body: { reason: '误报', confirm: true } });
    await later(1_000);
    await plays('BT-B01-1', 'programme');
    await plays('BT-B01-2', 'programme');
    await settled();
    const told = terminals.told.filter(({ terminal }) => terminal === 'BT-B01-1');
    expect(told.map(({ command, args }) => args.level ?? command)).toEqual([
      'programme',
      'accident',
      'stop',
      'programme',
    ]);
    expect(terminals.told.filter(({ terminal }) => terminal === 'BT-A')).toHaveLength(1);
    const asked = bench.events.flatMap((event) => (event.kind === 'action.asked' ? [event] : []));
    const log = asked
      .filter(({ device, action }) => device === 'BT-B01-1' || action.do === 'broadcast')
      .map(({ action }) => (action.do === 'order' ? action.command : action.do));
    expect(log).toEqual(['play', 'broadcast', 'stop', 'play']);
    await stop(music.id);
    await plays('BT-A', null);
  });

  test('what is less urgent waits, and of one level the later is heard', async () => {
    const accident = await start({ kind: 'text', text: '请撤离', level: 'accident' }, ['ZA']);
    await plays('BT-A', 'accident');
    bench.now += 1_000;
    const emergency = await start({ kind: 'text', text: '暴雨', level: 'emergency' }, ['ZA']);
    const again = await start({ kind: 'text', text: '暴雨红色预警', level: 'emergency' }, ['ZA'], { minutes: 5 });
    expect([emergency.sounding, again.sounding]).toEqual([0, 0]);
    await stop(accident.id);
    await vi.waitFor(() => expect(terminals.playing('BT-A')?.text).toBeDefined());
    await later(5 * 60_000);
    await vi.waitFor(() => expect(terminals.playing('BT-A')?.text).toBe('暴雨'), { timeout: 5_000 });
  });

  test('a prompt of an alarm does not speak over an accident: it is said that it was not played', async () => {
    await start({ kind: 'text', text: '请撤离', level: 'accident' }, ['ZA']);
    await plays('BT-A', 'accident');
    const spoken = {
      id: 'A9-1',
      text: '请勿抛物',
      level: 'prompt',
      alarm: null,
      places: ['ZA'],
      terminals: ['BT-A'],
    } as const;
    expect(await broadcast().speak(spoken, new Set(), () => Promise.reject(new Error('not to be told')))).toEqual([
      { target: 'BT-A', ok: false, detail: 'accident is played there' },
    ]);
    expect(levelAt('BT-A')).toBe('accident');
  });

  test('a terminal that does not answer is tried again, and those that did are left alone', {
    timeout: 30_000,
  }, async () => {
    terminals.deaf.add('BT-B01-2');
    await smoke(true);
    await plays('BT-B01-1', 'accident');
    await vi.waitFor(() => expect(bench.pipeline.published.actions.size).toBeGreaterThan(0));
    terminals.deaf.clear();
    await vi.waitFor(
      () =>
        expect(openAlarm()!.actions.find(({ action }) => action.do === 'broadcast')).toMatchObject({
          ok: true,
          attempts: 2,
        }),
      { timeout: 20_000 },
    );
    expect(
      terminals.told
        .filter(({ terminal, command }) => terminal !== 'BT-A' && command === 'play')
        .map(({ terminal }) => terminal),
    ).toEqual(['BT-B01-1', 'BT-B01-2']);
    await smoke(false);
    await bench.json(`/api/v1/alarms/${openAlarm()!.id}/dismiss`, {
      as: 'operator',
      body: { reason: '误报', confirm: true },
    });
    await later(1_000);
  });
});

describe('E6.1.5-2 public emergencies', () => {
  test.each([
    ['naturalDisaster', 'emergency'],
    ['accident', 'accident'],
    ['publicHealth', 'emergency'],
    ['socialSecurity', 'emergency'],
  ])('%s interrupts the programme in the chosen zones and shows in the twin as %s', async (emergency, level) => {
    await start(MUSIC, ['ZA', 'ZB']);
    await plays('BT-A', 'programme');
    const { id } = await start({ kind: 'emergency', emergency, text: '请注意' }, ['ZA']);
    await plays('BT-A', level);
    await plays('BT-B01-1', 'programme');
    await vi.waitFor(async () => {
      const { values } = await bench.json<{ values: { property: string; value: unknown }[] }>(
        '/api/v1/devices/BT-A',
        AS,
      );
      const ranks: Record<string, number> = { emergency: 3, accident: 4 };
      expect(values.find(({ property }) => property === 'playing')!.value).toBe(ranks[level]);
    });
    await stop(id);
    await plays('BT-A', 'programme');
  });
});

describe('7.2.5-1 recordings, by the clock and live', () => {
  test('a WAV is played once at its time; the terminal reports the right file; it is over when the file is', async () => {
    const { id: file, durationMs } = await upload(silentWav(30_000));
    expect(durationMs).toBe(30_000);
    const at = bench.now + 60_000;
    const sound = { kind: 'file', file, programme: 'news' };
    const body = { name: '早间新闻', sound, places: ['ZA'], repeat: { kind: 'once', at } };
    const declared = await bench.json('/api/v1/broadcast/schedules/NEWS', { ...AS, method: 'PUT', body });
    expect(declared).toMatchObject({ nextAt: at, enabled: true });
    await later(59_000);
    expect(broadcast().list()).toEqual([]);
    await later(1_000);
    await plays('BT-A', 'programme');
    expect(terminals.playing('BT-A')!.programme).toBe(`/api/v1/broadcast/files/${file}/content`);
    expect(broadcast().list()).toMatchObject([{ schedule: 'NEWS', by: 'schedule', endsAt: at + 30_000 }]);
    const content = await bench.call(`/api/v1/broadcast/files/${file}/content`, AS);
    expect(content.headers.get('content-type')).toBe('audio/wav');
    expect(Buffer.from(await content.arrayBuffer()).equals(silentWav(30_000))).toBe(true);
    expect((await bench.call(`/api/v1/broadcast/files/${file}`, { ...AS, method: 'DELETE' })).status).toBe(409);
    await later(30_000);
    await plays('BT-A', null);
    expect(bench.address.schedules.get('NEWS')!.nextAt).toBeNull();
    await bench.json('/api/v1/broadcast/schedules/NEWS', { ...AS, method: 'DELETE', status: 204 });
    await bench.json(`/api/v1/broadcast/files/${file}`, { ...AS, method: 'DELETE', status: 204 });
  });

  test('an MP3 is played weekly, and is over when its terminals say so', async () => {
    const { id: file } = await upload(silentMp3(4_000), 'audio/mpeg');
    const nextAt = Date.parse('2027-01-04T00:00:00Z');
    const sound = { kind: 'file', file, programme: 'science' };
    const repeat = { kind: 'weekly', days: [1], time: '08:00' };
    const body = { name: '科普', sound, places: ['B01'], repeat };
    const { now } = bench;
    bench.now = Date.parse('2027-01-01T00:00:00Z');
    await bench.address.schedules.put('SCIENCE', { ...body, enabled: true } as never, 'somebody', bench.now);
    for (const week of [0, 1]) {
      bench.now = nextAt + week * 7 * 86_400_000;
      await broadcast().tick();
      expect(broadcast().list()).toMatchObject([{ schedule: 'SCIENCE', terminals: ['BT-B01-1', 'BT-B01-2'] }]);
      await plays('BT-B01-1', 'programme');
      await plays('BT-B01-2', 'programme');
      await settled();
      await broadcast().stop(broadcast().list()[0]!.id, 'test');
    }
    await bench.address.schedules.remove('SCIENCE');
    bench.now = now;
  });

  test('a recording is over when all of its terminals have come to its end', async () => {
    const { id: file } = await upload(silentWav(600_000));
    const { id } = await start({ kind: 'file', file, programme: 'music' }, ['ZB']);
    await plays('BT-B01-1', 'programme');
    await plays('BT-B01-2', 'programme');
    await settled();
    bench.now += 10_000;
    await terminals.finish('BT-B01-1');
    await later(1_000);
    expect(broadcast().list()).toMatchObject([{ endedAt: null }]);
    await terminals.finish('BT-B01-2');
    await later(1_000);
    expect(broadcast().list()).toEqual([]);
    const { items } = await bench.json<{ items: Session[] }>('/api/v1/broadcast/sessions/history', AS);
    expect(items.find((session) => session.id === id)).toMatchObject({ endedBy: 'terminals' });
  });

  test('live talk starts and stops', async () => {
    await start(MUSIC, ['ZA']);
    await plays('BT-A', 'programme');
    const { id } = await start({ kind: 'live' }, ['ZA']);
    await plays('BT-A', 'prompt');
    expect(terminals.playing('BT-A')!.programme).toBe('live:microphone');
    await stop(id);
    await plays('BT-A', 'programme');
  });

  test('E6.1.5-1 three sources, and programmes of four kinds', async () => {
    const { sources, programmes, emergencies } = await bench.json<Record<string, { id: string }[]>>(
      '/api/v1/broadcast/sources',
      { as: 'viewer' },
    );
    expect(sources!.map(({ id }) => id)).toEqual(['microphone', 'radio', 'computer']);
    expect(programmes!.map(({ id }) => id)).toEqual(['music', 'news', 'science', 'tips']);
    expect(emergencies).toHaveLength(4);
  });

  test('what is no recording is refused and not kept', async () => {
    expect((await upload(Buffer.from('not music'), 'audio/mpeg', 400)).detail).toMatch(/expected a WAV or MP3/);
    expect((await upload(Buffer.from('x'), 'text/plain', 415)).detail).toContain('audio/wav');
  });
});

describe('7.2.5-2 after power was lost', () => {
  test('a terminal that is back is told again what it should play', async () => {
    await start(MUSIC, ['ZA']);
    await plays('BT-A', 'programme');
    await settled();
    bench.now += 10_000;
    await terminals.restart('BT-A');
    expect(levelAt('BT-A')).toBeNull();
    await broadcast().tick();
    await plays('BT-A', 'programme');
    await settled();
    // It plays: nothing more is said to it.
    terminals.told.length = 0;
    await later(10_000);
    await settled();
    expect(terminals.told).toEqual([]);
  });

  test('a server that is back goes on: with what was under way, and by the clock', async () => {
    const { id } = await start(MUSIC, ['ZA']);
    await plays('BT-A', 'programme');
    await settled();
    const at = bench.now + 60_000;
    const text = { kind: 'text', text: '请勿占用消防通道', level: 'prompt' } as const;
    const tips = { name: '提示', enabled: true, sound: text, places: ['ZA'], repeat: { kind: 'once', at } } as const;
    await bench.address.schedules.put('TIPS', tips, 'somebody', bench.now);
    terminals.told.length = 0;
    const again = await bench.reopenAddress();
    expect(again.broadcast.list()).toMatchObject([{ id }]);
    await again.broadcast.tick();
    // It plays already.
    expect(terminals.told).toEqual([]);
    bench.now = at;
    await again.broadcast.tick();
    await plays('BT-A', 'prompt');
    for (const session of again.broadcast.list()) await again.broadcast.stop(session.id, 'test');
    await plays('BT-A', null);
    await settled();
    // What both servers knew of is over.
    await bench.address.schedules.remove('TIPS');
  });

  test('what was due while the server was away is not played when its time is over', async () => {
    const at = bench.now + 60_000;
    const text = { kind: 'text', text: '停水通知', level: 'prompt' } as const;
    const water = { name: '停水', enabled: true, sound: text, places: ['ZA'], repeat: { kind: 'once', at } } as const;
    await bench.address.schedules.put('WATER', water, 'somebody', bench.now);
    await later(600_000);
    expect(broadcast().list()).toEqual([]);
    await bench.address.schedules.remove('WATER');
  });
});

describe('7.2.5-3 who may broadcast where', () => {
  const rights = (account: string, places: string[], status = 200) =>
    bench.json(`/api/v1/broadcast/rights/${account}`, { ...AS, method: 'PUT', body: { places }, status });
  const idOf = async (account: string) =>
    (await bench.access.accounts.people()).find((person) => person.account === account)!.id;
  const startAs = (places: string[], status: number) =>
    bench.json<{ id: string; detail: string }>('/api/v1/broadcast/sessions', {
      as: 'operator',
      body: { sound: MUSIC, places },
      status,
    });

  test('nobody but the administrator may anywhere, until a zone is given; with zone A zone B is refused, on record', async () => {
    expect((await startAs(['ZA'], 403)).detail).toBe('the right to broadcast in ZA is not granted');
    await rights(await idOf('operator'), ['ZA']);
    const { id } = await startAs(['ZA'], 201);
    expect((await startAs(['ZB'], 403)).detail).toContain('in ZB');
    expect((await startAs(['ZA', 'ZB', 'B01'], 403)).detail).toContain('in ZB, B01');
    await plays('BT-A', 'programme');
    expect(levelAt('BT-B01-1')).toBeNull();
    const { items } = await bench.json<{ items: { action: string; result: string; subject: string }[] }>(
      '/api/v1/audit?limit=1',
      AS,
    );
    expect(items).toMatchObject([{ action: 'broadcast.operate', result: 'refused', subject: 'ZB, B01' }]);
    await bench.json(`/api/v1/broadcast/sessions/${id}/stop`, { as: 'operator', method: 'POST', status: 204 });
    await plays('BT-A', null);
  });

  test('what plays in zone B can neither be stopped nor scheduled with zone A alone', async () => {
    await rights(await idOf('operator'), ['ZA']);
    const { id } = await start(MUSIC, ['ZA', 'ZB']);
    await bench.json(`/api/v1/broadcast/sessions/${id}/stop`, { as: 'operator', method: 'POST', status: 403 });
    const body = { name: 'x', sound: MUSIC, places: ['ZB'], repeat: { kind: 'daily', time: '08:00' } };
    const schedule = (as: 'operator' | 'administrator', more: object, status = 200) =>
      bench.json('/api/v1/broadcast/schedules/S', { as, method: 'PUT', body: { ...body, ...more }, status });
    await schedule('operator', {}, 403);
    await schedule('administrator', {});
    // Nor taken from there.
    await schedule('operator', { places: ['ZA'] }, 403);
    await bench.json('/api/v1/broadcast/schedules/S', { as: 'operator', method: 'DELETE', status: 403 });
    await bench.json('/api/v1/broadcast/schedules/S', { ...AS, method: 'DELETE', status: 204 });
    await settled();
  });

  test('nor is a loudspeaker of zone B told anything by hand', async () => {
    await rights(await idOf('operator'), ['ZA']);
    const tell = (terminal: string, status: number) =>
      bench.json(`/api/v1/devices/${terminal}/commands`, {
        as: 'operator',
        body: { command: 'setVolume', args: { volumePct: 40 } },
        status,
      });
    await tell('BT-A', 200);
    await tell('BT-B01-1', 403);
    await rights(await idOf('operator'), ['B01']);
    await tell('BT-B01-1', 200);
    await tell('BT-A', 403);
  });

  test('each sees where there are loudspeakers and where they may', async () => {
    await rights(await idOf('operator'), ['ZA']);
    const { items } = await bench.json<{ items: object[] }>('/api/v1/broadcast/places', { as: 'operator' });
    expect(items).toEqual([
      { code: 'ZA', name: 'ZA 分区', kind: 'zone', loudspeakers: 1, allowed: true },
      { code: 'ZB', name: 'ZB 分区', kind: 'zone', loudspeakers: 2, allowed: false },
      { code: 'B01', name: '1号楼', kind: 'building', loudspeakers: 2, allowed: false },
    ]);
    await rights(await idOf('operator'), ['*']);
    await startAs(['ZB'], 201);
    await rights(await idOf('operator'), []);
    expect(await bench.json('/api/v1/broadcast/rights', AS)).toEqual({ items: [], next: null });
  });

  test.each([
    [{ sound: MUSIC, places: ['NOWHERE'] }, 'body.places.0: there is no zone or building NOWHERE'],
    [{ sound: MUSIC, places: ['Z1'] }, 'body.places: no loudspeaker in Z1'],
    [{ sound: MUSIC, places: [] }, 'body.places: '],
    [{ sound: { kind: 'shout' }, places: ['ZA'] }, 'body.sound.kind: '],
    [{ sound: { ...MUSIC, programme: 'opera' }, places: ['ZA'] }, 'body.sound.programme: '],
    [{ sound: { kind: 'text', text: 'x'.repeat(501) }, places: ['ZA'] }, 'body.sound.text: '],
    [
      { sound: { kind: 'file', file: '00000000-0000-4000-8000-000000000000', programme: 'music' }, places: ['ZA'] },
      'body.sound.file: no file',
    ],
  ])('a wrong request is refused with its place: %j', async (body, detail) => {
    const refused = await bench.json<{ detail: string }>('/api/v1/broadcast/sessions', { ...AS, body, status: 400 });
    expect(refused.detail).toContain(detail);
  });
});
