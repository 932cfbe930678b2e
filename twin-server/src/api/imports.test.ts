import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildingRecord, BuildingVersion, ImportJob, ImportRequest } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleIfc, TAIYUAN_CONVERSION } from '../bake/ifc/sample-ifc.test-kit.ts';
import { announce, named, sendFrom, type TusCall, upload } from '../imports/tus-call.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
let tus: TusCall;
beforeAll(async () => {
  bench = await openApiBench();
  tus = tusAs('administrator');
});
afterAll(() => bench.close());

const UPLOADS = '/api/v1/uploads';
const FAR = { longitude: 6.1, latitude: 49.6, height: 340, headingDeg: 12 };

function tusAs(role: 'administrator' | 'operator' | 'viewer' | null): TusCall {
  return (method, path, { headers = {}, body } = {}) =>
    bench.call(path, {
      ...(role && { as: role }),
      method,
      body,
      headers: { 'Tus-Resumable': '1.0.0', 'content-type': 'application/octet-stream', ...headers },
    });
}

const ask = <T>(path: string, status = 200) => bench.json<T>(`/api/v1${path}`, { as: 'administrator', status });
const submit = (body: ImportRequest, status = 201) =>
  bench.json<ImportJob>('/api/v1/imports', { as: 'administrator', body, status });

