import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { openSrs, openZlmediakit, type SampleMediaServer } from '../video/media/media-server.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface ServerView {
  condition: string;
  reason: string | null;
  streams: number;
}
interface CameraView {
  condition: string | null;
  reason: string | null;
  streams: { way: string; role: string; address: string }[];
}

const SECRET = 'zlm-geheim';
const ACCOUNT = 'admin:srs-geheim';

let bench: ApiBench;
let zlm: SampleMediaServer;
let srs: SampleMediaServer;
beforeAll(async () => {
  bench = await openApiBench();
  zlm = await openZlmediakit(SECRET);
  srs = await openSrs(ACCOUNT);
  const record = { ...sampleDevice('VC-1', { name: '大门摄像机' }), kind: 'camera', facility: 'video' };
  await bench.registry.addDevice(record);
  await bench.pipeline.register(record);
});
afterEach(async () => {
  for (const server of [zlm, srs]) {
    server.nonsense = null;
    server.hung = false;
    server.streams.clear();
    server.deadSources.clear();
  }
  for (const path of ['cameras/VC-1/feeds/main', 'media-server'])
    await bench.call(`/api/v1/${path}`, { as: 'administrator', method: 'DELETE' });
});
afterAll(async () => {
  await bench.close();
  await zlm.stop();
  await srs.stop();
});

const until = <T>(look: () => T) => vi.waitFor(look, { timeout: 10_000, interval: 50 });
const put = <T = ServerView>(path: string, body: object, status = 200) =>
  bench.json<T & { detail: string }>(`/api/v1/${path}`, { as: 'administrator', method: 'PUT', body, status });
const useZlm = (more: object = {}) =>
  put('media-server', { kind: 'zlmediakit', apiUrl: zlm.url, secret: SECRET, ...more });
const useSrs = (more: object = {}) =>
  put('media-server', { kind: 'srs', apiUrl: srs.url, playUrl: srs.url, secret: ACCOUNT, ...more });
const feed = (body: object = {}, status = 200) =>
  put<{ source: string | null }>('cameras/VC-1/feeds/main', { app: 'live', stream: 'gate', ...body }, status);
const server = () => bench.json<ServerView>('/api/v1/media-server', { as: 'administrator' });
const seen = () => bench.json<CameraView>('/api/v1/cameras/VC-1', { as: 'operator' });
const liveness = (condition: string) =>
  until(async () => {
    const view = await seen();
    expect(view.condition).toBe(condition);
    return view;
  });

describe('7.2.10-3 a camera is played from the media server of the site', () => {
  test('ZLMediaKit: addresses by its own layout, streams by its list, whichever protocols it has them in', async () => {
    zlm.streams.set('live/gate', null);
    expect(await useZlm()).toMatchObject({ condition: 'connected', reason: null, streams: 1 });
    await feed();
    const { streams } = await liveness('live');
    expect(streams.map(({ way }) => way).sort()).toEqual(['flv', 'hls', 'snapshot', 'whep']);
    const { items } = await bench.json<{ items: object[] }>('/api/v1/media-server/streams', { as: 'administrator' });
    expect(items).toEqual([{ app: 'live', stream: 'gate', frames: expect.any(Number) }]);
    await until(() => expect(zlm.asked).toContain('/live/gate/hls.m3u8'));
    const whep = await bench.call('/api/v1/cameras/VC-1/live/whep/main', {
      as: 'operator',
      method: 'POST',
      body: 'v=0\r\n',
      headers: { 'content-type': 'application/sdp' },
    });
    expect(whep.status).toBe(201);
    expect(zlm.asked).toContain('/index/api/whep?app=live&stream=gate');
    const picture = await bench.call('/api/v1/cameras/VC-1/live/snapshot', { as: 'operator' });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const flv = await bench.call('/api/v1/cameras/VC-1/live/flv/main', { as: 'operator' });
    expect((await flv.text()).slice(0, 3)).toBe('FLV');
  });

  test('SRS: addresses by its own layout, all pages of its list, none of what ended', async () => {
    for (let at = 0; at < 700; at += 1) srs.streams.set(`live/n${at}`, null);
    srs.streams.set('live/gate', null);
    expect(await useSrs()).toMatchObject({ condition: 'connected', streams: 701 });
    await feed();
    const { streams } = await liveness('live');
    expect(streams.map(({ way }) => way).sort()).toEqual(['flv', 'hls', 'whep']);
    await until(() => expect(srs.asked).toContain('/live/gate.m3u8'));
    await feed({ stream: 'ended' });
    expect((await liveness('lost')).reason).toMatch(/has no stream live\/ended/);
    const refused = await feed({ source: 'rtsp://127.0.0.1/1' }, 400);
    expect(refused.detail).toMatch(/body.source: SRS gets streams by its own configuration/);
  });

  test('what was entered by hand goes before', async () => {
    zlm.streams.set('live/gate', null);
    await useZlm();
    await feed();
    const url = `${zlm.url}/by-hand.m3u8`;
    await put('cameras/VC-1/streams/hls/main', { url });
    await until(() => expect(zlm.asked).toContain('/by-hand.m3u8'));
    expect((await seen()).streams.filter(({ way }) => way === 'hls')).toHaveLength(1);
    await bench.call('/api/v1/cameras/VC-1/streams/hls/main', { as: 'administrator', method: 'DELETE' });
  });
});

