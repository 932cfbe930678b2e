import { join } from 'node:path';
import type { LayerRecord } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTileServer, samplePng, writePmtiles } from '../imagery/sample-tiles.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const PICTURE = samplePng([40, 60, 80]);
type Served = Awaited<ReturnType<typeof openTileServer>>;

let bench: ApiBench;
let well: Served;
let ill: Served;
beforeAll(async () => {
  bench = await openApiBench();
  well = await openTileServer((request, response) => {
    if (request.url?.includes('/9/')) response.writeHead(404).end();
    else response.end(PICTURE);
  });
  ill = await openTileServer((_request, response) => response.end('<html><script>alert(1)</script>'));
});
afterAll(async () => {
  await bench.close();
  await well.close();
  await ill.close();
});

const put = (code: string, given: object, status = 200) =>
  bench.json<LayerRecord & { detail: string }>(`/api/v1/layers/${code}/imagery`, {
    as: 'administrator',
    method: 'PUT',
    body: { name: { zh: '航拍', en: 'Aerial' }, scheme: 'xyz', ...given },
    status,
  });

describe('6.4.1-9 layers of pictures over HTTP', () => {
  test('the administrator declares a server; its tiles come from this one, and its address stays here', async () => {
    const record = await put('AERIAL', {
      url: `${well.url}/{z}/{x}/{y}?tk=secret`,
      datum: 'gcj02',
      rights: '© 测绘院',
      bounds: [112, 37, 113, 38],
    });
    expect(record).toMatchObject({ kind: 'imagery', rights: '© 测绘院', imagery: { datum: 'gcj02', scheme: 'xyz' } });
    const listed = await (await bench.call('/api/v1/layers', { as: 'viewer' })).text();
    expect(listed).toContain('AERIAL');
    expect(listed).not.toContain('secret');
    const address = record.imagery!.url.replace('{z}', '3').replace('{x}', '5').replace('{y}', '2');
    const tile = await bench.call(address, { as: 'viewer' });
    expect(tile.status).toBe(200);
    expect(tile.headers.get('content-type')).toBe('image/png');
    expect(tile.headers.get('cache-control')).toBe('private, max-age=86400');
    expect(Buffer.from(await tile.arrayBuffer()).equals(PICTURE)).toBe(true);
    expect(well.asked).toEqual(['/3/5/2?tk=secret']);
    expect((await bench.call('/api/v1/layers/AERIAL/tiles/3/5/9', { as: 'viewer' })).status).toBe(404);
    const empty = await bench.call('/api/v1/layers/AERIAL/tiles/9/5/9', { as: 'viewer' });
    expect([empty.status, empty.headers.get('cache-control')]).toEqual([204, 'private, max-age=300']);
  });

  test('a server that sends a page instead of a picture: 502 that says so, and the page goes nowhere', async () => {
    await put('ILL', { url: `${ill.url}/{z}/{x}/{y}` });
    const answer = await bench.call('/api/v1/layers/ILL/tiles/3/5/2', { as: 'viewer' });
    expect([answer.status, answer.headers.get('imagery-fault')]).toEqual([502, 'notImage']);
    const problem = await answer.json();
    expect(problem).toMatchObject({
      type: '/api/docs#bad-gateway',
      detail: expect.stringMatching(/expected a picture/),
    });
    expect(JSON.stringify(problem)).not.toContain('alert');
  });

  test.each([
    [
      'a server that is not allowed',
      { url: 'https://tiles.example.com/{z}/{x}/{y}' },
      /not among the imagery servers that TWIN_IMAGERY_SERVERS allows/,
    ],
    ['an address inside', { url: 'http://[::1]/{z}/{x}/{y}' }, /not among/],
    ['another protocol', { url: 'file:///etc/{z}/{x}/{y}' }, /body\.url/],
    ['an address that names no tile', { url: 'http://127.0.0.1/{z}' }, /expected \{x\}/],
    ['zooms the wrong way round', { url: 'http://127.0.0.1/{z}/{x}/{y}', minZoom: 9, maxZoom: 3 }, /body\.maxZoom/],
  ])('%s is refused', async (_, given, reason) => {
    expect((await put('NONE', given, 400)).detail).toMatch(reason);
    expect((await bench.call('/api/v1/layers/NONE/tiles/1/0/0', { as: 'viewer' })).status).toBe(404);
  });

  test('a layer of another kind keeps its kind', async () => {
    const body = {
      name: { zh: '绿地', en: 'Green' },
      kind: 'features',
      group: 'ground',
      source: 'x',
      crs: 'EPSG:4326',
    };
    await bench.json('/api/v1/layers/GREEN', { as: 'administrator', method: 'PUT', body });
    await put('GREEN', { url: `${well.url}/{z}/{x}/{y}` }, 409);
  });

  test('an archive is served, and gone with its layer', async () => {
    const file = join(bench.folder, 'air.pmtiles');
    await writePmtiles(file, [{ z: 4, x: 13, y: 6, bytes: PICTURE }]);
    const { source, facts } = await bench.imagery.putArchive('AIR', file);
    await bench.layers.put({
      ...(await bench.layers.get('AERIAL'))!,
      code: 'AIR',
      imagery: source,
      bounds: [...facts.bounds],
    });
    const tile = await bench.call('/api/v1/layers/AIR/tiles/4/13/6', { as: 'viewer' });
    expect(Buffer.from(await tile.arrayBuffer()).equals(PICTURE)).toBe(true);
    expect((await bench.call('/api/v1/layers/AIR', { as: 'administrator', method: 'DELETE' })).status).toBe(204);
    expect((await bench.call('/api/v1/layers/AIR/tiles/4/13/6', { as: 'viewer' })).status).toBe(404);
  });

  test('6.4.14 tiles are for whoever may see the twin, declaring is for the administrator', async () => {
    expect((await bench.call('/api/v1/layers/AERIAL/tiles/3/5/2')).status).toBe(401);
    const sender = await bench.apiKey('observations.write');
    expect((await bench.call('/api/v1/layers/AERIAL/tiles/3/5/2', { as: sender })).status).toBe(403);
    const given = { as: 'operator', method: 'PUT', body: {} } as const;
    expect((await bench.call('/api/v1/layers/AERIAL/imagery', given)).status).toBe(403);
  });
});
