import { createHmac } from 'node:crypto';
import { type Alarm, Catalogue, FACILITIES } from 'twin-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from '../../api/api-bench.test-kit.ts';
import { QUIET } from '../../fixtures/database.ts';
import { testVault } from '../../fixtures/vault.ts';
import { type Notices, type NoticesOptions, openNotices } from '../../open-notices.ts';
import { type HttpPeer, type MailPeer, openHttpPeer, openMailPeer } from './peers.test-kit.ts';

const NOW = Date.parse('2026-11-29T08:04:05Z');
const CATALOGUE = new Catalogue(FACILITIES);
const SECRET = 'sixteen characters at least';

let bench: ApiBench;
let peer: HttpPeer;
let post: MailPeer;
let alarm: Alarm;
const opened: Notices[] = [];

beforeAll(async () => {
  bench = await openApiBench();
  post = await openMailPeer();
  const body = { time: NOW, values: { alarm: true } };
  await bench.json('/api/v1/observations', { as: 'administrator', body: { device: 'FA-1', ...body }, status: 202 });
  alarm = [...bench.pipeline.published.alarms.values()][0]!;
});
afterAll(async () => {
  await post.close();
  await bench.close();
});
beforeEach(async () => {
  peer = await openHttpPeer();
});
afterEach(async () => {
  peer.close();
  for (const each of opened.splice(0)) each.close();
  await bench.database.pool.query('DELETE FROM receiver');
});

function notices(config: Partial<NoticesOptions['config']> = {}, timeoutMs = 2_000): Notices {
  const { pool } = bench.database;
  const { registry } = bench;
  const given = { notifyHosts: ['127.0.0.1'], smtpUrl: undefined, smtpFrom: undefined, ...config };
  const made = openNotices({
    pool,
    vault: testVault(),
    registry,
    catalogue: CATALOGUE,
    config: given,
    log: QUIET,
    now: () => NOW,
    timeoutMs,
  });
  opened.push(made);
  return made;
}

const declare = (id: string, body: object) =>
  bench.json<{ secretsSet: string[] }>(`/api/v1/receivers/${id}`, { as: 'administrator', method: 'PUT', body });
const tell = (by: Notices, reached: readonly string[] = []) =>
  by.outlets[0]!.carryOut(
    {
      id: 'A000001-4',
      alarm: alarm.id,
      device: null,
      action: { do: 'notify', clause: '7.2.7-2' },
      by: 'rule',
      askedAt: NOW,
    },
    { alarm, device: undefined, reached: new Set(reached) },
  );
const webhook = (more: object = {}) => ({
  way: 'webhook',
  name: '街道平台',
  address: { url: `${peer.url}/alarms?from=twin` },
  secrets: { secret: SECRET },
  ...more,
});

