import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Values } from '../behavior.ts';
import { type CameraServer, openCameraServer } from './camera-server.ts';

let folder: string;
let server: CameraServer;
const shown = new Map<string, Values>();
let now = 600_000;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-cameras-'));
  const clips = {
    'VC-1': [{ headingDeg: 10, segments: 2 }],
    'VP-1': [
      { headingDeg: 0, segments: 2 },
      { headingDeg: 90, segments: 2 },
    ],
  };
  await writeFile(join(folder, 'clips.json'), JSON.stringify({ clips }));
  for (const at of ['VC-1/0', 'VP-1/0', 'VP-1/1']) {
    await mkdir(join(folder, at), { recursive: true });
    for (const file of ['init.mp4', '0.m4s', '1.m4s', 'still.jpg'])
      await writeFile(join(folder, at, file), `${at}/${file}`);
  }
  server = await openCameraServer({ folder, port: 0, shown: (camera) => shown.get(camera), now: () => now });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const ask = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return { status: response.status, text: await response.text() };
};

test('7.2.10-3 a camera plays its clip: playlist, what belongs before it, pieces, and a picture', async () => {
  const { text } = await ask('/VC-1/live.m3u8');
  expect(text).toContain('#EXT-X-MAP:URI="0-init.mp4"');
  expect((await ask('/VC-1/0-init.mp4')).text).toBe('VC-1/0/init.mp4');
  const piece = /^(\d+\.m4s)$/m.exec(text)![1]!;
  expect((await ask(`/VC-1/${piece}`)).text).toMatch(/^VC-1\/0\/[01]\.m4s$/);
  expect((await ask('/VC-1/snapshot.jpg')).text).toBe('VC-1/0/still.jpg');
  for (const path of [
    '/VC-2/live.m3u8',
    '/VC-1/9-init.mp4',
    '/VC-1/1.m4s',
    '/VC-1/..%2fclips.json',
    '/',
    '/toString/live.m3u8',
  ])
    expect((await ask(path)).status).toBe(404);
});

test('E6.1.4-3 a camera that turns shows what lies where it looks', async () => {
  shown.set('VP-1', { panDeg: 350 });
  await ask('/VP-1/live.m3u8');
  expect((await ask('/VP-1/snapshot.jpg')).text).toBe('VP-1/0/still.jpg');
  shown.set('VP-1', { panDeg: 60 });
  now += 3_000;
  expect((await ask('/VP-1/live.m3u8')).text).toMatch(/#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="1-init\.mp4"/);
  expect((await ask('/VP-1/snapshot.jpg')).text).toBe('VP-1/1/still.jpg');
});

test('7.2.10-3 a camera that says that its stream is lost gives none', async () => {
  shown.set('VC-1', { online: false });
  expect((await ask('/VC-1/live.m3u8')).status).toBe(404);
  shown.set('VC-1', { online: true });
  expect((await ask('/VC-1/live.m3u8')).status).toBe(200);
});