/** Waits until an import is over. */
async function outcome(id: string): Promise<ImportJob> {
  let job = await ask<ImportJob>(`/imports/${id}`);
  await expect
    .poll(
      async () => {
        job = await ask<ImportJob>(`/imports/${id}`);
        return ['done', 'failed', 'cancelled'].includes(job.stage);
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(true);
  return job;
}

async function imported(
  text: string,
  request: Omit<ImportRequest, 'upload'>,
  fileName = 'house.ifc',
): Promise<ImportJob> {
  return outcome((await submit({ ...request, upload: await upload(tus, UPLOADS, fileName, text) })).id);
}

const isThere = (...path: string[]) =>
  access(join(bench.folder, ...path)).then(
    () => true,
    () => false,
  );

describe('6.4.1-2-5 the file arrives by tus and can be resumed', () => {
  const text = sampleIfc();
  const bytes = new TextEncoder().encode(text);

  test('what is here is told, and the rest goes on from there', async () => {
    const announced = await announce(tus, UPLOADS, '小 楼.ifc', bytes.length);
    expect(announced.status).toBe(201);
    const location = announced.headers.get('location')!;
    expect(location).toMatch(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/);
    expect((await sendFrom(tus, location, 0, bytes.slice(0, 1000))).status).toBe(204);
    const head = await tus('HEAD', location);
    expect(head.headers.get('upload-offset')).toBe('1000');
    expect(head.headers.get('upload-length')).toBe(String(bytes.length));
    const wrong = await sendFrom(tus, location, 900, bytes.slice(900));
    expect(wrong.status).toBe(409);
    expect(wrong.headers.get('content-type')).toMatch('application/problem+json');
    expect((await sendFrom(tus, location, 1000, bytes.slice(1000))).headers.get('upload-offset')).toBe(
      String(bytes.length),
    );
    expect((await tus('DELETE', location)).status).toBe(204);
    expect((await tus('HEAD', location)).status).toBe(404);
  });

  test.each([
    ['another ending', 'plan.dwg', 100, 400, /\.ifc or \.ifczip/],
    ['nothing in it', 'a.ifc', 0, 400, /empty/],
    ['more than 1 GiB', 'a.ifc', 2 ** 30 + 1, 413, /size/],
  ])('a file with %s is refused with its reason', async (_what, fileName, size, status, reason) => {
    const refused = await announce(tus, UPLOADS, fileName, size);
    expect(refused.status).toBe(status);
    expect(((await refused.json()) as { detail: string }).detail).toMatch(reason);
  });

  test('more than was announced is refused', async () => {
    const location = (await announce(tus, UPLOADS, 'a.ifc', 10)).headers.get('location')!;
    expect((await sendFrom(tus, location, 0, bytes.slice(0, 11))).status).toBe(413);
    await tus('DELETE', location);
  });

  test('6.4.14 only who may manage models uploads; a page of another site does not', async () => {
    for (const [role, status] of [
      [null, 401],
      ['viewer', 403],
      ['operator', 403],
    ] as const)
      expect((await announce(tusAs(role), UPLOADS, 'a.ifc', 10)).status).toBe(status);
    const foreign = await tus('POST', UPLOADS, {
      headers: { 'Upload-Length': '10', 'Upload-Metadata': named('a.ifc'), Origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).toBe(403);
  });

  test('uploads that nobody finishes are too many at last', async () => {
    const locations: string[] = [];
    let refused: Response | undefined;
    while (!refused && locations.length < 100) {
      const answer = await announce(tus, UPLOADS, 'a.ifc', 10);
      if (answer.status === 201) locations.push(answer.headers.get('location')!);
      else refused = answer;
    }
    expect(refused?.status).toBe(409);
    for (const location of locations) await tus('DELETE', location);
    expect((await announce(tus, UPLOADS, 'a.ifc', 10)).status).toBe(201);
  });
});

describe('6.4.1-2-5 a file becomes a building', () => {
  test('6.4.1-2 a new building has what its model says, and null for what it does not', async () => {
    const job = await imported(sampleIfc({ georeference: TAIYUAN_CONVERSION }), {
      building: { code: 'N1', new: true },
    });
    expect(job).toMatchObject({
      stage: 'done',
      failure: null,
      isNew: true,
      requestedBy: 'administrator 甲',
      repeatable: false,
    });
    expect(job.stages.map(({ stage }) => stage)).toEqual([
      'upload',
      'queued',
      'parse',
      'mesh',
      'tile',
      'index',
      'done',
    ]);
    expect(job.stages.map(({ at }) => at)).toEqual(job.stages.map(({ at }) => at).toSorted((a, b) => a - b));
    const { report } = job;
    expect(report).toMatchObject({ version: 1, stands: 'file', warningCount: 0 });
    expect(report?.georeference).toMatchObject({ source: 'IfcMapConversion', believed: true });
    expect(report?.counts).toMatchObject({ storeys: 2, spaces: 1, doors: 1 });
    expect(report?.counts.indexed).toBeGreaterThan(3);
    const record = await ask<BuildingRecord>('/buildings/N1');
    expect(record).toMatchObject({ builtYear: null, status: null, mainUse: null, placeKind: null, ifc: 'house.ifc' });
    expect(record.placement).toEqual(report?.georeference.placement);
    expect(record.heightM).toBeGreaterThan(3);
    const [longitude, latitude] = record.footprint[0]!;
    expect(Math.hypot(longitude - record.placement.longitude, latitude - record.placement.latitude)).toBeLessThan(
      0.001,
    );
    const site = await ask<{ buildings: { code: string; tileset: string; model: string }[] }>('/site');
    const shown = site.buildings.find(({ code }) => code === 'N1')!;
    const tileset = await bench.call(shown.tileset, { as: 'viewer' });
    expect(tileset.status).toBe(200);
    expect((await bench.call(shown.model, { as: 'viewer' })).status).toBe(200);
    expect(await ask<{ items: unknown[] }>('/elements?building=N1&q=window')).toMatchObject({
      items: [{ ifcClass: 'IfcWindow' }],
    });
    expect(await readFile(join(bench.folder, 'models', 'N1', '1.ifc'), 'utf8')).toContain('ISO-10303-21');
    expect(await readdir(join(bench.folder, 'imports'))).toEqual([]);
    expect(bench.events).toContainEqual({ kind: 'site.changed', building: 'N1', what: 'model' });
  });

  test.each([
    ['site', 'site', { longitude: expect.any(Number) }],
    [FAR, 'told', FAR],
    ['file', 'site', {}],
  ] as const)('a model that is not believed stands where wished: %j', async (placement, stands, place) => {
    const code = `P-${stands}-${typeof placement === 'string' ? placement : 'told'}`;
    const { report } = await imported(sampleIfc(), { building: { code, new: true, name: '丙' }, placement });
    expect(report).toMatchObject({ stands, placement: place, georeference: { source: 'override' } });
    expect(await ask(`/buildings/${code}`)).toMatchObject({ name: '丙', placement: report?.placement });
  });

  test('6.4.1-2-5 a changed file updates the same building, keeps the earlier version, and can be undone', async () => {
    const before = await ask<BuildingRecord>('/buildings/B01');
    expect(before.builtYear).not.toBeNull();
    const first = await imported(sampleIfc(), { building: { code: 'B01' } }, 'changed.ifc');
    expect(first.report).toMatchObject({ version: 1, stands: 'kept', placement: before.placement });
    const changed = await ask<BuildingRecord>('/buildings/B01');
    expect(changed).toMatchObject({ name: before.name, builtYear: before.builtYear, ifc: 'changed.ifc' });
    const second = await imported(
      sampleIfc({ bare: true }),
      { building: { code: 'B01' }, placement: FAR },
      'again.ifc',
    );
    expect(second.report).toMatchObject({ version: 2, stands: 'told' });
    const versions = async () => (await ask<{ items: BuildingVersion[] }>('/buildings/B01/versions')).items;
    expect((await versions()).map(({ version, fileName, current }) => [version, fileName, current])).toEqual([
      [2, 'again.ifc', true],
      [1, 'changed.ifc', false],
    ]);
    const restore = await bench.json<ImportJob>('/api/v1/buildings/B01/versions/1/restore', {
      as: 'administrator',
      method: 'POST',
      status: 201,
    });
    expect(await outcome(restore.id)).toMatchObject({ stage: 'done', report: { version: 3 } });
    expect(await ask<BuildingRecord>('/buildings/B01')).toMatchObject({
      placement: before.placement,
      ifc: 'changed.ifc',
    });
    expect((await versions()).map(({ sha256 }) => sha256)[0]).toBe((await versions())[2]!.sha256);
    await ask('/buildings/NONE/versions', 404);
  });

  test('6.4.1-2-5 the model that a building came with is its first version, is saved under its own name, and comes back', async () => {
    const text = sampleIfc();
    await writeFile(join(bench.models, '三号 楼.ifc'), text);
    const record = { ...bench.sample.site.buildings[0]!, code: 'CAME', ifc: '三号 楼.ifc' };
    await bench.registry.putBuilding(record, 'site.json');
    const versions = async () => (await ask<{ items: BuildingVersion[] }>('/buildings/CAME/versions')).items;
    const [first] = await versions();
    expect(first).toMatchObject({ version: 1, fileName: '三号 楼.ifc', storedBy: null, current: true });
    expect(first?.bytes).toBe(Buffer.byteLength(text));
    await imported(sampleIfc({ bare: true }), { building: { code: 'CAME' } }, 'second.ifc');
    expect((await versions()).map(({ version, storedBy, current }) => [version, storedBy, current])).toEqual([
      [2, 'administrator 甲', true],
      [1, null, false],
    ]);
    const file = await bench.call('/api/v1/buildings/CAME/versions/1/file', { as: 'administrator' });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/x-step');
    expect(file.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('三号 楼.ifc')}`);
    expect(await file.text()).toBe(text);
    await ask('/buildings/CAME/versions/7/file', 404);
    await rm(join(bench.folder, 'models', 'CAME', '1.ifc'));
    const gone = await bench.call('/api/v1/buildings/CAME/versions/1/file', { as: 'administrator' });
    expect(gone.status).toBe(404);
    expect(gone.headers.get('content-type')).toMatch('application/problem+json');
    const { body } = await bench.database.pool
      .query(`SELECT count(*)::int AS body FROM audit WHERE action = 'model.download'`)
      .then(({ rows }) => rows[0]);
    expect(body).toBe(2);
  });

  test('of many versions the last ten are kept', async () => {
    for (let i = 0; i < 11; i++) await imported(sampleIfc(), { building: { code: 'P-told-told' } });
    const { items } = await ask<{ items: BuildingVersion[] }>('/buildings/P-told-told/versions');
    expect(items.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect((await readdir(join(bench.folder, 'models', 'P-told-told'))).length).toBe(10);
  });
});

describe('6.4.1-2-5 what cannot be done changes nothing and says why', () => {
  const whole = sampleIfc();

  test.each([
    ['notIfc', 'not a building at all', /does not begin with ISO-10303-21/],
    ['notIfc', 'ISO-10303-21; and no more', /no FILE_SCHEMA/],
    ['truncated', whole.slice(0, whole.length / 2), /END-ISO-10303-21/],
    ['schema', whole.replace("'IFC4'", "'IFC9'"), /unknown schema 'IFC9'/],
  ])('a file is refused as %s: its import fails, and says where it is wrong', async (code, text, detail) => {
    const job = await imported(text, { building: { code: 'B02' } }, 'bad.ifc');
    expect(job).toMatchObject({ stage: 'failed', report: null, failure: { code } });
    expect(job.failure?.detail).toMatch(detail);
    expect(job.failure?.detail).not.toContain(bench.folder);
    expect(job.failure?.detail).toContain('bad.ifc');
    expect(await isThere('tilesets', 'B02')).toBe(false);
    expect(await isThere('imports', job.id)).toBe(false);
  });

  test('a zip that holds no model is refused as an archive', async () => {
    const job = await imported('PK\u0003\u0004 and no more', { building: { code: 'B02' } }, 'bad.ifczip');
    expect(job).toMatchObject({ stage: 'failed', failure: { code: 'archive' } });
  });

  test('an upload that is not there, a building that is or is not there, a code twice', async () => {
    const file = await upload(tus, UPLOADS, 'a.ifc', whole);
    await submit({ upload: '00000000-0000-4000-8000-000000000000', building: { code: 'X', new: true } }, 404);
    await submit({ upload: file, building: { code: 'NONE' } }, 404);
    await submit({ upload: file, building: { code: 'B01', new: true } }, 409);
    await submit({ upload: file, building: { code: 'a/../b', new: true } }, 400);
    const job = await submit({ upload: file, building: { code: 'TWICE', new: true } });
    const other = await upload(tus, UPLOADS, 'a.ifc', whole);
    await submit({ upload: other, building: { code: 'TWICE', new: true } }, 409);
    await tus('DELETE', `${UPLOADS}/${other}`);
    expect((await outcome(job.id)).stage).toBe('done');
  });

  test('cancelled while it arrives, while it waits and while it runs: the building stays as before and nothing is left', async () => {
    const record = await ask('/buildings/B02');
    const arriving = await announce(tus, UPLOADS, 'a.ifc', 1000);
    const id = arriving.headers.get('location')!.split('/').at(-1)!;
    const first = await submit({ upload: await upload(tus, UPLOADS, 'a.ifc', whole), building: { code: 'B02' } });
    const second = await submit({ upload: await upload(tus, UPLOADS, 'b.ifc', whole), building: { code: 'B02' } });
    const third = await submit({ upload: id, building: { code: 'B02' } });
    expect(third).toMatchObject({ stage: 'upload', fraction: 0 });
    for (const { id: job } of [third, second, first]) {
      const cancelled = await bench.call(`/api/v1/imports/${job}`, { as: 'administrator', method: 'DELETE' });
      expect(await cancelled.json()).toMatchObject({ stage: 'cancelled', report: null });
    }
    expect((await bench.call(`/api/v1/imports/${first.id}`, { as: 'administrator', method: 'DELETE' })).status).toBe(
      409,
    );
    expect((await tus('HEAD', `${UPLOADS}/${id}`)).status).toBe(404);
    expect(await ask('/buildings/B02')).toEqual(record);
    expect(await isThere('tilesets', 'B02')).toBe(false);
    expect(await readdir(join(bench.folder, 'imports'))).toEqual([]);
  });

  test('an upload under way starts its import by itself when the last byte is here', async () => {
    const bytes = new TextEncoder().encode(whole);
    const location = (await announce(tus, UPLOADS, 'late.ifc', bytes.length)).headers.get('location')!;
    const job = await submit({ upload: location.split('/').at(-1)!, building: { code: 'LATE', new: true } });
    await sendFrom(tus, location, 0, bytes.slice(0, 2000));
    const half = await ask<ImportJob>(`/imports/${job.id}`);
    expect(half.stage).toBe('upload');
    expect(half.fraction).toBeCloseTo(2000 / bytes.length, 6);
    await sendFrom(tus, location, 2000, bytes.slice(2000));
    expect((await outcome(job.id)).stage).toBe('done');
  });
});
