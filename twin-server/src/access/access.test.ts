import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { type Access, BY_SYSTEM, createAccess } from './access.ts';

const FROM = { address: '192.0.2.7', userAgent: 'test' };
const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;

let database: Database;
let access: Access;
let clock: number;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

let round = 0;
/** Names of their own for each test: the audit cannot be emptied, and need not be. */
let name: string;

beforeEach(async () => {
  clock = Date.UTC(2026, 10, 22, 8);
  name = `operator${++round}`;
  await database.pool.query('DELETE FROM sign_in_failure');
  access = createAccess(database.pool, { now: () => clock });
  await access.accounts.createUser({ name, displayName: '值班员', role: 'operator', password: PASSWORD }, BY_SYSTEM);
});

async function signIn(account = name, password = PASSWORD, address = FROM.address) {
  const result = await access.signIn({ account, password }, { ...FROM, address });
  return result.ok ? { ...result, header: result.cookie.split(';')[0] } : result;
}

async function opened(): Promise<string> {
  const result = await signIn();
  if (!result.ok) throw new Error(result.reason);
  return result.header!;
}

describe('sessions', () => {
  test('8.1.4-1 the right password opens a session that its cookie alone proves', async () => {
    const result = await access.signIn({ account: ` ${name.toUpperCase()} `, password: PASSWORD }, FROM);
    expect(result).toMatchObject({ ok: true, principal: { type: 'user', account: name, role: 'operator' } });
    const cookie = result.ok ? result.cookie : '';
    expect(cookie).toMatch(/^twin_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await access.principalOfCookie(`other=1; ${cookie.split(';')[0]}`)).toMatchObject({ account: name });
    for (const forged of [undefined, '', 'twin_session=', 'twin_session=x', `xtwin_session=${cookie.slice(13, 56)}`])
      expect(await access.principalOfCookie(forged)).toBeNull();
  });

  test('8.1.3-3 neither password nor token stands in the database', async () => {
    const token = (await opened()).split('=')[1]!;
    const { rows } = await database.pool.query(
      "SELECT (SELECT string_agg(a::text, ' ') FROM account a) || (SELECT string_agg(s::text, ' ') FROM session s) AS all",
    );
    expect(rows[0].all).not.toContain(token);
    expect(rows[0].all).not.toContain(Buffer.from(token).toString('hex'));
    expect(rows[0].all).not.toContain(PASSWORD);
    expect(rows[0].all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  test('a session that nobody uses ends; use keeps it', async () => {
    const cookie = await opened();
    for (let i = 0; i < 4; i++) {
      clock += 25 * MINUTE;
      expect(await access.principalOfCookie(cookie)).not.toBeNull();
    }
    clock += 31 * MINUTE;
    expect(await access.principalOfCookie(cookie)).toBeNull();
  });

  test('a session ends after twelve hours however much it is used', async () => {
    const cookie = await opened();
    for (let i = 0; i < 12 * 3 - 1; i++) {
      clock += 20 * MINUTE;
      expect(await access.principalOfCookie(cookie)).not.toBeNull();
    }
    clock += 20 * MINUTE;
    expect(await access.principalOfCookie(cookie)).toBeNull();
  });

  test('signing out ends this session and no other', async () => {
    const [first, second] = [await opened(), await opened()];
    expect(await access.signOut(first, FROM)).toMatch(/^twin_session=; Max-Age=0; /);
    expect(await access.principalOfCookie(first)).toBeNull();
    expect(await access.principalOfCookie(second)).not.toBeNull();
  });

  test('6.4.12-5 a reset password ends every session, and the old one fails', async () => {
    const cookie = await opened();
    const { secret } = await access.accounts.resetPassword(name, BY_SYSTEM);
    expect(await access.principalOfCookie(cookie)).toBeNull();
    expect(await signIn()).toMatchObject({ ok: false, reason: 'credentials' });
    expect(await signIn(name, secret)).toMatchObject({ ok: true });
  });

  test('behind TLS the cookie says Secure and is bound to the host', async () => {
    const secure = createAccess(database.pool, { now: () => clock, secure: true });
    const result = await secure.signIn({ account: name, password: PASSWORD }, FROM);
    expect(result.ok && result.cookie).toMatch(/^__Host-twin_session=.*; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  });

  test('what has ended is swept away, what lasts stays', async () => {
    const old = await opened();
    clock += 31 * MINUTE;
    const fresh = await opened();
    await access.sweep();
    expect(await access.principalOfCookie(fresh)).not.toBeNull();
    clock -= 31 * MINUTE;
    expect(await access.principalOfCookie(old)).toBeNull();
  });
});

describe('the brake', () => {
  test('8.1.4-1 five failures lock the account, even for the right password, until the time is over', async () => {
    for (let i = 0; i < 5; i++) expect(await signIn(name, 'wrong')).toMatchObject({ ok: false, reason: 'credentials' });
    expect(await signIn()).toEqual({ ok: false, reason: 'locked', retryAfterMs: MINUTE });
    expect(await signIn(name, PASSWORD, '192.0.2.99')).toMatchObject({ reason: 'locked' });
    clock += MINUTE;
    expect(await signIn()).toMatchObject({ ok: true });
  });

  test('8.1.4-1 each further failure doubles the lock; success or a quarter of an hour forgets', async () => {
    for (let i = 0; i < 5; i++) await signIn(name, 'wrong');
    clock += MINUTE;
    await signIn(name, 'wrong');
    expect(await signIn()).toMatchObject({ reason: 'locked', retryAfterMs: 2 * MINUTE });
    clock += 2 * MINUTE;
    expect(await signIn()).toMatchObject({ ok: true });
    for (let i = 0; i < 4; i++) await signIn(name, 'wrong');
    clock += 16 * MINUTE;
    expect(await signIn(name, 'wrong')).toMatchObject({ reason: 'credentials' });
    expect(await signIn()).toMatchObject({ ok: true });
  });

  test('8.1.4-1 guesses in parallel count like guesses in turn', async () => {
    const results = await Promise.all(Array.from({ length: 12 }, () => signIn(name, 'wrong')));
    expect(results.filter((result) => !result.ok && result.reason === 'credentials')).toHaveLength(5);
  });

  test('a name that does not exist is answered and locked like one that does', async () => {
    for (let i = 0; i < 5; i++) expect(await signIn('nobody', 'wrong')).toMatchObject({ reason: 'credentials' });
    expect(await signIn('nobody', 'wrong')).toMatchObject({ reason: 'locked', retryAfterMs: MINUTE });
  });

  test('an address that tries many accounts is locked for all of them', async () => {
    access = createAccess(database.pool, { now: () => clock, limits: { addressFailures: 6 } });
    for (let i = 0; i < 6; i++) await signIn(`guess${i}`, 'wrong');
    expect(await signIn()).toMatchObject({ reason: 'locked' });
    expect(await signIn(name, PASSWORD, '192.0.2.99')).toMatchObject({ ok: true });
  });
});

describe('keys of machines', () => {
  test('8.1.3-3 an API key is told once and kept as a salted hash', async () => {
    const { account, secret } = await access.accounts.createApiKey(
      { name: `key${round}`, scopes: ['observations.write'] },
      BY_SYSTEM,
    );
    expect(await access.principalOfBearer(`Bearer ${secret}`)).toMatchObject({
      type: 'apiKey',
      account,
      scopes: ['observations.write'],
      site: null,
    });
    const wrong = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
    for (const header of [
      undefined,
      secret,
      `Basic ${secret}`,
      `Bearer ${wrong}`,
      'Bearer twin_x_y',
      `Bearer ${secret} x`,
    ])
      expect(await access.principalOfBearer(header)).toBeNull();
    const { rows } = await database.pool.query('SELECT secret_hash FROM account WHERE name = $1', [account]);
    expect(rows[0].secret_hash).toMatch(/^sha256\$/);
    expect(rows[0].secret_hash).not.toContain(secret);
  });

  test('a gateway and a device prove themselves over MQTT, a person does not', async () => {
    const gateway = await access.accounts.createGateway({ name: `gateway${round}`, site: 'S' }, BY_SYSTEM);
    const device = await access.accounts.createDeviceKey({ site: 'S', device: `D-${round}` }, BY_SYSTEM);
    expect(await access.principalOfMqtt(gateway.account, Buffer.from(gateway.secret), null)).toMatchObject({
      type: 'gateway',
      site: 'S',
    });
    expect(await access.principalOfMqtt(device.account, device.secret, null)).toMatchObject({
      type: 'device',
      device: `D-${round}`,
    });
    expect(await access.principalOfMqtt(gateway.account, device.secret, null)).toBeNull();
    expect(await access.principalOfMqtt(gateway.account, undefined, null)).toBeNull();
    expect(await access.principalOfMqtt(undefined, undefined, null)).toBeNull();
    expect(await access.principalOfMqtt('\0', '\0', null)).toBeNull();
    expect(await access.principalOfMqtt(name, PASSWORD, null)).toBeNull();
    expect(await signIn(gateway.account, gateway.secret)).toMatchObject({ reason: 'credentials' });
  });

  test('a key is replaced only when asked for, and never takes over an account of another kind', async () => {
    const gateway = { name: `gateway${round}`, site: 'S' };
    const first = await access.accounts.createGateway(gateway, BY_SYSTEM);
    await expect(access.accounts.createGateway(gateway, BY_SYSTEM)).rejects.toThrow('the name is taken');
    const second = await access.accounts.createGateway({ ...gateway, rotate: true }, BY_SYSTEM);
    expect(second.id).toBe(first.id);
    expect(await access.principalOfMqtt(first.account, first.secret, null)).toBeNull();
    expect(await access.principalOfMqtt(first.account, second.secret, null)).not.toBeNull();
    const { accounts } = access;
    for (const take of [
      () => accounts.createGateway({ ...gateway, site: 'T', rotate: true }, BY_SYSTEM),
      () => accounts.createGateway({ name, site: 'S', rotate: true }, BY_SYSTEM),
      () => accounts.createDeviceKey({ name, site: 'S', device: 'D', rotate: true }, BY_SYSTEM),
    ])
      await expect(take()).rejects.toThrow('the name is taken');
  });

  test('a device has one account', async () => {
    const device = { site: 'S', device: `D-${round}` };
    await access.accounts.createDeviceKey(device, BY_SYSTEM);
    await expect(access.accounts.createDeviceKey({ ...device, name: `other${round}` }, BY_SYSTEM)).rejects.toThrow(
      'an account of another name',
    );
  });
});

describe('accounts', () => {
  test('the first administrator is made once, with the password given or a random one told once', async () => {
    await database.pool.query('DELETE FROM account');
    const made = await access.accounts.ensureAdministrator();
    expect(made).toMatchObject({ created: true, account: 'admin' });
    expect(made.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await signIn('admin', made.password!)).toMatchObject({ ok: true, principal: { role: 'administrator' } });
    expect(await access.accounts.ensureAdministrator('another one')).toEqual({
      created: false,
      account: 'admin',
      password: null,
    });
    await database.pool.query('DELETE FROM account');
    expect(await access.accounts.ensureAdministrator('given password')).toMatchObject({
      created: true,
      password: null,
    });
    expect(await signIn('admin', 'given password')).toMatchObject({ ok: true });
  });

  test.each(['', ' ', '-x', 'a b', "a';--", 'x'.repeat(65), 'a/b'])('the name %j is refused', async (bad) => {
    await expect(access.accounts.createUser({ name: bad, role: 'viewer' }, BY_SYSTEM)).rejects.toThrow('account name');
  });

  test('a short password, one equal to the name, and a name in other capitals are refused', async () => {
    const create = (user: { name: string; password?: string }) =>
      access.accounts.createUser({ role: 'viewer', ...user }, BY_SYSTEM);
    await expect(create({ name: 'short', password: '1234567' })).rejects.toThrow('8 to 256');
    await expect(create({ name: 'likename', password: 'LikeName' })).rejects.toThrow('must not be');
    await expect(create({ name: name.toUpperCase() })).rejects.toThrow('taken');
  });

  test('names are found by id', async () => {
    const made = await access.accounts.createUser({ name: `张三${round}`, role: 'viewer' }, BY_SYSTEM);
    const names = await access.accounts.namesOf([made.id, 'no-such-id']);
    expect([...names]).toEqual([[made.id, { account: `张三${round}`, displayName: `张三${round}` }]]);
  });
});

describe('the audit', () => {
  test('8.1.3-6 it tells who did what, when, from where, with what result', async () => {
    await signIn(name, 'wrong');
    await opened();
    const entries = (await access.audit.list({ limit: 1000 })).filter(({ accountName }) => accountName === name);
    expect(entries).toMatchObject([
      { action: 'session.open', result: 'done', at: clock, address: '192.0.2.7' },
      { action: 'session.open', result: 'failed', at: clock, address: '192.0.2.7', subject: name },
    ]);
  });

  test('a name that is nobody’s is not kept: people type their password there', async () => {
    await signIn('hunter2hunter2', 'x');
    const text = JSON.stringify(await access.audit.list({ limit: 1 }));
    expect(text).toContain('"failed"');
    expect(text).not.toContain('hunter2');
  });

  test.each(['UPDATE audit SET result = $$done$$', 'DELETE FROM audit', 'TRUNCATE audit'])(
    '8.1.3-6 it is only ever appended to: %s is refused',
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toThrow('append-only');
    },
  );

  test('it is read page by page, newest first', async () => {
    for (let i = 0; i < 3; i++)
      await access.audit.append(BY_SYSTEM, { action: 'test', subject: `${i}`, result: 'done' });
    const first = await access.audit.list({ limit: 2 });
    expect(first.map(({ subject }) => subject)).toEqual(['2', '1']);
    const next = await access.audit.list({ limit: 1, before: first[1]!.id });
    expect(next.map(({ subject }) => subject)).toEqual(['0']);
  });
});
