import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placementMatrix } from '../bake/tiles/tileset.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const GLB = 'glTF '.repeat(200);
const TILESET = { asset: { version: '1.1' }, geometricError: 9, root: { transform: [1, 0], children: [{}] } };

let bench: ApiBench;
let key: string;

beforeAll(async () => {
  bench = await openApiBench();
  ({ key } = await bench.apiKey('twin.view'));
  const model = join(bench.folder, 'tilesets', 'B02');
  await mkdir(join(model, 'storeys'), { recursive: true });
  await writeFile(join(model, 'tileset.json'), JSON.stringify(TILESET));
  await writeFile(join(model, 'spaces.json'), JSON.stringify(TILESET));
  await writeFile(join(model, 'outline.json'), '{"version":2}');
  await writeFile(join(model, 'storeys', '00-shell.glb'), GLB);
  await writeFile(join(model, 'storeys', '00-shell.glb.br'), brotliCompressSync(GLB));
  await writeFile(join(model, 'storeys', '00-shell.glb.gz'), gzipSync(GLB));
  await writeFile(join(model, 'storeys', '01-shell.glb'), GLB);
  await writeFile(join(model, 'storeys', '01-shell.glb.gz'), gzipSync(GLB));
  await writeFile(join(model, '.hidden'), 'not for anybody');
});
afterAll(() => bench.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** The answer as it comes over the wire: fetch would decode it, and tidy the path. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      bench.url,
      { path, method, headers: { authorization: `Bearer ${key}`, ...headers } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      },
    );
    sent.on('error', reject).end();
  });
}

const tilesetOf = ({ body }: Answer) => JSON.parse(body.toString()) as typeof TILESET;

describe('tilesets: compressed twins', () => {
  const tile = '/tilesets/B02/storeys/00-shell.glb';

  test.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br', '*', brotliDecompressSync],
    ['gzip', 'gzip, br;q=0', gunzipSync],
  ])('%s goes to who accepts "%s", with its own type and tag', async (encoding, accepted, decode) => {
    const plain = await get(tile);
    const answer = await get(tile, { 'accept-encoding': accepted });
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'model/gltf-binary',
      vary: expect.stringContaining('Accept-Encoding'),
      'cache-control': 'private, no-cache',
    });
    expect(decode(answer.body).toString()).toBe(GLB);
    expect(answer.headers.etag).not.toBe(plain.headers.etag);
  });

  test('who accepts none gets the file itself, told to vary all the same', async () => {
    const answer = await get(tile);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers.vary).toContain('Accept-Encoding');
    expect(answer.body.toString()).toBe(GLB);
  });

  test('a twin that is missing is passed over', async () => {
    const answer = await get('/tilesets/B02/storeys/01-shell.glb', { 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    const outline = await get('/tilesets/B02/outline.json', { 'accept-encoding': 'br, gzip' });
    expect(outline.headers['content-encoding']).toBeUndefined();
    expect(outline.headers['content-type']).toMatch(/^application\/json/);
  });

  test('an unchanged one is not sent again, a head has no body', async () => {
    const { headers } = await get(tile, { 'accept-encoding': 'br' });
    const again = await get(tile, { 'accept-encoding': 'br', 'if-none-match': String(headers.etag) });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect((await get(tile, { 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) })).status).toBe(200);
    expect(await get(tile, {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });
});

describe('tilesets: the place is the registry’s', () => {
  test.each(['tileset.json', 'spaces.json'])('%s stands where the registry has the building', async (file) => {
    const { placement } = bench.registry.building('B02')!;
    const answer = await get(`/tilesets/B02/${file}`);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(tilesetOf(answer)).toEqual({ ...TILESET, root: { ...TILESET.root, transform: placementMatrix(placement) } });
  });

  test('a building moved by hand stands there at once, under another tag', async () => {
    const building = bench.registry.building('B02')!;
    const placement = { ...building.placement, height: building.placement.height + 3, headingDeg: 40 };
    const before = await get('/tilesets/B02/tileset.json');
    const etag = String(before.headers.etag);
    expect((await get('/tilesets/B02/tileset.json', { 'if-none-match': etag })).status).toBe(304);
    await bench.registry.putBuilding({ ...building, placement }, 'test');
    const after = await get('/tilesets/B02/tileset.json', { 'if-none-match': etag });
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(etag);
    expect(tilesetOf(after).root.transform).toEqual(placementMatrix(placement));
  });

  test('a new bake of it is seen at once', async () => {
    const file = join(bench.folder, 'tilesets', 'B02', 'tileset.json');
    const before = await get('/tilesets/B02/tileset.json');
    await writeFile(file, JSON.stringify({ ...TILESET, geometricError: 8 }));
    await utimes(file, 1, 1);
    const after = await get('/tilesets/B02/tileset.json', { 'if-none-match': String(before.headers.etag) });
    expect([after.status, tilesetOf(after).geometricError]).toEqual([200, 8]);
  });

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('it goes out as %s to who accepts that', async (encoding, decode) => {
    const answer = await get('/tilesets/B02/tileset.json', { 'accept-encoding': encoding });
    expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: expect.stringContaining('Encoding') });
    const plain = await get('/tilesets/B02/tileset.json');
    expect(decode(answer.body)).toEqual(plain.body);
    expect(answer.headers.etag).not.toBe(plain.headers.etag);
  });
});

describe('tilesets: where a model is looked for', () => {
  test('an imported model hides the demonstration’s as a whole', async () => {
    expect((await get('/tilesets/B01/0.glb')).status).toBe(200);
    const imported = join(bench.folder, 'tilesets', 'B01');
    await mkdir(imported);
    expect((await get('/tilesets/B01/0.glb')).status).toBe(200);
    await writeFile(join(imported, 'tileset.json'), JSON.stringify(TILESET));
    expect((await get('/tilesets/B01/0.glb')).status).toBe(404);
    expect(tilesetOf(await get('/tilesets/B01/tileset.json')).geometricError).toBe(9);
  });

  test.each([
    '/tilesets/../secret.txt',
    '/tilesets/B02/../../secret.txt',
    '/tilesets/B02/%2e%2e/%2e%2e/secret.txt',
    '/tilesets/B02/..%2f..%2fsecret.txt',
    '/tilesets/..%2fsecret.txt',
    '/tilesets/B02/..%5c..%5csecret.txt',
    '/tilesets/B02/.hidden',
    '/tilesets/B02/tileset.json%00.glb',
    '/tilesets/%2e%2e/secret.txt',
    '/tilesets//etc/passwd',
    '/tilesets/B02//etc/passwd',
    '/tilesets/B02/storeys',
    '/tilesets/B02/',
    '/tilesets/B02',
    '/tilesets/',
    '/tilesets/B99/tileset.json',
    '/tilesets/B02/%E0%A4%A',
  ])('%s is nothing', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  test('nothing is written through it', async () => {
    expect((await get('/tilesets/B02/tileset.json', {}, 'PUT')).status).toBe(404);
    expect((await get('/tilesets/B02/tileset.json', {}, 'DELETE')).status).toBe(404);
  });
});
