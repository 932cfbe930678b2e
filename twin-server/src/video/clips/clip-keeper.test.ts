import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../engines/database.ts';
import { AllowedServers } from '../../engines/outside/allowed-servers.ts';
import { testDatabase } from '../../fixtures/database.ts';
import { openSampleCamera, type SampleCamera, sampleInit } from '../camera-server.test-kit.ts';
import { Video } from '../video.ts';
import { VideoClient } from '../video-client.ts';
import { ClipKeeper } from './clip-keeper.ts';

let database: Database;
let folder: string;
let camera: SampleCamera;
let video: Video;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twin-clips-'));
  camera = await openSampleCamera();
  for (const picture of ['a', 'b', 'c']) camera.push(picture);
  const stream = { role: 'main', enabled: true } as const;
  video = await Video.open({
    client: new VideoClient({ allowed: new AllowedServers(['127.0.0.1']) }),
    streams: async () => [
      { ...stream, camera: 'CAM-1', way: 'hls', url: `${camera.url}/live.m3u8` },
      { ...stream, camera: 'CAM-2', way: 'snapshot', url: `${camera.url}/page.html` },
    ],
    folder: join(folder, 'video'),
    ringBytes: 1e6,
  });
  await video.refresh();
  await video.channel('CAM-1')!.hls('main');
  await vi.waitFor(() => expect(video.channel('CAM-1')!.recorded!.ring.segments).toHaveLength(3), { timeout: 10_000 });
});
afterAll(async () => {
  await video.close();
  await camera.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const clock = { now: Date.now() };
function openKeeper(waitMs = 0, faults: unknown[] = []): ClipKeeper {
  return new ClipKeeper({
    pool: database.pool,
    site: 'S',
    folder: join(folder, 'clips'),
    channel: (code) => video.channel(code),
    keepMs: 3_600_000,
    onFault: (reason) => faults.push(reason),
    now: () => clock.now,
    waitMs,
  });
}

test('7.2.16-2 alarms of one moment share what is kept of a camera; what is written is whole', async () => {
  const keeper = openKeeper(200);
  clock.now = Date.now();
  keeper.note({ id: 'A1', time: clock.now }, ['CAM-1']);
  keeper.note({ id: 'A2', time: clock.now + 1_000 }, ['CAM-1']);
  keeper.note({ id: 'A3', time: clock.now - 60_000 }, ['CAM-1']);
  await vi.waitFor(async () => expect(await keeper.list('A2')).toHaveLength(1), { timeout: 5_000 });
  const [first] = await keeper.list('A1');
  const [second] = await keeper.list('A2');
  expect(first).toMatchObject({ camera: 'CAM-1', kind: 'clip', fault: null });
  expect(second).toEqual(first);
  const bytes = await readFile(keeper.path(first!.file!));
  expect(bytes.length).toBe(first!.bytes);
  expect(bytes.subarray(0, sampleInit().length).equals(sampleInit())).toBe(true);
  expect(await keeper.list('A3')).toMatchObject([{ file: null, bytes: 0, fault: 'no picture of that time is held' }]);
  await keeper.close();
});

test('7.2.16-2 where nothing can be kept the reason is', async () => {
  const keeper = openKeeper();
  keeper.note({ id: 'B1', time: clock.now }, ['CAM-2', 'CAM-9']);
  await keeper.close();
  expect(await keeper.list('B1')).toMatchObject([
    { camera: 'CAM-2', kind: 'clip', fault: 'the camera has no stream that is held' },
    { camera: 'CAM-2', kind: 'snapshot', file: null, fault: expect.any(String) },
    { camera: 'CAM-9', kind: 'clip', fault: 'the camera has no stream that is held' },
  ]);
});

test('7.2.16-2 a server that ends writes what there is of what was on its way', async () => {
  const keeper = openKeeper(60_000);
  keeper.note({ id: 'C1', time: clock.now }, ['CAM-1']);
  await keeper.close();
  expect(await keeper.list('C1')).toMatchObject([{ kind: 'clip', fault: null }]);
});

test('7.2.16-2 a flood has a limit, and it is said', async () => {
  const faults: unknown[] = [];
  const keeper = openKeeper(60_000, faults);
  for (let at = 0; at < 258; at += 1) keeper.note({ id: `F${at}`, time: clock.now + at * 10_000 }, ['CAM-9']);
  expect(faults).toEqual(['256 clips are on their way; 1 alarms had none kept so far']);
  await keeper.close();
});

test('8.1.3 what is older than it is kept goes, file and all; what another alarm still has stays', async () => {
  const keeper = openKeeper();
  const files = async () =>
    (await readdir(join(folder, 'clips'), { recursive: true })).filter((file) => file.endsWith('.mp4'));
  expect(await files()).not.toEqual([]);
  await keeper.prune();
  expect(await keeper.list('A1')).toHaveLength(1);
  const { rowCount } = await database.pool.query(
    `UPDATE alarm_clip SET "to" = "to" - interval '2 h' WHERE alarm = 'A1'`,
  );
  expect(rowCount).toBe(1);
  await keeper.prune();
  expect(await keeper.list('A1')).toEqual([]);
  const [shared] = await keeper.list('A2');
  await readFile(keeper.path(shared!.file!));
  clock.now += 7_200_000;
  await keeper.prune();
  expect(await files()).toEqual([]);
});
