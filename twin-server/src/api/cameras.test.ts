import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSampleCamera, type SampleCamera, sampleInit, sampleJpeg } from '../video/camera-server.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface View {
  code: string;
  condition: string | null;
  reason: string | null;
  streams: { way: string; role: string; address: string }[];
  mask: [number, number][][];
  recordedFrom: number | null;
}
interface Kept {
  camera: string;
  kind: string;
  from: number;
  to: number;
  type: string | null;
  bytes: number;
  address: string | null;
  fault: string | null;
}

let bench: ApiBench;
let camera: SampleCamera;
beforeAll(async () => {
  bench = await openApiBench();
  camera = await openSampleCamera();
});
afterAll(async () => {
  await bench.close();
  await camera.close();
});

const until = <T>(look: () => T) => vi.waitFor(look, { timeout: 10_000, interval: 50 });
const put = (way: string, url: string | undefined, status = 200, device = 'CAM-1') =>
  bench.json<{ source: string }>(`/api/v1/cameras/${device}/streams/${way}/main`, {
    as: 'administrator',
    method: 'PUT',
    body: { ...(url !== undefined && { url }), enabled: true },
    status,
  });
const seen = () => bench.json<View>('/api/v1/cameras/CAM-1', { as: 'operator' });

describe('7.2.10-3 streams of cameras are base data', () => {
  test('8.1.4-2 a server that is not allowed is refused, in words that name the field and never the password', async () => {
    for (const url of [
      'http://admin:geheim@10.0.0.7/live.m3u8',
      'http://[::1]/x',
      'http://localhost/x',
      'demo:/CAM-1',
    ]) {
      const response = await bench.call('/api/v1/cameras/CAM-1/streams/hls/main', {
        as: 'administrator',
        method: 'PUT',
        body: { url },
      });
      expect(response.status).toBe(400);
      const problem = await response.text();
      expect(problem).toContain('body.url: ');
      expect(problem).not.toContain('geheim');
    }
    for (const url of ['file:///etc/passwd', 'rtsp://10.0.0.7/1', 'live.m3u8'])
      await expect(put('hls', url, 400)).resolves.toMatchObject({ detail: expect.stringContaining('http://') });
    await expect(put('hls', undefined, 400)).resolves.toMatchObject({ detail: expect.stringContaining('body.url') });
    await put('hls', camera.url, 404, 'FA-1');
    await put('hls', camera.url, 404, 'NONE');
  });

  test('8.1.3-3 an address with a password is stored, used, and given out to nobody', async () => {
    camera.push('a');
    const stored = await put('hls', `${camera.secretUrl}/live.m3u8?token=geheim`);
    expect(stored.source).toBe(`${camera.url}/live.m3u8?…`);
    await until(async () => expect((await seen()).condition).toBe('live'));
    const kept = await bench.json<unknown>('/api/v1/cameras/CAM-1/streams', { as: 'administrator' });
    expect(kept).toMatchObject({ items: [{ way: 'hls', role: 'main', enabled: true, source: stored.source }] });
    const told = await bench.json<unknown>('/api/v1/cameras/CAM-1/streams', { as: 'operator' });
    expect(told).toMatchObject({ items: [{ source: null }] });
    const audit = await bench.json<unknown>('/api/v1/audit', { as: 'administrator' });
    expect(JSON.stringify([kept, told, audit, await seen(), bench.logged])).not.toContain('geheim');
    expect(camera.credentials.length).toBeGreaterThan(0);
    // Without an address it stays as it is.
    await put('hls', undefined);
    expect((await seen()).streams).toHaveLength(1);
  });

  test('8.1.4-1 without the right to see video there is none', async () => {
    for (const path of [
      'cameras',
      'cameras/CAM-1/live/hls/main/index.m3u8',
      'cameras/CAM-1/recordings',
      'alarms/A000001/clips',
    ]) {
      expect((await bench.call(`/api/v1/${path}`)).status).toBe(401);
      expect((await bench.call(`/api/v1/${path}`, { as: 'viewer' })).status).toBe(403);
    }
    expect((await bench.call('/api/v1/cameras/CAM-1/live/whep/main', { as: 'viewer', method: 'POST' })).status).toBe(
      403,
    );
  });
});

