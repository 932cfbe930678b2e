import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench, PASSWORD } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

describe('headers', () => {
  test('8.1.5-2 the policy lets in no script but ours and evaluates nothing but WebAssembly', async () => {
    for (const path of ['/', '/api/v1/site', '/nowhere', '/api/docs']) {
      const { headers } = await bench.call(path);
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("'unsafe-eval'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('answers of the API are kept by no cache', async () => {
    expect((await bench.call('/api/v1/site', { as: 'viewer' })).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the page that asks', () => {
  const signIn = (headers: Record<string, string>) =>
    bench.call('/api/v1/session', { body: { account: 'viewer', password: PASSWORD }, headers });

  test('8.1.5-2 a change asked for by a page of another site is refused, cookie or not', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: bench.url.replace('127.0.0.1', 'localhost') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const response = await signIn(headers);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ type: '/api/docs#foreign-origin' });
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('a page of this server, and a program that is no browser, are served', async () => {
    expect((await signIn({ origin: bench.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await signIn({})).status).toBe(200);
  });
});

interface Refusal {
  detail: string;
  requestId: string;
  errors: { in: string; field: string }[];
}
const refusalOf = async (response: Response) => (await response.json()) as Refusal;

describe('problems', () => {
  test('RFC 9457 a refusal has its type, title, status, detail and the request id of the log', async () => {
    const response = await bench.call('/api/v1/devices/NONE', { as: 'viewer' });
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const body = await refusalOf(response);
    expect(body).toEqual({
      type: '/api/docs#not-found',
      title: 'There is no such thing',
      status: 404,
      detail: 'no device NONE',
      requestId: response.headers.get('x-request-id'),
    });
    expect(bench.logged.some((line) => line.includes(body.requestId))).toBe(true);
  });

  test.each([
    ['/api/v1/devices?limit=0', 'query.limit'],
    ['/api/v1/devices?limit=abc', 'query.limit'],
    ['/api/v1/devices?limit=1&limit=2', 'query.limit'],
    ['/api/v1/devices?state=broken', 'query.state'],
    ['/api/v1/devices?bbox=1,2,3', 'query.bbox'],
    ['/api/v1/devices?cursor=nonsense', 'query.cursor'],
    ['/api/v1/devices?colour=red', 'query.colour'],
    ['/api/v1/devices?q=a%00b', 'query.q'],
    ['/api/v1/devices/a%00b', 'path.code'],
    [`/api/v1/devices/${'x'.repeat(65)}`, 'path.code'],
    ['/api/v1/devices/FA-1/observations?property=nope', 'query.property'],
    ['/api/v1/devices/FA-1/observations?property=batteryPct&from=yesterday', 'query.from'],
    ['/api/v1/devices/FA-1/observations?property=batteryPct&interval=1000&from=0', 'query.interval'],
    ['/api/v1/alarms?priority=5', 'query.priority'],
    ['/api/v1/alarms?condition=loud', 'query.condition'],
    ['/api/v1/alarms?cursor=WyJhIl0', 'query.cursor'],
    ['/api/v1/journal?from=2026-11-22', 'query.from'],
  ])('bad input is the caller’s fault and named: GET %s', async (path, field) => {
    const response = await bench.call(path, { as: 'operator' });
    expect(response.status).toBe(400);
    const { detail, errors } = await refusalOf(response);
    expect(detail).toMatch(new RegExp(`^${field}: `));
    expect(errors.map((fault) => `${fault.in}.${fault.field}`)).toContain(field);
  });

  test.each([
    ["'; DROP TABLE device; --"],
    ["' OR '1'='1"],
    ['%'],
    ['_'],
    ['\\'],
    ['$1'],
    ['<script>alert(1)</script>'],
  ])('SQL and markup in a filter are text: %s', async (text) => {
    const value = encodeURIComponent(text);
    for (const path of [
      `/api/v1/devices?q=${value}`,
      `/api/v1/devices?building=${value}`,
      `/api/v1/alarms?q=${value}`,
      `/api/v1/alarms?zone=${value}`,
      `/api/v1/houses?q=${value}`,
      `/api/v1/journal?kind=${value}`,
      `/api/v1/dead-letters?device=${value}`,
    ])
      expect(await bench.json(path, { as: 'operator' })).toMatchObject({ items: [], next: null });
    expect((await bench.call(`/api/v1/devices/${value}`, { as: 'operator' })).status).toBe(404);
    expect((await bench.database.pool.query('SELECT count(*)::int AS n FROM device')).rows[0].n).toBe(5);
  });

  test.each([
    ['not JSON', '{', 'application/json', 400, 'body: is not JSON'],
    ['a bare word', '"text"', 'application/json', 400, 'body: is not JSON'],
    ['another type', 'a=1', 'application/x-www-form-urlencoded', 415, 'body: expected application/json'],
    ['another charset', '{}', 'application/json; charset=koi8-r', 415, 'body: expected application/json in UTF-8'],
    ['too much', JSON.stringify({ account: 'x'.repeat(70_000) }), 'application/json', 413, 'body: is larger than'],
    ['another shape', '{"account":1}', 'application/json', 400, 'body.account: '],
    [
      'something more',
      '{"account":"a","password":"b","admin":true}',
      'application/json',
      400,
      'body.admin: is not known',
    ],
  ])('a body that is %s is refused in words', async (_, body, type, status, detail) => {
    const response = await bench.call('/api/v1/session', { body, headers: { 'content-type': type } });
    expect(response.status).toBe(status);
    expect((await refusalOf(response)).detail).toContain(detail);
  });

  test.each([['/api/v1/nothing'], ['/nowhere'], ['/api/v1/'], ['/api'], ['/api/v1/Devices']])(
    '%s does not exist',
    async (path) => {
      const response = await bench.call(path, { as: 'administrator' });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('an address that cannot be decoded is refused', async () => {
    expect((await bench.call('/api/v1/devices/%E0%A4%A', { as: 'viewer' })).status).toBe(400);
    expect((await bench.call('/tilesets/%E0%A4%A', { as: 'viewer' })).status).toBe(404);
  });

  test('a header that is not HTTP is refused without a word about the program', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${bench.url}/api/v1/site`, { headers: { cookie: 'twin_session=\u00ff' } }, (response) =>
        resolve(response.statusCode),
      );
      sent.on('error', reject).end();
    });
    expect(answer).toBe(401);
  });

  test('our own fault is told by its id alone; the log has the rest', async () => {
    await bench.database.pool.query('ALTER TABLE dead_letter RENAME TO mislaid');
    const response = await bench.call('/api/v1/dead-letters', { as: 'operator' });
    await bench.database.pool.query('ALTER TABLE mislaid RENAME TO dead_letter');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toMatch(/dead_letter|mislaid|SELECT|\.ts|at /);
    const { requestId } = JSON.parse(text);
    expect(bench.logged.find((line) => line.includes(requestId) && line.includes('dead_letter'))).toBeDefined();
  });
});

describe('the log', () => {
  test('8.1.3-3 neither passwords, tokens, keys nor queries are in it', async () => {
    const key = await bench.apiKey('twin.view');
    const response = await bench.call('/api/v1/session', { body: { account: 'viewer', password: PASSWORD } });
    const token = /=([^;]+)/.exec(response.headers.get('set-cookie')!)![1]!;
    await bench.call('/api/v1/site', { headers: { cookie: `twin_session=${token}` } });
    await bench.call('/api/v1/devices?q=%E7%8E%8B%E5%BB%BA%E5%9B%BD', { as: key });
    const text = bench.logged.join('\n');
    for (const secret of [PASSWORD, token, key.key, '王建国', '%E7%8E%8B']) expect(text).not.toContain(secret);
    expect(text).toContain('"path":"/api/v1/devices"');
  });
});

describe('the description', () => {
  test('6.1.2 OpenAPI 3.1 lists every operation with its right, its answers and its problems', async () => {
    const document = await bench.json<{ openapi: string; paths: Record<string, Record<string, Operation>> }>(
      '/api/v1/openapi.json',
    );
    interface Operation {
      operationId: string;
      description: string;
      parameters: { name: string; in: string; required: boolean }[];
      responses: Record<string, unknown>;
    }
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('postAlarmsIdOutOfService');
    for (const { path, parameters, responses, description } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((p) => p.in === 'path' && p.required).map((p) => p.name)).toEqual(inPath);
      expect(Object.keys(responses).filter((status) => status.startsWith('2'))).toHaveLength(1);
      expect(description).not.toBe('');
    }
    expect(JSON.stringify(document)).not.toContain('$defs');
  });

  test('/api/docs can be read without a script, and names every operation and problem', async () => {
    const page = await (await bench.call('/api/docs')).text();
    expect(page).not.toContain('<script');
    expect(page).toContain('/api/v1/devices/{code}/observations');
    expect(page).toContain('id="not-found"');
  });
});

describe('operations', () => {
  test('the server says that it is alive and ready', async () => {
    expect(await bench.json('/healthz')).toEqual({ alive: true });
    expect(await bench.json('/readyz')).toEqual({ ready: true, checks: { journal: 'ok', lease: 'ok', schema: 'ok' } });
  });

  test('metrics are for a scraper on the same machine or with the right', async () => {
    await bench.call('/api/v1/devices/FA-1', { as: 'viewer' });
    const text = await (await bench.call('/metrics')).text();
    expect(text).toContain('twin_http_request_seconds_count{method="GET",route="/api/v1/devices/:code",status="200"}');
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    expect((await bench.call('/metrics', { headers })).status).toBe(401);
    expect((await bench.call('/metrics', { headers, as: 'viewer' })).status).toBe(403);
    expect((await bench.call('/metrics', { headers, as: 'operator' })).status).toBe(200);
  });
});

describe('files', () => {
  test.each([['/'], ['/desk'], ['/desk?device=FA-1']])('%s is the client, revalidated at each visit', async (path) => {
    const response = await bench.call(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>twin</title>');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('files with a hash in their name are kept for ever, others are revalidated', async () => {
    expect((await bench.call('/assets/main-4f2a.js')).headers.get('cache-control')).toContain('immutable');
    expect((await bench.call('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await bench.call('/assets/gone.js')).status).toBe(404);
  });

  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['identity', null],
  ])('WALL: a text of the build comes packed to whom takes that (%s), as the same text', async (accepted, encoding) => {
    const response = await bench.call('/assets/main-4f2a.js', { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await response.text()).toBe('export {};');
  });

  test('WALL: a long answer of the API comes packed to whom takes that, a short one plain', async () => {
    const long = (accepted: string) =>
      bench.call('/api/v1/facilities', { as: 'viewer', headers: { 'accept-encoding': accepted } });
    const packed = await long('gzip');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('content-type')).toMatch(/^application\/json/);
    const plain = await long('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.json()).toEqual(await plain.json());
    const short = await bench.call('/api/v1/devices/FA-1', { as: 'viewer', headers: { 'accept-encoding': 'gzip' } });
    expect(short.headers.get('content-encoding')).toBeNull();
  });

  test('tiles have the right types, and an unchanged one is not sent again', async () => {
    const tile = await bench.call('/tilesets/B01/0.glb', { as: 'viewer' });
    expect(tile.headers.get('content-type')).toBe('model/gltf-binary');
    expect(tile.headers.get('cache-control')).toBe('private, no-cache');
    // Without the second header fetch itself asks for a fresh copy.
    const headers = { 'if-none-match': tile.headers.get('etag')!, 'cache-control': 'max-age=0' };
    expect((await bench.call('/tilesets/B01/0.glb', { as: 'viewer', headers })).status).toBe(304);
    const tileset = await bench.call('/tilesets/B01/tileset.json', { as: 'viewer' });
    expect(tileset.headers.get('content-type')).toMatch(/^application\/json/);
  });
});
