import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CameraStream } from 'twin-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { AllowedServers } from '../engines/outside/allowed-servers.ts';
import { openSampleCamera, type SampleCamera, sampleInit, sampleJpeg, TIMESCALE } from './camera-server.test-kit.ts';
import { clipOf } from './clips/clip-bytes.ts';
import { startingAt, timescalesOf } from './hls/fragments.ts';
import { type StreamReport, StreamWatch } from './stream-watch.ts';
import { Video } from './video.ts';
import { VideoClient } from './video-client.ts';

let folder: string;
let camera: SampleCamera;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-video-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function sampleCamera(): Promise<SampleCamera> {
  camera = await openSampleCamera();
  closing.push(() => camera.close());
  return camera;
}

const stream = (way: CameraStream['way'], url: string, role: CameraStream['role'] = 'main'): CameraStream => ({
  camera: 'CAM-1',
  way,
  role,
  url,
  enabled: true,
});

interface Opened {
  readonly allowed?: readonly string[];
  readonly ringBytes?: number;
}

async function openVideo(
  streams: CameraStream[],
  { allowed = ['127.0.0.1'], ringBytes = 1e6 }: Opened = {},
): Promise<Video> {
  const video = await Video.open({
    client: new VideoClient({ allowed: new AllowedServers(allowed), timeoutMs: 500 }),
    streams: async () => streams,
    folder: join(folder, 'ring'),
    ringBytes,
    everyMs: 50,
  });
  closing.push(() => video.close());
  await video.refresh();
  return video;
}

/** Waits for something that comes by itself. */
const until = <T>(look: () => T) => vi.waitFor(look, { timeout: 10_000, interval: 20 });
const pictureOf = (bytes: Buffer) => bytes.toString('latin1', bytes.indexOf('mdat') + 4);

describe('7.2.10-3 a stream of HLS is asked for once and held', () => {
  test('its pieces come as they appear, with the newest of what was there before; a variant is followed', async () => {
    const { url, push, asked } = await sampleCamera();
    for (const picture of ['a', 'b', 'c', 'd', 'e']) push(picture);
    const video = await openVideo([stream('hls', `${url}/master.m3u8`)]);
    const { ring } = await video.channel('CAM-1')!.hls('main');
    await until(() => expect(ring.segments).toHaveLength(3));
    push('f');
    await until(() => expect(ring.segments).toHaveLength(4));
    expect(ring.segments.map(({ n }) => n - ring.segments[0]!.n)).toEqual([0, 1, 2, 3]);
    expect(ring.segments[1]!.from).toBeCloseTo(ring.segments[0]!.to, -2);
    expect(asked.filter((path) => path.startsWith('/s4.m4s'))).toHaveLength(1);
    expect(asked.filter((path) => path.startsWith('/init.mp4'))).toHaveLength(1);
    expect(video.channel('CAM-1')!.state()).toMatchObject({ condition: 'live', reason: null });
  });

  test('a camera that starts anew is another stream: a break, and it goes on', async () => {
    const { url, push, restart } = await sampleCamera();
    push('a');
    push('b');
    const video = await openVideo([stream('hls', `${url}/live.m3u8`)]);
    const { ring } = await video.channel('CAM-1')!.hls('main');
    await until(() => expect(ring.segments).toHaveLength(2));
    restart();
    push('c');
    await until(() => expect(ring.segments.map(({ breaks }) => breaks)).toEqual([0, 0, 1]));
  });

  test('old pieces go when the room is used up, and their files with them', async () => {
    const { url, push } = await sampleCamera();
    push('x'.repeat(400));
    const video = await openVideo([stream('hls', `${url}/live.m3u8`)], { ringBytes: 1200 });
    const { ring } = await video.channel('CAM-1')!.hls('main');
    for (let at = 0; at < 4; at += 1) {
      const before = ring.segments.at(-1)?.n ?? 0;
      push(`${at}`.repeat(400));
      await until(() => expect(ring.segments.at(-1)!.n).toBeGreaterThan(before));
    }
    expect(ring.segments).toHaveLength(2);
    const files = await readdir(join(folder, 'ring', 'CAM-1.main'));
    expect(files.filter((file) => file.endsWith('.m4s'))).toHaveLength(2);
    expect(ring.path('../../secret')).toBeNull();
  });

  test('what is not watched is followed while somebody asks for it', async () => {
    const { url, push, asked } = await sampleCamera();
    push('a');
    const video = await openVideo([stream('hls', `${url}/live.m3u8`), stream('hls', `${url}/live.m3u8?sub`, 'sub')]);
    expect(asked.some((path) => path.includes('sub'))).toBe(false);
    const { ring } = await video.channel('CAM-1')!.hls('sub');
    expect(ring.segments).toHaveLength(1);
  });

  test('what is changed in the registry is opened as it then stands', async () => {
    const { url, push } = await sampleCamera();
    push('a');
    const streams = [stream('hls', `${url}/missing.m3u8`)];
    const video = await openVideo(streams);
    await until(() => expect(video.channel('CAM-1')!.state()!.reason).toMatch(/answered 404; expected 200/));
    streams[0] = stream('hls', `${url}/live.m3u8`);
    await video.refresh();
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('live'));
    streams.pop();
    await video.refresh();
    expect(video.channel('CAM-1')).toBeNull();
  });
});