describe('7.2.10-3 live pictures come from this server alone', () => {
  test('HLS: a playlist of our own names, and the pieces behind them', async () => {
    const address = (await seen()).streams[0]!.address;
    const response = await bench.call(address, { as: 'operator' });
    expect(response.headers.get('content-type')).toMatch('application/vnd.apple.mpegurl');
    const playlist = await response.text();
    expect(playlist).not.toMatch(/geheim|http|init\.mp4\?/);
    const names = playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const map = /URI="([^"]+)"/.exec(playlist)![1]!;
    const bytesOf = async (name: string) =>
      Buffer.from(
        await (await bench.call(new URL(name, `http://x${address}`).pathname, { as: 'operator' })).arrayBuffer(),
      );
    expect((await bytesOf(map)).equals(sampleInit())).toBe(true);
    expect((await bytesOf(names[0]!)).toString('latin1')).toContain('mdata');
    for (const name of ['1.m4s', '..%2f..%2f..%2fsecret.txt', 'init-000000000000.mp4'])
      expect((await bench.call(`/api/v1/cameras/CAM-1/live/hls/main/${name}`, { as: 'operator' })).status).toBe(404);
  });

  test('JPEGs, single and in sequence; FLV; each as what it is', async () => {
    await put('mjpeg', `${camera.secretUrl}/video.mjpeg`);
    await put('snapshot', `${camera.url}/snapshot.jpg`);
    await put('flv', `${camera.url}/live.flv`);
    const at = '/api/v1/cameras/CAM-1/live';
    const picture = await bench.call(`${at}/snapshot`, { as: 'operator' });
    expect(Buffer.from(await picture.arrayBuffer()).equals(camera.picture)).toBe(true);
    const begin = async (path: string) => {
      const response = await bench.call(path, { as: 'operator' });
      const reader = response.body!.getReader();
      const { value } = await reader.read();
      await reader.cancel();
      return { type: response.headers.get('content-type'), text: Buffer.from(value!).toString('latin1') };
    };
    const jpegs = await begin(`${at}/mjpeg/main`);
    expect(jpegs.type).toBe('multipart/x-mixed-replace; boundary=picture');
    expect(jpegs.text).toContain('--picture\r\nContent-Type: image/jpeg\r\n');
    expect(await begin(`${at}/flv/main`)).toMatchObject({ type: 'video/x-flv', text: expect.stringMatching(/^FLV/) });
    await until(() => expect(camera.open()).toBe(0));
    await put('snapshot', `${camera.url}/page.html`);
    const refused = await bench.call(`${at}/snapshot`, { as: 'operator' });
    expect([refused.status, refused.headers.get('video-fault')]).toEqual([502, 'unreadable']);
    expect((await bench.call(`${at}/mjpeg/sub`, { as: 'operator' })).status).toBe(404);
  });

  test('WebRTC: offers and answers are handed on, and the end of a session', async () => {
    await put('whep', `${camera.secretUrl}/whep`);
    const at = '/api/v1/cameras/CAM-1/live/whep/main';
    const headers = { 'content-type': 'application/sdp' };
    const answer = await bench.call(at, { as: 'operator', method: 'POST', body: 'v=0\r\noffer', headers });
    expect([answer.status, await answer.text()]).toEqual([201, 'v=0\r\nanswer']);
    expect(camera.whep.offers).toEqual(['v=0\r\noffer']);
    const session = answer.headers.get('location')!;
    expect(session).toMatch(new RegExp(`^${at}/[0-9a-f-]{36}$`));
    expect((await bench.call(session, { as: 'operator', method: 'DELETE' })).status).toBe(200);
    expect(camera.whep.ended).toEqual(['/whep/17']);
    expect((await bench.call(at, { as: 'operator', method: 'POST', body: { offer: 1 } })).status).toBe(415);
  });

  test('a camera that is looked at too often is refused to the next, and not to others', async () => {
    const stop = new AbortController();
    const { address } = (await seen()).streams.find(({ way }) => way === 'mjpeg')!;
    const cookie = await signIn();
    const looks = await Promise.all(
      Array.from({ length: 8 }, () => fetch(bench.url + address, { headers: { cookie }, signal: stop.signal })),
    );
    expect(looks.every(({ ok }) => ok)).toBe(true);
    const ninth = await bench.call(address, { as: 'operator' });
    expect([ninth.status, ninth.headers.get('video-fault')]).toEqual([502, 'busy']);
    stop.abort();
    await until(async () => {
      const next = await bench.call(address, { as: 'operator' });
      await next.body!.cancel();
      expect(next.status).toBe(200);
    });
  });
});