describe('7.2.10-3 streams that die at the media server', () => {
  test('lost, frozen, and back, as the server tells; lost is an alarm', { timeout: 40_000 }, async () => {
    srs.streams.set('live/gate', null);
    await useSrs();
    await feed();
    await liveness('live');
    srs.hung = true;
    await liveness('frozen');
    srs.hung = false;
    await liveness('live');
    const before = bench.events.length;
    const since = () => bench.events.slice(before);
    srs.streams.clear();
    expect((await liveness('lost')).reason).toBe(`media server ${srs.url.slice(7)} has no stream live/gate`);
    const alarm = () =>
      bench.events.find((event) => event.kind === 'alarm.raised' && event.code === 'video.streamLost');
    await vi.waitFor(() => expect(alarm()).toMatchObject({ device: 'VC-1' }), { timeout: 20_000, interval: 100 });
    srs.streams.set('live/gate', null);
    await liveness('live');
    await until(() => expect(since().some(({ kind }) => kind === 'alarm.returned')).toBe(true));
  });

  test('a server that restarts is told again what to get; one that is away is said', async () => {
    const source = 'rtsp://admin:rtsp-geheim@127.0.0.1:554/ch1';
    await useZlm();
    expect((await feed({ source })).source).toBe('rtsp://127.0.0.1:554/ch1');
    await liveness('live');
    expect(zlm.streams.get('live/gate')).toBe(source);
    await zlm.stop();
    expect((await liveness('lost')).reason).toMatch(/cannot be reached: ECONN/);
    expect(await server()).toMatchObject({ condition: 'faulted', reason: expect.stringMatching(/cannot be reached/) });
    await zlm.start();
    await liveness('live');
    expect(zlm.streams.get('live/gate')).toBe(source);
    await feed({ source: 'rtsp://127.0.0.1:554/ch2' });
    await until(() => expect(zlm.streams.get('live/gate')).toBe('rtsp://127.0.0.1:554/ch2'));
    await bench.call('/api/v1/cameras/VC-1/feeds/main', { as: 'administrator', method: 'DELETE' });
    expect(zlm.streams.size).toBe(0);
  });

  test('a camera that the server cannot get is said, without its password', async () => {
    const source = 'rtsp://admin:rtsp-geheim@127.0.0.1:554/away';
    zlm.deadSources.add(source);
    await useZlm();
    await feed({ source });
    await until(async () =>
      expect((await seen()).reason).toMatch(/has no stream live\/gate: .*addStreamProxy with code -1/),
    );
    expect((await seen()).reason).not.toContain('geheim');
    await liveness('lost');
  });
});