describe('8.1.4-2 cameras that may not be asked', () => {
  test.each([
    ['a host that is not listed', (url: string) => `${url}/live.m3u8`, []],
    ['a redirect', (url: string) => `${url}/redirect.m3u8`, ['127.0.0.1']],
    ['a name that leads inside', (url: string) => `${url.replace('127.0.0.1', 'localhost')}/live.m3u8`, ['localhost']],
    ['what is no HLS', (url: string) => `${url}/page.html`, ['127.0.0.1']],
    ['the demonstration where there is none', () => 'demo:/CAM-1/live.m3u8', ['127.0.0.1']],
  ])('%s: no picture, and the reason', async (_title, addressOf, allowed) => {
    const { url, asked } = await sampleCamera();
    const video = await openVideo([stream('hls', addressOf(url))], { allowed });
    const reason = await until(() => {
      const state = video.channel('CAM-1')!.state()!;
      expect(state.reason).not.toBeNull();
      return state.reason;
    });
    expect(reason).toMatch(/not among|302|inside|EXTM3U|demonstration/);
    await expect(video.channel('CAM-1')!.hls('main')).rejects.toThrow(reason!);
    expect(asked.some((path) => path.endsWith('.m4s'))).toBe(false);
  });

  test('a password goes to its camera and into no word about it', async () => {
    const { secretUrl, push, credentials, url } = await sampleCamera();
    push('a');
    const video = await openVideo([stream('hls', `${secretUrl}/live.m3u8`)]);
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('live'));
    expect(new Set(credentials)).toEqual(new Set([`Basic ${Buffer.from('admin:geheim').toString('base64')}`]));
    const refused = await openVideo([stream('hls', `${secretUrl}/missing.m3u8`)]);
    const reason = await until(() => {
      const state = refused.channel('CAM-1')!.state()!;
      expect(state.reason).not.toBeNull();
      return state.reason;
    });
    expect(reason).toBe(`${url.slice(7)} answered 404; expected 200`);
  });
});

describe('7.2.10-3 other ways', () => {
  test('a sequence of JPEGs is asked for once for all who look, and ended with the last', async () => {
    const { url, open } = await sampleCamera();
    const video = await openVideo([stream('mjpeg', `${url}/video.mjpeg`), stream('hls', `${url}/live.m3u8`)]);
    const relay = video.channel('CAM-1')!.mjpeg('main');
    const stop = new AbortController();
    const seen: [Buffer[], Buffer[]] = [[], []];
    const looks = seen.map((frames) => relay.look((picture) => void frames.push(picture), stop.signal));
    await until(() => expect(Math.min(...seen.map(({ length }) => length))).toBeGreaterThan(2));
    expect(open()).toBe(1);
    expect(seen[0][0]!.equals(camera.picture)).toBe(true);
    stop.abort();
    await Promise.all(looks);
    await until(() => expect(open()).toBe(0));
    expect((await video.channel('CAM-1')!.picture(AbortSignal.timeout(1000))).equals(camera.picture)).toBe(true);
  });

  test('what says that it is a picture and is none goes nowhere', async () => {
    const { url } = await sampleCamera();
    const video = await openVideo([stream('snapshot', `${url}/page.html`)]);
    await expect(video.channel('CAM-1')!.picture(AbortSignal.timeout(1000))).rejects.toThrow('no JPEG');
  });
});