async function signIn(): Promise<string> {
  const response = await bench.call('/api/v1/session', {
    body: { account: 'operator', password: 'correct horse battery' },
  });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

describe('7.2.10-3 what was seen before is played by time', () => {
  test('the last minutes as a playlist and as a file', async () => {
    camera.push('b');
    await until(async () => {
      const playlist = await (
        await bench.call('/api/v1/cameras/CAM-1/live/hls/main/index.m3u8', { as: 'operator' })
      ).text();
      expect(playlist.match(/#EXTINF/g)!.length).toBeGreaterThan(1);
    });
    const { recordedFrom } = await seen();
    const recording = await bench.json<{ from: number; to: number; playlist: string; file: string }>(
      `/api/v1/cameras/CAM-1/recordings?from=${Math.floor(recordedFrom!)}`,
      { as: 'operator' },
    );
    expect(recording.from).toBe(recordedFrom);
    const playlist = await (await bench.call(recording.playlist, { as: 'operator' })).text();
    expect(playlist).toMatch(/PLAYLIST-TYPE:VOD[\s\S]*ENDLIST/);
    const file = await bench.call(recording.file, { as: 'operator' });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=CAM-1-.*\.mp4$/);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, sampleInit().length).equals(sampleInit())).toBe(true);
    expect((await bench.call('/api/v1/cameras/CAM-1/recordings?to=1000', { as: 'operator' })).status).toBe(404);
    expect((await bench.call('/api/v1/cameras/CAM-1/recordings/file?from=5&to=1', { as: 'operator' })).status).toBe(
      400,
    );
  });
});

describe('7.2.16-2 a clip and a picture are kept around an alarm', () => {
  test('of every camera that is bound to it, in ranges and for saving; the reason where there was nothing', async () => {
    await put('snapshot', `${camera.url}/snapshot.jpg`);
    camera.picture = sampleJpeg('alarm');
    camera.push('c');
    const event = {
      device: 'CAM-1',
      id: 'throw-1',
      time: Date.now(),
      type: 'fallingObject.detected',
      data: { active: true },
    };
    await bench.json('/api/v1/events', { as: 'administrator', body: event, status: 202 });
    const raised = await until(() => {
      const found = bench.events.find(({ kind }) => kind === 'alarm.raised');
      expect(found).toBeDefined();
      return found as { id: string };
    });
    const items = await until(async () => {
      const { items } = await bench.json<{ items: Kept[] }>(`/api/v1/alarms/${raised.id}/clips`, { as: 'operator' });
      expect(items).toHaveLength(2);
      return items;
    });
    const [clip, snapshot] = items;
    expect(clip).toMatchObject({ camera: 'CAM-1', kind: 'clip', type: 'video/mp4', fault: null });
    expect(snapshot).toMatchObject({ kind: 'snapshot', type: 'image/jpeg', bytes: camera.picture.length });
    expect(clip!.from).toBeLessThan(event.time);
    const whole = await bench.call(clip!.address!, { as: 'operator' });
    expect((await whole.arrayBuffer()).byteLength).toBe(clip!.bytes);
    const part = await bench.call(clip!.address!, { as: 'operator', headers: { range: 'bytes=4-7' } });
    expect([part.status, await part.text()]).toEqual([206, 'ftyp']);
    expect(part.headers.get('content-range')).toBe(`bytes 4-7/${clip!.bytes}`);
    const saved = await bench.call(`${clip!.address}?download`, { as: 'operator' });
    expect(saved.headers.get('content-disposition')).toBe(`attachment; filename=${raised.id}-CAM-1.mp4`);
    const audit = await bench.json<{ items: { action: string }[] }>('/api/v1/audit?limit=1', { as: 'administrator' });
    expect(audit.items).toMatchObject([{ action: 'video.clip', subject: `${raised.id} CAM-1` }]);
    expect((await bench.call(`/api/v1/alarms/${raised.id}/clips/CAM-9/clip`, { as: 'operator' })).status).toBe(404);
    expect(await bench.json('/api/v1/alarms/NONE/clips', { as: 'operator' })).toEqual({ items: [], next: null });
  });
});

