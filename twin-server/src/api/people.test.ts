import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench, PASSWORD } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const signIn = (account: string, password: string) => bench.call('/api/v1/session', { body: { account, password } });
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;

describe('the session', () => {
  test('is opened with a password, tells who and what for, and ends', async () => {
    const opened = await signIn('operator', PASSWORD);
    expect(opened.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
    const view = {
      account: 'operator',
      displayName: 'operator 甲',
      role: 'operator',
      permissions: [
        'twin.view',
        'video.view',
        'alarm.handle',
        'fall.homes',
        'order.view',
        'order.work',
        'order.manage',
        'device.command',
        'broadcast.operate',
        'wall.direct',
        'past.explore',
        'drill.lead',
        'drill.join',
        'dossier.make',
        'person.read',
        'journal.read',
        'metrics.read',
      ],
    };
    expect(await opened.json()).toEqual(view);
    const headers = { cookie: cookieOf(opened) };
    expect(await bench.json('/api/v1/session', { headers })).toEqual(view);
    const closed = await bench.call('/api/v1/session', { method: 'DELETE', headers });
    expect(closed.status).toBe(204);
    expect(cookieOf(closed)).toBe('twin_session=');
    await bench.json('/api/v1/session', { headers, status: 401 });
    expect(await bench.json('/api/v1/session?optional=true', { headers })).toBeNull();
  });

  test('a wrong password and a name that does not exist get the same answer', async () => {
    const answers = await Promise.all([signIn('viewer', 'wrong'), signIn('nobody', 'wrong')]);
    const bodies = await Promise.all(
      answers.map(async (answer) => ({ ...((await answer.json()) as object), requestId: '' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(bodies[0]).toEqual(bodies[1]);
  });

  test('8.1.4-1 five failures lock the account for a time, which the answer tells', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('operator', 'wrong')).status).toBe(401);
    const locked = await signIn('operator', PASSWORD);
    expect(locked.status).toBe(429);
    expect(locked.headers.get('retry-after')).toBe('60');
    bench.now += 60_000;
    expect((await signIn('operator', PASSWORD)).status).toBe(200);
  });

  test('6.4.12-2 it ends when it is not used', async () => {
    const headers = { cookie: cookieOf(await signIn('viewer', PASSWORD)) };
    expect((await bench.call('/api/v1/site', { headers })).status).toBe(200);
    bench.now += 31 * 60_000;
    expect((await bench.call('/api/v1/site', { headers })).status).toBe(401);
    expect((await bench.call('/tilesets/B01/tileset.json', { headers })).status).toBe(401);
    bench.now -= 31 * 60_000;
  });
});

describe('6.4.6-7, 8.1.3-7 people are shown by right', () => {
  test.each([
    ['viewer', '李＊', '137****1111', '王＊', '138****1234'],
    ['operator', '李秀英', '137****1111', '王建国', '138****1234'],
    ['administrator', '李秀英', '13700001111', '王建国', '13812341234'],
  ] as const)('to the %s', async (role, resident, residentPhone, maintainer, maintainerPhone) => {
    const house = await bench.json('/api/v1/houses/B01-1-301', { as: role });
    expect(house).toMatchObject({
      code: 'B01-1-301',
      buildingName: '1号楼',
      residents: [
        { code: 'R1', name: resident, phone: residentPhone },
        { code: 'R2', phone: null },
      ],
    });
    const device = await bench.json('/api/v1/devices/FA-1', { as: role });
    expect(device).toMatchObject({ maintainer: { code: 'P1', name: maintainer, phone: maintainerPhone } });
    const { items } = await bench.json<{ items: { person: { name: string } }[] }>('/api/v1/duties', { as: role });
    expect(items).toHaveLength(1);
    expect(items[0]!.person.name).toMatch(role === 'viewer' ? /^(王|欧阳)＊$/ : /^(王建国|欧阳娜)$/);
  });

  test('nothing a viewer can read holds a name or number in the clear', async () => {
    const { paths } = await bench.json<{ paths: Record<string, Record<string, unknown>> }>('/api/v1/openapi.json');
    const given: Record<string, string> = { '/devices/{code}': 'FA-1', '/houses/{code}': 'B01-1-301' };
    let text = '';
    for (const [path, methods] of Object.entries(paths)) {
      if (!('get' in methods)) continue;
      const address = path.replace(/\{\w+\}/, given[path] ?? 'B01');
      text += await (await bench.call(`/api/v1${address}`, { as: 'viewer' })).text();
    }
    expect(text).toContain('李＊');
    for (const { name, phone } of bench.sample.persons) {
      expect(text).not.toContain(name);
      if (phone !== null) expect(text).not.toContain(phone);
    }
  });

  test('the answers differ by who asks, so no cache may keep them', async () => {
    const { headers } = await bench.call('/api/v1/houses/B01-1-301', { as: 'viewer' });
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('accounts', () => {
  const make = (body: unknown, status = 201) =>
    bench.json<{ account: string; secret: string; detail: string }>('/api/v1/accounts', {
      as: 'administrator',
      body,
      status,
    });

  test('6.4.12-1 a person, a gateway and an API key are made, and each secret works', async () => {
    const person = await make({ kind: 'user', name: '张三', displayName: '张三', role: 'viewer' });
    expect((await signIn('张三', person.secret)).status).toBe(200);
    const gateway = await make({ kind: 'gateway', name: 'gw-1' });
    expect(await bench.access.principalOfMqtt('gw-1', gateway.secret, null)).toMatchObject({ site: 'sample' });
    const key = await make({ kind: 'apiKey', name: 'reader', scopes: ['twin.view'] });
    expect((await bench.call('/api/v1/site', { as: { key: key.secret } })).status).toBe(200);
    const accounts = await bench.json<{ items: { account: string }[] }>('/api/v1/accounts', { as: 'administrator' });
    expect(accounts.items.map(({ account }) => account)).toEqual(expect.arrayContaining(['张三', 'gw-1', 'reader']));
    expect(JSON.stringify(accounts)).not.toContain('hash');
  });

  test('6.4.12-5 a reset password ends the sessions of the old one', async () => {
    const { secret } = await make({ kind: 'user', name: 'lisi', role: 'viewer' });
    const headers = { cookie: cookieOf(await signIn('lisi', secret)) };
    const reset = await bench.json<{ secret: string }>('/api/v1/accounts/lisi/password', {
      as: 'administrator',
      body: {},
    });
    await bench.json('/api/v1/site', { headers, status: 401 });
    expect((await signIn('lisi', reset.secret)).status).toBe(200);
  });

  test.each([
    [{ kind: 'user', name: 'x' }, 'body.role'],
    [{ kind: 'robot', name: 'x' }, 'body.kind'],
    [{ kind: 'user', name: 'x', role: 'root' }, 'body.role'],
    [{ kind: 'apiKey', name: 'x', scopes: ['everything'] }, 'body.scopes.0'],
    [{ kind: 'apiKey', name: 'x', scopes: [] }, 'body.scopes'],
    [{ kind: 'user', name: 'y', role: 'viewer', password: 'short' }, 'body.password'],
    [{ kind: 'user', name: 'VIEWER', role: 'viewer' }, 'VIEWER'],
    [{ kind: 'user', name: 'a b', role: 'viewer' }, 'account name'],
  ])('%j is refused: %s', async (body, place) => {
    expect((await make(body, 400)).detail).toContain(`${place}`);
  });

  test('8.1.3-6 what was done stands in the audit, without a secret', async () => {
    const { items } = await bench.json<{ items: { action: string; subject: string }[] }>('/api/v1/audit?limit=1000', {
      as: 'administrator',
    });
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'account.create',
          subject: '张三',
          accountName: 'administrator',
          result: 'done',
        }),
        expect.objectContaining({ action: 'account.resetPassword', subject: 'lisi', result: 'done' }),
        expect.objectContaining({ action: 'session.open', accountName: 'operator', result: 'failed' }),
      ]),
    );
    expect(JSON.stringify(items)).not.toContain(PASSWORD);
  });
});

describe('the site', () => {
  test('6.4.1-2 has its buildings with their fields and the addresses of their models, where there are any', async () => {
    const site = await bench.json<{ buildings: object[] }>('/api/v1/site', { as: 'viewer' });
    const { buildings, ground: _ground, data: _data, ...rest } = bench.sample.site;
    expect(site).toEqual({
      ...rest,
      buildings: [
        {
          ...buildings[0],
          tileset: expect.stringMatching(/^\/tilesets\/B01\/tileset\.json\?v=\w+$/),
          model: expect.stringMatching(/^\/tilesets\/B01\/outline\.json\?v=\w+$/),
        },
        { ...buildings[1], tileset: null, model: null },
      ],
    });
    expect(await bench.json('/api/v1/layers/ground', { as: 'viewer' })).toEqual(bench.sample.ground);
  });

  test('6.4.1-2-6 a building says what is in it', async () => {
    expect(await bench.json('/api/v1/buildings/B01', { as: 'viewer' })).toEqual({
      ...bench.sample.site.buildings[0],
      devices: 3,
      houses: 2,
      openAlarms: 0,
      // Clause 6.4.1-2-4.
      storedAt: expect.any(Number),
      updatedAt: expect.any(Number),
      source: 'site.json',
    });
    await bench.json('/api/v1/buildings/B99', { as: 'viewer', status: 404 });
  });

  test.each([
    ['', ['B01-1-301', 'B01-1-401', 'B02-1-301']],
    ['building=B01', ['B01-1-301', 'B01-1-401']],
    ['storey=3F', ['B01-1-301', 'B02-1-301']],
    ['building=B02&storey=3', ['B02-1-301']],
    ['storey=B1', []],
    ['storey=RF', []],
    ['storey=Level 3', ['B01-1-301', 'B02-1-301']],
    ['storey=Foundation', []],
    ['q=B01-1-4', ['B01-1-401']],
    ['q=2号楼', ['B02-1-301']],
    ['q=李秀英', []],
  ])('6.4.1-3-7 homes ?%s', async (query, expected) => {
    const { items } = await bench.json<{ items: { code: string }[] }>(`/api/v1/houses?${encodeURI(query)}`, {
      as: 'viewer',
    });
    expect(items.map(({ code }) => code)).toEqual(expected);
  });
});