describe('7.2.10-3 media servers that do not answer as they should', () => {
  test.each([
    [
      'the wrong secret of ZLMediaKit',
      () => useZlm({ secret: 'wrong' }),
      /\(ZLMediaKit\) refused the secret; expected api.secret/,
    ],
    [
      'the wrong account of SRS',
      () => useSrs({ secret: 'admin:wrong' }),
      /\(SRS\) refused the secret; expected user:password/,
    ],
    ['another kind', () => useSrs({ apiUrl: zlm.url }), /answered 404; expected 200/],
    ['no server', () => useZlm({ apiUrl: 'http://127.0.0.1:9' }), /127.0.0.1:9 cannot be reached: ECONNREFUSED/],
  ])('%s: faulted, in words that name the server and what was expected', async (_title, use, reason) => {
    expect(await use()).toMatchObject({ condition: 'faulted', reason: expect.stringMatching(reason) });
    const response = await bench.call('/api/v1/media-server/streams', { as: 'administrator' });
    expect([response.status, await response.text()]).toEqual([502, expect.stringMatching(reason)]);
  });

  test.each([
    [200, '<html>', /ZLMediaKit\) answered no JSON/],
    [200, '[]', /answered something else than expected/],
    [200, '{"code":0,"data":[{"app":"live"}]}', /something else than expected: data.0/],
    [200, '{"code":-300,"msg":"zlm-geheim"}', /answered getMediaList with code -300; expected 0/],
    [500, 'x', /answered 500; expected 200/],
  ])('%i %s is said, and comes right by itself', async (status, body, reason) => {
    await useZlm();
    zlm.nonsense = { status, body };
    await until(async () => expect((await server()).reason).toMatch(reason));
    zlm.nonsense = null;
    await until(async () => expect((await server()).condition).toBe('connected'));
  });
});

describe('8.1.4-2 networks and secrets', () => {
  test('a media server, or a camera that it should get, in a network that is not allowed is refused', async () => {
    for (const address of ['http://10.0.0.9:1985', 'http://localhost:8080', 'http://[::1]']) {
      const body = { kind: 'srs', apiUrl: address };
      expect((await put('media-server', body, 400)).detail).toMatch(/body.apiUrl: .* not among the video servers/);
      expect((await put('media-server', { ...body, apiUrl: srs.url, playUrl: address }, 400)).detail).toMatch(
        /body.playUrl/,
      );
    }
    await useZlm();
    expect((await feed({ source: 'rtsp://10.0.0.7/1' }, 400)).detail).toMatch(/body.source: 10.0.0.7 is not among/);
    expect((await feed({ source: 'file:///etc/passwd' }, 400)).detail).toMatch(/RTSP, RTMP or HTTP/);
    expect((await feed({ source: 'onvif:' }, 400)).detail).toMatch(/not known by ONVIF/);
    expect((await feed({ stream: '../../index/api/restartServer' }, 400)).detail).toMatch(/letters, digits/);
  });

  test('8.1.3-3 a secret is used, kept for its server alone, and given out to nobody', async () => {
    zlm.streams.set('live/gate', null);
    expect(await useZlm()).not.toHaveProperty('secret');
    await feed();
    await liveness('live');
    // Without a secret what is stored stays, for the same server.
    expect(await put('media-server', { kind: 'zlmediakit', apiUrl: zlm.url })).toMatchObject({
      condition: 'connected',
    });
    const asked = zlm.asked.length;
    const other = await put('media-server', { kind: 'zlmediakit', apiUrl: srs.url });
    expect(other).toMatchObject({ secretSet: false, condition: 'faulted' });
    expect(srs.asked.join()).not.toContain(SECRET);
    expect(zlm.asked.length).toBeGreaterThanOrEqual(asked);
    const audit = await bench.json('/api/v1/audit', { as: 'administrator' });
    const told = JSON.stringify([other, audit, await seen(), bench.logged, bench.events]);
    expect(told).not.toMatch(/geheim/);
    for (const path of ['media-server', 'media-server/streams', 'cameras/VC-1/feeds'])
      expect((await bench.call(`/api/v1/${path}`, { as: 'operator' })).status).toBe(403);
  });

  test('one stream is of one camera', async () => {
    await useZlm();
    await feed();
    const { detail } = await put('cameras/CAM-1/feeds/main', { app: 'live', stream: 'gate' }, 409);
    expect(detail).toBe('live/gate is the stream main of VC-1');
    await put('cameras/FA-1/feeds/main', { app: 'live', stream: 'x' }, 404);
  });
});