describe('E6.1.4-3 one camera is searched and analysed', () => {
  test('what its analysis reported is found by the camera, and what it saw then by the time', async () => {
    const { items } = await bench.json<{ items: { id: string; code: string; time: number }[] }>(
      '/api/v1/alarms?device=CAM-1&facility=falling-objects',
      { as: 'operator' },
    );
    const found = items.find(({ code }) => code === 'fallingObject.detected')!;
    const clips = await bench.json<{ items: Kept[] }>(`/api/v1/alarms/${found.id}/clips`, { as: 'operator' });
    const { from, to } = clips.items.find(({ kind }) => kind === 'clip')!;
    expect(from).toBeLessThanOrEqual(found.time);
    const held = await bench.json<{ from: number; to: number }>(
      `/api/v1/cameras/CAM-1/recordings?from=${Math.floor(from)}&to=${Math.ceil(to)}`,
      { as: 'operator' },
    );
    expect(held.from).toBeLessThan(to);
    expect(held.to).toBeGreaterThan(from);
    const before = `/api/v1/cameras/CAM-1/recordings?from=${Math.floor(from) - 2_000_000}&to=${Math.floor(from) - 1_000_000}`;
    expect((await bench.call(before, { as: 'operator' })).status).toBe(404);
  });
});

describe('7.2.4-4 the cameras of a place', () => {
  test('the best first: linked with the device, of its zone, the nearest', async () => {
    const { items } = await bench.json<{ items: View[] }>('/api/v1/cameras?device=FA-1', { as: 'operator' });
    expect(items.map(({ code }) => code)).toEqual(['CAM-1']);
    expect((await bench.call('/api/v1/cameras?device=NONE', { as: 'operator' })).status).toBe(404);
  });
});

describe('7.2.16-1 what of a picture nobody may see', () => {
  test('is stored with the camera, and given out with it', async () => {
    const polygons = [
      [
        [0, 0],
        [0.5, 0],
        [0.5, 0.25],
      ],
    ];
    const call = { as: 'administrator', method: 'PUT' } as const;
    await bench.json('/api/v1/cameras/CAM-1/mask', { ...call, body: { polygons } });
    expect((await seen()).mask).toEqual(polygons);
    const listed = await bench.json('/api/v1/cameras?masks=false', { as: 'operator' });
    const [first] = (listed as { items: object[] }).items;
    expect(first).toHaveProperty('maskRefusal');
    expect(first).not.toHaveProperty('mask');
    await bench.json('/api/v1/cameras/CAM-1/mask', { ...call, body: { polygons: [[[0, 2]]] }, status: 400 });
    await bench.json('/api/v1/cameras/CAM-1/mask', { ...call, as: 'operator', body: { polygons }, status: 403 });
  });
});