describe('E6.1.4-4 another system is told by a signed webhook', () => {
  test('with the alarm as the API gives it out, its site, and a signature over time and body', async () => {
    await declare('STREET', webhook());
    expect(await tell(notices())).toEqual([{ target: 'STREET', ok: true, detail: null }]);
    const [asked] = peer.asked;
    const given = await bench.json<Record<string, unknown>>(`/api/v1/alarms/${alarm.id}`, { as: 'viewer' });
    const { timeline, timelineComplete, ...asGivenOut } = given;
    expect(JSON.parse(asked!.body)).toEqual({ ...asGivenOut, site: 'sample' });
    expect(asked!.path).toBe('/alarms?from=twin');
    const timestamp = asked!.headers['twin-timestamp'] as string;
    expect(Number(timestamp)).toBe(NOW / 1000);
    expect(asked!.headers['twin-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET).update(`${timestamp}.${asked!.body}`).digest('hex')}`,
    );
    expect(asked!.headers['twin-delivery']).toBe('A000001-4');
  });

  test('who was reached by a former attempt is left alone, who failed is told again', async () => {
    await declare('ONE', webhook());
    await declare('TWO', webhook());
    const by = notices();
    let refusing = true;
    peer.answer = (_asked, response) => response.writeHead(refusing && peer.asked.length === 2 ? 503 : 204).end();
    const first = await tell(by);
    expect(first.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(first.find(({ ok }) => !ok)!.detail).toMatch(/answered 503; expected 2xx/);
    refusing = false;
    const [reached] = first.filter(({ ok }) => ok).map(({ target }) => target);
    expect(await tell(by, [reached!])).toMatchObject([{ target: reached === 'ONE' ? 'TWO' : 'ONE', ok: true }]);
    expect(peer.asked).toHaveLength(3);
  });

  test('a redirect is not followed, and one who is too slow has not taken it', async () => {
    await declare('STREET', webhook());
    const by = notices({}, 200);
    peer.answer = (_asked, response) => response.writeHead(307, { location: `${peer.url}/elsewhere` }).end();
    expect(await tell(by)).toMatchObject([{ ok: false, detail: expect.stringContaining('answered 307') }]);
    expect(peer.asked).toHaveLength(1);
    peer.answer = () => undefined;
    expect(await tell(by)).toMatchObject([{ ok: false, detail: expect.stringMatching(/did not answer within 0.2 s/) }]);
    // Its head in time, its body never.
    peer.answer = (_asked, response) => response.writeHead(200).write('{');
    expect(await tell(by)).toMatchObject([{ ok: false, detail: expect.stringMatching(/did not answer/) }]);
  });

  test('8.1.4-2 a server that is no longer named is not asked', async () => {
    await declare('STREET', webhook());
    expect(await tell(notices({ notifyHosts: [] }))).toMatchObject([
      { ok: false, detail: '127.0.0.1 is not among the servers that are allowed' },
    ]);
    expect(peer.asked).toEqual([]);
  });
});

describe('7.2.7-2 who is told of which alarms', () => {
  test.each([
    ['its facility', { facilities: ['fire-alarm'] }, true],
    ['another facility', { facilities: ['perimeter'] }, false],
    ['its priority', { priorities: [1, 2] }, true],
    ['another priority', { priorities: [4] }, false],
    ['its building', { buildings: ['B01'] }, true],
    ['another building', { buildings: ['B02'] }, false],
    ['its facility in another building', { facilities: ['fire-alarm'], buildings: ['B02'] }, false],
  ])('a receiver of %s', async (_, filter, told) => {
    await declare('STREET', webhook({ filter }));
    if (told) expect(await tell(notices())).toMatchObject([{ ok: true }]);
    else await expect(tell(notices())).rejects.toThrow('no receiver is set up for it');
    expect(peer.asked).toHaveLength(told ? 1 : 0);
  });

  test('one that is not enabled is told nothing', async () => {
    await declare('STREET', webhook({ enabled: false }));
    await expect(tell(notices())).rejects.toThrow('no receiver');
  });
});

describe('7.2.7-2 people are told by robots of their groups', () => {
  const accept = () => {
    peer.answer = (_asked, response) => response.end('{"errcode":0,"errmsg":"ok"}');
  };

  test('WeCom: a markdown message in Chinese, with what happened and where', async () => {
    accept();
    await declare('GROUP', {
      way: 'wecom',
      name: '值班群',
      address: { url: `${peer.url}/cgi-bin/webhook/send` },
      secrets: { key: 'k-1' },
    });
    expect(await tell(notices())).toMatchObject([{ target: 'GROUP', ok: true }]);
    expect(peer.asked[0]!.path).toBe('/cgi-bin/webhook/send?key=k-1');
    const { msgtype, markdown } = JSON.parse(peer.asked[0]!.body);
    expect(msgtype).toBe('markdown');
    expect(markdown.content).toContain('### ［紧急］ 感烟报警 1号楼 3F 301');
    expect(markdown.content).toContain('**时间** 2026-11-29 16:04:05');
    expect(markdown.content).toContain('FA-1 感烟探测器 (FA-1)');
  });

  test('DingTalk: signed with time and secret, and in English where asked', async () => {
    accept();
    await declare('GROUP', {
      way: 'dingtalk',
      name: '管理群',
      language: 'en',
      address: { url: `${peer.url}/robot/send` },
      secrets: { token: 't-1', secret: 'SECabc' },
    });
    expect(await tell(notices())).toMatchObject([{ ok: true }]);
    const { searchParams } = new URL(peer.asked[0]!.path, peer.url);
    expect(searchParams.get('access_token')).toBe('t-1');
    const timestamp = searchParams.get('timestamp')!;
    expect(timestamp).toBe(String(NOW));
    expect(searchParams.get('sign')).toBe(
      createHmac('sha256', 'SECabc').update(`${timestamp}\nSECabc`).digest('base64'),
    );
    const { markdown } = JSON.parse(peer.asked[0]!.body);
    expect(markdown.title).toBe('[Critical] Smoke alarm 1号楼 3F 301');
    expect(markdown.text).toContain('**Priority** Critical');
  });

  test('what a robot refuses is said in its words, without the secret; what is no JSON is no yes', async () => {
    await declare('GROUP', {
      way: 'wecom',
      name: '值班群',
      address: { url: `${peer.url}/send` },
      secrets: { key: 'key-of-the-group' },
    });
    const by = notices();
    peer.answer = ({ path }, response) =>
      response.end(JSON.stringify({ errcode: 93000, errmsg: `invalid url ${path}` }));
    const { detail } = (await tell(by))[0]!;
    expect(detail).toMatch(/refused it: 93000 invalid url/);
    expect(detail).not.toContain('key-of-the-group');
    peer.answer = (_asked, response) => response.end('<html>ok</html>');
    expect(await tell(by)).toMatchObject([{ ok: false, detail: expect.stringContaining('other than JSON') }]);
  });

  test('8.1.5 a name is text: it makes no link and calls nobody', async () => {
    accept();
    await declare('GROUP', { way: 'wecom', name: 'x', address: { url: `${peer.url}/send` }, secrets: { key: 'k' } });
    const device = bench.registry.device('FA-1')!;
    await bench.registry.addDevice({ ...device, name: 'x](http://evil.example)\n# <@all>' });
    await tell(notices());
    await bench.registry.addDevice(device);
    const { content } = JSON.parse(peer.asked[0]!.body).markdown;
    expect(content).toContain('x］(http://evil.example) # ＜＠all＞');
  });
});

describe('7.2.7-2 people are told by e-mail', () => {
  const mail = (to: string[]) => declare('MAIL', { way: 'mail', name: '物业', address: { to } });
  const smtp = (user = '') => ({ smtpUrl: `smtp://${user}127.0.0.1:${post.port}`, smtpFrom: 'twin@estate.example' });

  test('over a real SMTP server, to everybody in one letter', async () => {
    await mail(['duty@estate.example', 'manager@estate.example']);
    expect(await tell(notices(smtp()))).toEqual([{ target: 'MAIL', ok: true, detail: null }]);
    const letter = post.letters.at(-1)!;
    expect(letter.to).toEqual(['duty@estate.example', 'manager@estate.example']);
    expect(letter.raw).toMatch(/^Message-ID: <A000001-4@estate.example>/m);
    const [, text] = letter.raw.split('\r\n\r\n') as [string, string];
    const base64 = /Content-Transfer-Encoding: base64/i.test(letter.raw);
    const read = base64
      ? Buffer.from(text, 'base64').toString()
      : Buffer.from(
          text
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString();
    expect(read).toContain('位置: 样例小区 1号楼 3F 301');
  });

  test('a refused recipient is said by number, never by address', async () => {
    await mail(['duty@estate.example', 'someone@nobody.example']);
    expect(await tell(notices(smtp()))).toEqual([
      { target: 'MAIL', ok: false, detail: '127.0.0.1 refused 1 of 2 recipients' },
    ]);
    await mail(['someone@nobody.example']);
    const { ok, detail } = (await tell(notices(smtp())))[0]!;
    expect(ok).toBe(false);
    expect(detail).toMatch(/no mailbox/);
    expect(detail).not.toContain('someone');
  });

  test('8.1.3 a password is not sent over a line that is not encrypted', async () => {
    await mail(['duty@estate.example']);
    const before = post.letters.length;
    expect(await tell(notices(smtp('user:pass@')))).toMatchObject([{ ok: false }]);
    expect(post.signedIn).toEqual([]);
    expect(post.letters).toHaveLength(before);
  });

  test('without a mail server it is said, and one that is not named is refused at the start', async () => {
    await mail(['duty@estate.example']);
    expect(await tell(notices())).toMatchObject([{ ok: false, detail: 'no mail server is set: TWIN_SMTP_URL' }]);
    expect(() => notices({ ...smtp(), notifyHosts: ['10.0.0.0/8'] })).toThrow(/^TWIN_SMTP_URL: 127.0.0.1 is not among/);
    expect(() => notices({ ...smtp(), smtpFrom: undefined })).toThrow(/^TWIN_SMTP_FROM: /);
    expect(() => notices({ notifyHosts: ['not a host'] })).toThrow(/^TWIN_NOTIFY_HOSTS: /);
  });
});

describe('8.1.3 receivers are the administrator’s', () => {
  const AS = { as: 'administrator' } as const;

  test('declared, read, tried and removed, each on record; secrets are never told again', async () => {
    const added = await declare('STREET', webhook());
    expect(added).toMatchObject({ secretsSet: ['secret'], language: 'zh', enabled: true });
    expect(added).not.toHaveProperty('secrets');
    // A secret that is not given stays.
    await declare('STREET', webhook({ secrets: {}, name: '另一个名字' }));
    expect(await bench.json('/api/v1/receivers/STREET/test', { ...AS, method: 'POST' })).toEqual({
      ok: true,
      detail: null,
    });
    const [asked] = peer.asked;
    expect(JSON.parse(asked!.body)).toMatchObject({ test: true, id: 'TEST', site: 'sample' });
    expect(asked!.headers['twin-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET).update(`${asked!.headers['twin-timestamp']}.${asked!.body}`).digest('hex')}`,
    );
    await bench.json('/api/v1/receivers/STREET', { ...AS, method: 'DELETE', status: 204 });
    expect((await bench.call('/api/v1/receivers/STREET', AS)).status).toBe(404);
    const { items } = await bench.json<{ items: { action: string; subject: string }[] }>('/api/v1/audit?limit=4', AS);
    expect(items.map(({ action }) => action)).toEqual([
      'receiver.remove',
      'receiver.test',
      'receiver.change',
      'receiver.add',
    ]);
    expect(JSON.stringify([added, items, await bench.json('/api/v1/receivers', AS), bench.logged])).not.toContain(
      SECRET,
    );
  });

  test('a secret of one way is not another’s', async () => {
    await declare('STREET', webhook());
    const body = { way: 'wecom', name: 'x', address: { url: peer.url } };
    const { detail } = await bench.json<{ detail: string }>('/api/v1/receivers/STREET', {
      ...AS,
      method: 'PUT',
      body,
      status: 400,
    });
    expect(detail).toMatch(/^body.secrets.key: /);
  });

  test.each([
    ['body.address.url', webhookBody({ address: { url: 'ftp://x/' } }), 'expected an address that starts with https'],
    ['body.address.url', webhookBody({ address: { url: 'http://a:b@127.0.0.1/' } }), 'without a name and password'],
    ['body.address.port', webhookBody({ address: { url: 'http://127.0.0.1/', port: 1 } }), 'is not known here'],
    ['body.secrets.secret', webhookBody({ secrets: { secret: 'short' } }), 'expected at least 16 characters'],
    ['body.way', webhookBody({ way: 'pigeon' }), ''],
    ['body.filter.priorities.0', webhookBody({ filter: { priorities: [5] } }), ''],
    ['body.address.to.0', { way: 'mail', name: 'x', address: { to: ['not an address'] } }, ''],
    [
      'body.address.url',
      webhookBody({ address: { url: 'http://receiver.example/' } }),
      'receiver.example is not among the servers that TWIN_NOTIFY_HOSTS allows',
    ],
  ])('a wrong %s is refused with its place and what was expected', async (field, body, expected) => {
    const { detail } = await bench.json<{ detail: string }>('/api/v1/receivers/BAD', {
      ...AS,
      method: 'PUT',
      body,
      status: 400,
    });
    expect(detail).toContain(`${field}: `);
    expect(detail).toContain(expected);
    expect((await bench.call('/api/v1/receivers/BAD', AS)).status).toBe(404);
  });
});

function webhookBody(more: object): object {
  return {
    way: 'webhook',
    name: 'x',
    address: { url: 'http://127.0.0.1:9/' },
    secrets: { secret: SECRET },
    ...more,
  };
}
