import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DossierRecord } from 'twin-core/dossier';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readDossierFile } from '../dossier/dossier-file.ts';
import { verifyFile } from '../dossier/verify-file.ts';
import { openSampleCamera, type SampleCamera, sampleJpeg } from '../video/camera-server.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

type As = NonNullable<Parameters<ApiBench['call']>[1]>['as'];

let bench: ApiBench;
let camera: SampleCamera;
let alarm: string;
beforeAll(async () => {
  bench = await openApiBench();
  camera = await openSampleCamera();
  const page = '<!doctype html><script type="application/vnd.twin.dossier" id="records">\n</script></html>';
  await writeFile(join(bench.folder, 'dossier.html'), page);
  camera.picture = sampleJpeg('alarm');
  const put = {
    as: 'administrator',
    method: 'PUT',
    body: { url: `${camera.url}/snapshot.jpg`, enabled: true },
  } as const;
  await bench.json('/api/v1/cameras/CAM-1/streams/snapshot/main', put);
  const time = Date.now();
  const observations = [0, 1, 2].map((at) => ({
    device: 'FA-1',
    time: time + at,
    values: { alarm: at > 0, obscurationPctM: at * 2 },
  }));
  await bench.json('/api/v1/observations', { as: 'administrator', body: observations, status: 202 });
  const { items } = await bench.json<{ items: { id: string }[] }>('/api/v1/alarms?device=FA-1', { as: 'viewer' });
  alarm = items[0]!.id;
  await bench.json(`/api/v1/alarms/${alarm}/acknowledge`, { as: 'administrator', body: {} });
  await bench.json(`/api/v1/alarms/${alarm}/step`, {
    as: 'operator',
    body: { step: 'confirm', answer: 'fire', reason: '楼道有 <明火>' },
  });
  await vi.waitFor(
    async () => {
      const kept = await bench.json<{ items: unknown[] }>(`/api/v1/alarms/${alarm}/clips`, { as: 'operator' });
      expect(kept.items).toHaveLength(2);
    },
    { timeout: 10_000 },
  );
  bench.now = Date.now() + 1_000;
});
afterAll(async () => {
  await bench.close();
  await camera.close();
});

async function make(body: object, as: As = 'operator'): Promise<Buffer> {
  const response = await bench.call('/api/v1/dossiers', { as, body });
  if (response.status !== 200) throw new Error(await response.text());
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="dossier-sample-[\w.-]+\.html"$/);
  return Buffer.from(await response.arrayBuffer());
}
const recordsOf = (file: Buffer) =>
  readDossierFile(file)!.lines.map((line) => JSON.parse(line.toString().split('\t')[0]!) as DossierRecord);
const ofKind = <Kind extends DossierRecord['kind']>(records: readonly DossierRecord[], kind: Kind) =>
  records.filter((record): record is Extract<DossierRecord, { kind: Kind }> => record.kind === kind);
const verify = (file: Buffer) =>
  bench.json<Record<string, unknown>>('/api/v1/dossiers/verify', {
    as: 'viewer',
    body: new Uint8Array(file),
    headers: { 'content-type': 'text/html' },
  });

test('7.2.16-2, issue 9.6 an alarm is taken out with its journal, state before, values, people, picture and place', async () => {
  const file = await make({ alarm });
  const records = recordsOf(file);
  expect(records.map(({ n }) => n)).toEqual(records.map((_, at) => at));
  expect(records[0]).toMatchObject({ kind: 'header', subject: { alarm }, madeBy: { account: 'operator' } });
  expect(records.at(-1)).toMatchObject({ kind: 'end', records: records.length });
  expect(ofKind(records, 'alarm')).toMatchObject([{ id: alarm, code: 'fire.smoke', buildingName: '1号楼' }]);
  expect(ofKind(records, 'device')[0]).toMatchObject({ code: 'FA-1', distanceM: null, maintainer: 'P1' });
  expect(ofKind(records, 'state')).toMatchObject([{ openAlarms: 0 }]);
  const events = ofKind(records, 'event');
  expect(events.map(({ event }) => event.kind)).toEqual(
    expect.arrayContaining(['alarm.raised', 'action.asked', 'alarm.handled']),
  );
  expect(events.find(({ event }) => event.step === 'confirm')).toMatchObject({
    label: { en: expect.any(String) },
    answer: { zh: '确认火情' },
    event: { reason: '楼道有 <明火>' },
  });
  const smoke = ofKind(records, 'series').find(({ property }) => property === 'obscurationPctM');
  expect(smoke).toMatchObject({ device: 'FA-1', intervalMs: null });
  expect(smoke!.points.map(([, value]) => value)).toEqual([0, 2, 4]);
  expect(ofKind(records, 'picture')).toMatchObject([
    { camera: 'CAM-1', type: 'image/jpeg', data: camera.picture.toString('base64'), reason: null },
  ]);
  expect(ofKind(records, 'clip')).toMatchObject([{ data: null, reason: 'the camera has no stream that is held' }]);
  expect(ofKind(records, 'surroundings')[0]!.buildings.map(({ code }) => code)).toEqual(['B01', 'B02']);
  expect(ofKind(records, 'leftOut')).toContainEqual(expect.objectContaining({ what: 'models', reason: 'noModel' }));

  const key = await bench.json<{ fingerprint: string }>('/api/v1/dossier-key');
  expect(await verify(file)).toMatchObject({
    ok: true,
    records: records.length,
    firstChanged: null,
    fingerprint: key.fingerprint,
    ownKey: true,
    about: { alarm, madeBy: 'operator 甲' },
  });
  const audit = await bench.json<{ items: unknown[] }>('/api/v1/audit?limit=1', { as: 'administrator' });
  expect(audit.items).toMatchObject([{ action: 'dossier.make', subject: alarm, accountName: 'operator' }]);
});