describe('7.2.10-3 a stream that is lost or frozen is reported as its device would report it', () => {
  test('lost, again while it lasts, and back; what stood before a restart ends too', async () => {
    const { url } = await sampleCamera();
    const video = await openVideo([stream('snapshot', `${url}/snapshot.jpg`)]);
    const moving = setInterval(() => {
      camera.picture = sampleJpeg(String(Math.random()));
    }, 5);
    closing.push(async () => clearInterval(moving));
    const reports: StreamReport[] = [];
    let isAway = true;
    const watch = new StreamWatch({
      channels: () => video.channels,
      report: async (report) => {
        if (isAway) throw new Error('the database is away');
        reports.push(report);
      },
      repeatMs: () => 100,
      holds: (_camera, type) => type === 'frozen',
      onFault: () => undefined,
    });
    closing.push(() => watch.close());
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('live'));
    await watch.look();
    isAway = false;
    await watch.look();
    await watch.look();
    expect(reports.splice(0)).toMatchObject([{ camera: 'CAM-1', type: 'frozen', active: false }]);
    camera.dead = true;
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('lost'));
    await watch.look();
    await until(async () => {
      await watch.look();
      expect(reports.length).toBeGreaterThan(1);
    });
    for (const report of reports.splice(0)) expect(report).toMatchObject({ type: 'streamLost', active: true });
    camera.dead = false;
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('live'));
    await watch.look();
    expect(reports.filter(({ active }) => !active)).toMatchObject([{ type: 'streamLost' }]);
  });

  test('the same picture again and again is frozen', async () => {
    const { url } = await sampleCamera();
    const video = await openVideo([stream('snapshot', `${url}/snapshot.jpg`)]);
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('frozen'));
    camera.picture = sampleJpeg('another');
    await until(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('live'));
  });

  test('of HLS: pieces that show the same picture, whatever time they are of', async () => {
    const { url, push } = await sampleCamera();
    const video = await openVideo([stream('hls', `${url}/live.m3u8`)]);
    const pushing = setInterval(() => push('the same'), 1000);
    closing.push(async () => clearInterval(pushing));
    await vi.waitFor(() => expect(video.channel('CAM-1')!.state()!.condition).toBe('frozen'), { timeout: 20_000 });
  });
});

describe('7.2.16-2 clips', () => {
  test('pieces become one file that begins at 0 and has no gaps', async () => {
    const { url, push } = await sampleCamera();
    for (const picture of ['a', 'b', 'c']) push(picture);
    const video = await openVideo([stream('hls', `${url}/live.m3u8`)]);
    const follower = await video.channel('CAM-1')!.hls('main');
    await until(() => expect(follower.ring.segments).toHaveLength(3));
    const [first, , last] = follower.ring.segments;
    const clip = clipOf(follower, first!.from + 1100, last!.to)!;
    const parts: Buffer[] = [];
    for await (const part of clip.bytes()) parts.push(part);
    expect(clip).toMatchObject({ type: 'video/mp4', to: last!.to });
    expect(parts[0]!.equals(sampleInit())).toBe(true);
    expect(parts.slice(1).map(pictureOf)).toEqual(['b', 'c']);
    const scales = timescalesOf(parts[0]!);
    expect([...scales]).toEqual([[1, TIMESCALE]]);
    for (const [at, part] of parts.slice(1).entries()) expect(startingAt(part, at, scales).equals(part)).toBe(true);
    expect(clipOf(follower, last!.to + 1, last!.to + 2)).toBeNull();
  });
});
