import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { ImageryServer } from 'twin-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { AllowedServers } from '../engines/outside/allowed-servers.ts';
import { testDatabase } from '../fixtures/database.ts';
import { Imagery } from './imagery.ts';
import { openTileServer, samplePng, writeMbtiles } from './sample-tiles.test-kit.ts';

const BLUE = samplePng([0, 0, 255]);
const RED = samplePng([255, 0, 0]);
const DAY_MS = 86_400_000;

let database: Database;
let folder: string;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twin-imagery-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const clock = { now: Date.now() };

async function openImagery(allowed: readonly string[] = ['127.0.0.0/8']): Promise<Imagery> {
  const imagery = await Imagery.open({
    pool: database.pool,
    site: 'S',
    dataDir: folder,
    allowed: new AllowedServers(allowed),
    log: pino({ level: 'silent' }),
    timeoutMs: 300,
    now: () => clock.now,
  });
  closing.push(() => imagery.close());
  return imagery;
}

async function serve(answer: Parameters<typeof openTileServer>[0]) {
  const server = await openTileServer(answer);
  closing.push(() => server.close());
  return server;
}

const declared = (url: string, more: object = {}) =>
  ImageryServer.parse({ name: { zh: '影像', en: 'Imagery' }, scheme: 'xyz', url: `${url}/{z}/{x}/{y}.png`, ...more });

describe('6.4.1-9 pictures of other servers, fetched by this one', () => {
  test('a tile is fetched once, kept, and shown from the disk; a week later it is asked for again', async () => {
    const server = await serve((_request, response) => response.setHeader('content-type', 'image/png').end(BLUE));
    const imagery = await openImagery();
    const source = await imagery.putServer('IMG', declared(server.url, { datum: 'gcj02', maxZoom: 17 }));
    expect(source).toMatchObject({ scheme: 'xyz', datum: 'gcj02', maxZoom: 17, tilePx: 256 });
    expect(source.url).toMatch(/^\/api\/v1\/layers\/IMG\/tiles\/\{z\}\/\{x\}\/\{y\}\?v=[0-9a-f]{12}$/);
    const answers = await Promise.all([imagery.tile('IMG', 3, 5, 2), imagery.tile('IMG', 3, 5, 2)]);
    for (const answer of answers) expect(Buffer.from(answer!.image!.bytes).equals(BLUE)).toBe(true);
    await imagery.tile('IMG', 3, 5, 2);
    expect(server.asked).toEqual(['/3/5/2.png']);
    clock.now += 8 * DAY_MS;
    await imagery.tile('IMG', 3, 5, 2);
    expect(server.asked).toHaveLength(2);
  });

  test('where a server fails, an old picture is better than none', async () => {
    let well = true;
    const server = await serve((_request, response) => (well ? response.end(BLUE) : response.writeHead(500).end()));
    const imagery = await openImagery();
    await imagery.putServer('OLD', declared(server.url));
    await imagery.tile('OLD', 3, 5, 2);
    well = false;
    clock.now += 8 * DAY_MS;
    expect(Buffer.from((await imagery.tile('OLD', 3, 5, 2))!.image!.bytes).equals(BLUE)).toBe(true);
    await expect(imagery.tile('OLD', 3, 5, 3)).rejects.toMatchObject({ code: 'status' });
  });

  test.each<readonly [string, Parameters<typeof openTileServer>[0], string, RegExp]>([
    ['fails', (_request, response) => response.writeHead(503).end('down'), 'status', /answered 503; expected 200/],
    ['hangs', () => undefined, 'timeout', /did not answer within 0.3 s/],
    [
      'stops in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': BLUE.byteLength }).write(BLUE.subarray(0, 40));
      },
      'timeout',
      /did not answer within/,
    ],
    [
      'sends HTML that it calls a picture',
      (_request, response) => response.setHeader('content-type', 'image/png').end('<html>Sign in</html>'),
      'notImage',
      /expected a picture/,
    ],
    [
      'sends without end',
      (_request, response) => {
        response.writeHead(200);
        const more = () => response.write(Buffer.alloc(1 << 20), (error) => error ?? more());
        more();
      },
      'tooLarge',
      /more than 4194304 bytes/,
    ],
    [
      'sends elsewhere',
      (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'status',
      /answered 302/,
    ],
    ['hangs up', (request) => request.socket.destroy(), 'unreachable', /cannot be reached/],
  ])('a server that %s: said, soon left alone, and asked again later', async (_, answer, code, reason) => {
    const server = await serve(answer);
    const imagery = await openImagery();
    await imagery.putServer('BAD', declared(server.url));
    for (const x of [0, 1, 2])
      await expect(imagery.tile('BAD', 3, x, 0)).rejects.toMatchObject({
        name: 'ImageryFault',
        code,
        message: expect.stringMatching(reason),
      });
    const asked = server.asked.length;
    await expect(imagery.tile('BAD', 3, 3, 0)).rejects.toMatchObject({ code });
    expect(server.asked).toHaveLength(asked);
    clock.now += 31_000;
    await expect(imagery.tile('BAD', 3, 4, 0)).rejects.toMatchObject({ code });
    expect(server.asked).toHaveLength(asked + 1);
  });

  test('a server that hangs holds up nobody: other layers go on, and who waits is told after the first few', async () => {
    const hanging = await serve(() => undefined);
    const well = await serve((_request, response) => response.end(BLUE));
    const imagery = await openImagery();
    await imagery.putServer('HANG', declared(hanging.url));
    await imagery.putServer('WELL', declared(well.url));
    const waiting = Array.from({ length: 60 }, (_, x) => imagery.tile('HANG', 8, x, 0).catch(({ code }) => code));
    expect((await imagery.tile('WELL', 3, 5, 2))?.image?.type).toBe('image/png');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['timeout']));
    expect(hanging.asked.length).toBeLessThanOrEqual(12);
  });

  test('no tile there is no fault', async () => {
    const server = await serve((_request, response) => response.writeHead(404).end());
    const imagery = await openImagery();
    await imagery.putServer('EMPTY', declared(server.url));
    for (let x = 0; x < 5; x += 1) expect((await imagery.tile('EMPTY', 4, x, 0))?.image).toBeNull();
    expect(server.asked).toHaveLength(5);
  });

  test('a server that is not allowed cannot be declared, and one that no longer is, is not asked', async () => {
    const server = await serve((_request, response) => response.end(BLUE));
    const strict = await openImagery([]);
    await expect(strict.putServer('NO', declared(server.url))).rejects.toThrow(/url: 127\.0\.0\.1 is not among/);
    await (await openImagery()).putServer('NO', declared(server.url));
    await expect(strict.tile('NO', 1, 0, 0)).rejects.toMatchObject({ code: 'notAllowed' });
    expect(server.asked).toEqual([]);
  });

  test('an allowed name that leads inside is not followed', async () => {
    const server = await serve((_request, response) => response.end(BLUE));
    const imagery = await openImagery(['localhost']);
    await imagery.putServer('INSIDE', declared(server.url.replace('127.0.0.1', 'localhost')));
    await expect(imagery.tile('INSIDE', 1, 0, 0)).rejects.toMatchObject({ code: 'notAllowed' });
    expect(server.asked).toEqual([]);
  });
});