describe('E6.1.13-3 a camera before a facade whose tilt or mask was changed', () => {
  test('is shown to managers of devices alone, until a second one of them has looked at it', async () => {
    const live = (as: 'operator' | 'administrator') => bench.json<unknown>('/api/v1/cameras/CAM-1', { as });
    const picture = (as: 'operator' | 'administrator') =>
      bench.call('/api/v1/cameras/CAM-1/live/hls/main/index.m3u8', { as });
    // The mask above was drawn by the administrator.
    expect(await live('operator')).toMatchObject({ maskRefusal: 'unchecked', check: null });
    expect((await picture('operator')).headers.get('video-fault')).toBe('noMask');
    expect(await live('administrator')).toMatchObject({ maskRefusal: null, check: { own: true } });
    expect((await picture('administrator')).status).toBe(200);
    const check = (cookie: string) =>
      bench.call('/api/v1/cameras/CAM-1/check', { method: 'POST', headers: { cookie }, body: { confirm: true } });
    const own = await bench.call('/api/v1/cameras/CAM-1/check', { as: 'administrator', body: { confirm: true } });
    expect([own.status, ((await own.json()) as { detail: string }).detail]).toEqual([
      409,
      'a second person has to check what you changed',
    ]);

    const second = { kind: 'user', name: 'second', role: 'administrator', password: 'a-second-person-9' };
    await bench.json('/api/v1/accounts', { as: 'administrator', body: second, status: 201 });
    const session = await bench.call('/api/v1/session', { body: { account: 'second', password: second.password } });
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
    expect((await check(cookie)).status).toBe(204);
    expect((await check(cookie)).status).toBe(409);
    expect(await live('operator')).toMatchObject({ maskRefusal: null, check: null });
    expect((await picture('operator')).status).toBe(200);
  });
});

describe('7.2.10-3 a dead stream is an alarm', () => {
  test('raised when nothing comes any more, returned to normal when pictures come again', async () => {
    const other = await openSampleCamera();
    const moving = setInterval(() => {
      other.picture = sampleJpeg(String(Math.random()));
    }, 20);
    try {
      const { location } = bench.sample.devices[0]!;
      const device = { code: 'VC-1', name: '南门摄像机', kind: 'camera', facility: 'video', location };
      await bench.json('/api/v1/devices', { as: 'administrator', body: device, status: 201 });
      await put('snapshot', `${other.url}/snapshot.jpg`, 200, 'VC-1');
      const state = async () => (await bench.json<View>('/api/v1/cameras/VC-1', { as: 'operator' })).condition;
      await until(async () => expect(await state()).toBe('live'));
      const happened = (kind: string) =>
        bench.events.some((event) => event.kind === kind && JSON.stringify(event).includes('video.streamLost'));
      other.dead = true;
      await vi.waitFor(() => expect(happened('alarm.raised')).toBe(true), { timeout: 30_000, interval: 100 });
      expect(await state()).toBe('lost');
      const [alarm] = (
        await bench.json<{ items: { id: string; code: string }[] }>('/api/v1/alarms?device=VC-1', { as: 'operator' })
      ).items;
      expect(alarm).toMatchObject({ code: 'video.streamLost' });
      other.dead = false;
      await vi.waitFor(
        () =>
          expect(bench.events.some((event) => event.kind === 'alarm.returned' && event.id === alarm!.id)).toBe(true),
        { timeout: 30_000, interval: 100 },
      );
    } finally {
      clearInterval(moving);
      await other.close();
    }
  });
});

test('7.2.10-3 a stream that is removed is followed no longer', async () => {
  const call = { as: 'administrator', method: 'DELETE', status: 204 } as const;
  for (const way of ['hls', 'mjpeg', 'snapshot', 'flv', 'whep'])
    await bench.json(`/api/v1/cameras/CAM-1/streams/${way}/main`, call);
  expect((await bench.call('/api/v1/cameras/CAM-1', { as: 'operator' })).status).toBe(404);
  await bench.json('/api/v1/cameras/CAM-1/streams/hls/main', { ...call, status: 404 });
});
