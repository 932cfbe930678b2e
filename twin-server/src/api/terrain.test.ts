import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTerrainSource } from '../open-terrain.ts';
import type { TerrainSource } from '../terrain/terrain-source.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const MODELS = fileURLToPath(new URL('../../../models/terrain', import.meta.url));

let bench: ApiBench;
let terrain: TerrainSource;
let cache: string;
let key: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'twin-terrain-cache-'));
  const log = pino({ level: 'silent' });
  terrain = (await openTerrainSource({ folders: ['/nowhere', MODELS], cache: join(cache, 'tiles'), log }))!;
  bench = await openApiBench({ terrain });
  ({ key } = await bench.apiKey('twin.view'));
});
afterAll(async () => {
  await bench.close();
  await terrain.close();
  await rm(cache, { recursive: true });
});

/** An answer as it comes over the wire, not unpacked. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const url = new URL(path, bench.url);
    request(url, { headers: { authorization: `Bearer ${key}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** The tile with the estate. */
const TILE = '/terrain/14/26627/11638.terrain';

describe('6.4.1-9 terrain over HTTP', () => {
  test('layer.json names format, tiling, normals and the tiles there are', async () => {
    expect(await bench.json('/terrain/layer.json', { as: 'viewer' })).toMatchObject({
      format: 'quantized-mesh-1.0',
      projection: 'EPSG:4326',
      scheme: 'tms',
      extensions: ['octvertexnormals'],
      tiles: ['{z}/{x}/{y}.terrain?v={version}'],
      maxzoom: 14,
    });
  });

  test('a tile comes gzipped to whom takes that, and plain to others, as the same mesh', async () => {
    const packed = await get(TILE, { 'accept-encoding': 'gzip' });
    const plain = await get(TILE, { 'accept-encoding': 'identity' });
    expect([packed.status, plain.status]).toEqual([200, 200]);
    expect(packed.headers).toMatchObject({
      'content-type': 'application/vnd.quantized-mesh;extensions=octvertexnormals',
      'content-encoding': 'gzip',
      vary: expect.stringContaining('Accept-Encoding'),
    });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
  });

  test('a tile asked for by its version stays for ever, another is asked for anew, and not sent twice', async () => {
    const { version } = await bench.json<{ version: string }>('/terrain/layer.json', { as: 'viewer' });
    const fixed = await get(`${TILE}?v=${version}`, { 'accept-encoding': 'gzip' });
    expect(fixed.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const again = await get(TILE, { 'accept-encoding': 'gzip', 'if-none-match': String(fixed.headers.etag) });
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe('private, no-cache');
  });

  test('there is ground everywhere, also far from every source', async () => {
    expect((await get('/terrain/5/10/10.terrain')).status).toBe(200);
    expect((await get('/terrain/0/1/0.terrain')).status).toBe(200);
  });

  test.each([
    '/terrain/14/99999/1.terrain',
    '/terrain/3/1/8.terrain',
    '/terrain/40/1/1.terrain',
    '/terrain/a/b/c.terrain',
    '/terrain/14/1/..%2f1.terrain',
  ])('%s is no tile', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('who is not signed in gets neither terrain nor heights', async () => {
    for (const path of ['/terrain/layer.json', TILE, '/api/v1/heights?points=112.55,37.87'])
      expect((await fetch(`${bench.url}${path}`)).status).toBe(401);
  });
});

describe('6.4.1-9 heights', () => {
  test('of places are above the ellipsoid and above EGM96, with their source and its accuracy; null where there is none', async () => {
    const { items } = await bench.json<{ items: unknown[] }>('/api/v1/heights?points=112.55,37.87;112.3,37.9;0,0', {
      as: 'viewer',
    });
    expect(items).toEqual([
      {
        longitude: 112.55,
        latitude: 37.87,
        height: expect.closeTo(771.579, 3),
        normalHeight: expect.closeTo(790, 6),
        source: expect.stringContaining('10 m'),
        accuracyM: expect.closeTo(0.502, 3),
      },
      expect.objectContaining({ source: expect.stringContaining('90 m') }),
      { longitude: 0, latitude: 0, height: null, normalHeight: null, source: null, accuracyM: null },
    ]);
  });

  test.each(['112.55', '112.55,37.87;', '112.55,x', '37.87,112.55', '1,2,3', Array(501).fill('1,1').join(';')])(
    'points=%s is refused',
    async (points) => {
      const response = await bench.call(`/api/v1/heights?points=${points}`, { as: 'viewer' });
      expect(response.status).toBe(400);
    },
  );

  test('where the site has no elevation model are null, and there is no terrain', async () => {
    const bare = await openApiBench();
    try {
      const { items } = await bare.json<{ items: { height: null }[] }>('/api/v1/heights?points=112.55,37.87', {
        as: 'viewer',
      });
      expect(items.map(({ height }) => height)).toEqual([null]);
      expect((await bare.call('/terrain/layer.json', { as: 'viewer' })).status).toBe(404);
    } finally {
      await bare.close();
    }
  });
});