describe('6.4.1-9 pictures of archives', () => {
  test('an archive becomes a layer, is replaced with another, and goes with it; what is no archive changes nothing', async () => {
    const imagery = await openImagery();
    const write = (name: string, bytes: Uint8Array) => {
      const file = join(folder, name);
      writeMbtiles(file, [{ z: 5, x: 1, y: 2, bytes }], { metadata: { format: 'png' } });
      return file;
    };
    const first = write('a.mbtiles', BLUE);
    const { source, facts } = await imagery.putArchive('AIR', first, 'bd09');
    expect(facts).toMatchObject({ minZoom: 5, maxZoom: 5, datum: 'bd09' });
    expect(source.datum).toBe('bd09');
    // The file stays its owner's.
    await rm(first);
    const kept = await imagery.tile('AIR', 5, 1, 2);
    expect(Buffer.from(kept!.image!.bytes).equals(BLUE)).toBe(true);
    expect((await imagery.tile('AIR', 5, 9, 9))!.image).toBeNull();

    const page = join(folder, 'page.mbtiles');
    await writeFile(page, '<html>');
    await expect(imagery.putArchive('AIR', page)).rejects.toThrow(/begins like HTML/);
    expect((await imagery.tile('AIR', 5, 1, 2))?.version).toBe(kept!.version);

    await imagery.putArchive('AIR', write('b.mbtiles', RED));
    const replaced = await imagery.tile('AIR', 5, 1, 2);
    expect(Buffer.from(replaced!.image!.bytes).equals(RED)).toBe(true);
    expect(replaced!.version).not.toBe(kept!.version);

    await imagery.remove('AIR');
    expect(await imagery.tile('AIR', 5, 1, 2)).toBeNull();
  });

  test('what another process declares is seen', async () => {
    const [one, other] = [await openImagery(), await openImagery()];
    expect(await one.tile('SHARED', 5, 1, 2)).toBeNull();
    const file = join(folder, 'c.mbtiles');
    writeMbtiles(file, [{ z: 5, x: 1, y: 2, bytes: BLUE }]);
    await other.putArchive('SHARED', file);
    expect((await one.tile('SHARED', 5, 1, 2))?.image?.type).toBe('image/png');
  });
});