test('issue 9.6 each record, changed, is the one that is named', async () => {
  const file = await make({ alarm });
  const { lines } = readDossierFile(file)!;
  for (const [index, line] of lines.entries()) {
    const changed = Buffer.from(file);
    // The last letter of the content, somewhere before its link.
    const at = changed.indexOf(line) + line.indexOf(9) - 2;
    changed[at]! ^= 1;
    const found = await verifyFile(changed);
    expect(found!.verdict).toMatchObject({ ok: false, firstChanged: { index } });
  }
  const one = Buffer.from(file.toString().replace('\\u003c明火>', '\\u003c水汽>'));
  expect(await verify(one)).toMatchObject({
    ok: false,
    firstChanged: { kind: 'event', what: 'content' },
    about: { alarm },
  });
});

test('8.1.3-7, 7.2.16-1 people are masked by right, pictures need the right to video and no mask', async () => {
  const people = (file: Buffer) => ofKind(recordsOf(file), 'person').filter(({ part }) => part === 'maintains');
  expect(people(await make({ alarm }))).toMatchObject([{ name: '王建国', phone: '138****1234' }]);
  expect(people(await make({ alarm }, 'administrator'))).toMatchObject([{ name: '王建国', phone: '13812341234' }]);
  const key = await bench.apiKey('dossier.make');
  const poor = await make({ alarm }, key);
  expect(people(poor)).toMatchObject([{ name: '王＊' }]);
  expect(ofKind(recordsOf(poor), 'picture')).toEqual([]);
  expect(ofKind(recordsOf(poor), 'leftOut')).toContainEqual(expect.objectContaining({ what: 'videoRight' }));

  const polygons = [
    [
      [0, 0],
      [0.5, 0],
      [0.5, 0.5],
    ],
  ];
  await bench.json('/api/v1/cameras/CAM-1/mask', { as: 'administrator', method: 'PUT', body: { polygons } });
  const masked = recordsOf(await make({ alarm }, 'administrator'));
  expect(ofKind(masked, 'picture')).toMatchObject([{ data: null, reason: 'masked' }]);
});

test('issue 9.6 a span of time is taken out too, an empty one as well', async () => {
  const [from, to] = [Date.now() - 3_600_000, Date.now()].map((time) => new Date(time).toISOString());
  const records = recordsOf(await make({ from, to }));
  expect(ofKind(records, 'alarm').map(({ id }) => id)).toContain(alarm);
  const before = recordsOf(await make({ from: '1000000000000', to: '1000000001000' }));
  expect(ofKind(before, 'alarm')).toEqual([]);
  expect(before.at(-1)).toMatchObject({ kind: 'end' });
});

test.each([
  [{ alarm: 'NONE' }, 404],
  [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 400],
  [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:01Z' }, 400],
  [{ alarm: 'A', from: '1', to: '2' }, 400],
  [{}, 400],
])('%j is refused with %i', async (body, status) => {
  expect((await bench.call('/api/v1/dossiers', { as: 'operator', body })).status).toBe(status);
});

test('what is no dossier is told so', async () => {
  const call = { as: 'viewer', body: '<p>no</p>', headers: { 'content-type': 'text/html' } } as const;
  expect((await bench.call('/api/v1/dossiers/verify', call)).status).toBe(400);
});
