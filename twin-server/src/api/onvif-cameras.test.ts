import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { openZlmediakit } from '../video/media/media-server.test-kit.ts';
import { openOnvifCamera, type SampleOnvifCamera } from '../video/onvif/onvif-camera.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

interface Outcome {
  ok: boolean;
  results: { target: string; ok: boolean; detail: string | null }[];
}

const PASSWORD = 'onvif-geheim 1!';
const DAY_MS = 86_400_000;

let bench: ApiBench;
let camera: SampleOnvifCamera;
let published: string[] = [];
beforeAll(async () => {
  bench = await openApiBench({ conducted: true });
  bench.down.publish = async (topic) => {
    published.push(topic);
    return 0;
  };
  camera = await openOnvifCamera(PASSWORD);
  for (const code of ['PTZ-1', 'PTZ-2']) {
    const record = { ...sampleDevice(code, { name: code }), kind: 'ptz-camera', facility: 'video' };
    await bench.registry.addDevice(record);
    await bench.pipeline.register(record);
  }
});
beforeEach(() => {
  Object.assign(camera, {
    password: PASSWORD,
    clockMs: 0,
    old: false,
    dead: false,
    endless: false,
    deafToStop: false,
    nonsense: null,
  });
  camera.done.length = 0;
  published = [];
});
afterAll(async () => {
  await bench.close();
  await camera.stop();
});

const put = (body: object = {}, status = 200) =>
  bench.json<Record<string, unknown> & { detail: string }>('/api/v1/cameras/PTZ-1/onvif', {
    as: 'administrator',
    method: 'PUT',
    body: { url: camera.url, username: 'operator', password: PASSWORD, ...body },
    status,
  });
const tell = (command: string, args: object, device = 'PTZ-1') =>
  bench.json<Outcome>(`/api/v1/devices/${device}/commands`, { as: 'operator', body: { command, args } });
const offer = () =>
  bench.json<{ profiles: object[]; presets: string[] }>('/api/v1/cameras/PTZ-1/onvif/offer', { as: 'administrator' });

describe('7.2.10-3 a camera tells by ONVIF what it has', () => {
  test.each([
    ['a clock that is right', 0, false],
    ['a clock nine years behind', -9 * 365 * DAY_MS, false],
    ['a clock a day ahead, and only the services of before Profile T', DAY_MS, true],
  ])('%s: its profiles and addresses, asked with its account', async (_title, clockMs, old) => {
    Object.assign(camera, { clockMs, old });
    const at = `http://192.168.1.64:${camera.port}/snapshot`;
    expect(await put()).toMatchObject({
      passwordSet: true,
      profile: 'P1',
      stream: 'rtsp://192.168.1.64:554/P1?…',
      snapshot: `${at}/P1.jpg`,
      speeds: { panDegPerS: 60, tiltDegPerS: 30, zoomPerS: 10 },
    });
    expect(await offer()).toEqual({
      profiles: [
        {
          token: 'P1',
          name: 'mainStream',
          ptz: true,
          stream: 'rtsp://192.168.1.64:554/P1?…',
          snapshot: `${at}/P1.jpg`,
        },
        {
          token: 'P2',
          name: 'subStream',
          ptz: false,
          stream: 'rtsp://192.168.1.64:554/P2?…',
          snapshot: `${at}/P2.jpg`,
        },
      ],
      presets: ['1', '2', '17'],
    });
    expect(camera.done).toContain(old ? 'GetCapabilities' : 'GetServices');
  });

  test('its single pictures are had with HTTP Digest where it is reached, whatever it calls itself', async () => {
    await put();
    await vi.waitFor(
      async () =>
        expect(await bench.json('/api/v1/cameras/PTZ-1', { as: 'operator' })).toMatchObject({
          condition: 'live',
          streams: [{ way: 'snapshot', role: 'main' }],
        }),
      { timeout: 10_000, interval: 50 },
    );
    const picture = await bench.call('/api/v1/cameras/PTZ-1/live/snapshot', { as: 'operator' });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  test('a media server gets the stream that the camera tells', async () => {
    const zlm = await openZlmediakit('s');
    try {
      await put();
      const call = { as: 'administrator', method: 'PUT' } as const;
      await bench.json('/api/v1/media-server', { ...call, body: { kind: 'zlmediakit', apiUrl: zlm.url, secret: 's' } });
      const body = { app: 'live', stream: 'ptz', source: 'onvif:' };
      expect(await bench.json('/api/v1/cameras/PTZ-1/feeds/main', { ...call, body })).toMatchObject({
        source: 'onvif:',
      });
      await vi.waitFor(() =>
        expect(zlm.streams.get('live/ptz')).toBe('rtsp://operator:onvif-geheim%201!@127.0.0.1:554/P1?key=geheim'),
      );
    } finally {
      for (const path of ['cameras/PTZ-1/feeds/main', 'media-server'])
        await bench.json(`/api/v1/${path}`, { as: 'administrator', method: 'DELETE', status: 204 });
      await zlm.stop();
    }
  });
});

describe('6.3.4 a camera is turned by ONVIF as by any command', () => {
  beforeEach(async () => {
    await put();
    camera.done.length = 0;
  });

  test.each([
    ['pan', { stepDeg: 30 }, 'x', 0.5],
    ['pan', { stepDeg: -3 }, 'x', -0.05],
    ['tilt', { stepDeg: -15 }, 'y', -0.5],
    ['zoom', { step: 5 }, 'zoom', 0.5],
  ] as const)('%s %j: it moves, stops, and has moved as far as that', async (command, args, axis, way) => {
    const before = camera.position[axis];
    const turning = tell(command, args);
    await vi.waitFor(() => expect(camera.moving).toBe(true), { timeout: 4_000, interval: 5 });
    expect(await turning).toMatchObject({ ok: true, results: [{ target: 'PTZ-1', ok: true, detail: null }] });
    expect(camera.moving).toBe(false);
    expect(camera.done.slice(-2)).toEqual(['ContinuousMove', 'Stop']);
    // At least as far: how much longer it took to stop is the machine's.
    expect(Math.sign(camera.position[axis] - before)).toBe(Math.sign(way));
    expect(Math.abs(camera.position[axis] - before)).toBeGreaterThanOrEqual(Math.abs(way) * 0.95);
    const at = camera.position;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(camera.position).toEqual(at);
    expect(published).toEqual([]);
  });

  test('to a position that it knows, and to none that it does not', async () => {
    expect(await tell('goToPreset', { preset: 17 })).toMatchObject({ ok: true });
    expect(camera.position.x).toBe(17);
    expect(await tell('goToPreset', { preset: 3 })).toMatchObject({
      ok: false,
      results: [{ detail: 'it has no preset 3; expected one of 1, 2, 17' }],
    });
  });

  test('one command after the other; one that would take too long is refused', async () => {
    const both = await Promise.all([tell('pan', { stepDeg: 18 }), tell('pan', { stepDeg: -18 })]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(camera.done.filter((action) => /Move|Stop/.test(action))).toEqual([
      'ContinuousMove',
      'Stop',
      'ContinuousMove',
      'Stop',
    ]);
    await put({ speeds: { panDegPerS: 10 } });
    const [result] = (await tell('pan', { stepDeg: 90 })).results;
    expect(result).toMatchObject({ ok: false, detail: '90° takes too long at 10°/s; expected up to 30° at once' });
  });

  test('a camera whose clock was set, that restarted or closed its connections is asked anew', async () => {
    expect(await tell('pan', { stepDeg: 3 })).toMatchObject({ ok: true });
    camera.clockMs = 3 * DAY_MS;
    expect(await tell('pan', { stepDeg: 3 })).toMatchObject({ ok: true });
    await camera.stop();
    const away = await tell('pan', { stepDeg: 3 });
    expect(away.results).toMatchObject([
      { ok: false, detail: `camera 127.0.0.1:${camera.port} cannot be reached: ECONNREFUSED` },
    ]);
    await camera.start();
    expect(await tell('pan', { stepDeg: 3 })).toMatchObject({ ok: true });
  });

  test.each(['dead', 'endless'] as const)(
    'one that is %s is said in time, and holds up no later command',
    {
      timeout: 20_000,
    },
    async (how) => {
      camera[how] = true;
      const [result] = (await tell('pan', { stepDeg: 3 })).results;
      expect(result).toMatchObject({
        ok: false,
        detail: expect.stringMatching(/(did not answer|no answer) within [45] s/),
      });
      camera[how] = false;
      expect(await tell('pan', { stepDeg: 3 })).toMatchObject({ ok: true });
    },
  );

  test('one that does not hear that it should stop does so by itself', { timeout: 15_000 }, async () => {
    camera.deafToStop = true;
    expect(await tell('pan', { stepDeg: 3 })).toMatchObject({ ok: true });
    expect(camera.moving).toBe(true);
    await vi.waitFor(() => expect(camera.moving).toBe(false), { timeout: 5_000, interval: 50 });
  });

  test('cameras that are not spoken to by ONVIF are told by message as before', async () => {
    const [result] = (await tell('pan', { stepDeg: 3 }, 'PTZ-2')).results;
    expect(result).toMatchObject({ ok: false, detail: 'nobody listens for commands to it' });
    expect(published).toEqual(['twin/sample/PTZ-2/commands']);
  });
});

describe('6.3.4 cameras that cannot be had', () => {
  test.each([
    [
      'a wrong password',
      () => Object.assign(camera, { password: 'another' }),
      /refused the account; expected name and password/,
    ],
    [
      'a page',
      () => Object.assign(camera, { nonsense: { status: 200, body: '<html><p>hello' } }),
      /answered no ONVIF; expected SOAP 1.2/,
    ],
    ['nothing', () => Object.assign(camera, { nonsense: { status: 200, body: '' } }), /answered no ONVIF/],
    [
      'SOAP without an answer',
      () =>
        Object.assign(camera, { nonsense: { status: 200, body: '<e:Envelope xmlns:e="x"><e:Body/></e:Envelope>' } }),
      /answered no ONVIF/,
    ],
    [
      'another answer',
      () =>
        Object.assign(camera, {
          nonsense: { status: 200, body: '<e:Envelope xmlns:e="x"><e:Body><x/></e:Body></e:Envelope>' },
        }),
      /answered no ONVIF/,
    ],
    [
      'an unauthorized page',
      () => Object.assign(camera, { nonsense: { status: 401, body: 'no' } }),
      /refused|no ONVIF/,
    ],
    ['a redirect', () => Object.assign(camera, { nonsense: { status: 302, body: '' } }), /answered no ONVIF/],
  ])('%s: the reason, by name of the host, when it is stored and when it is turned', async (_title, spoil, reason) => {
    await put();
    spoil();
    expect((await put({}, 502)).detail).toMatch(reason);
    const [result] = (await tell('pan', { stepDeg: 3 })).results;
    expect(result).toMatchObject({ ok: false, detail: expect.stringMatching(reason) });
    expect(result!.detail).toContain(`127.0.0.1:${camera.port}`);
  });

  test('8.1.4-2 a network that is not allowed is not asked', async () => {
    for (const url of ['http://10.0.0.7/onvif/device_service', 'http://localhost:80/', 'http://[::1]/'])
      expect((await put({ url }, 400)).detail).toMatch(/body.url: .* not among the video servers/);
  });

  test.each([
    [{ url: 'rtsp://127.0.0.1' }, /http:\/\//],
    [{ url: 'http://a:b@127.0.0.1/' }, /no name, password/],
    [{ username: 'a<b' }, /username/],
    [{ password: '密码' }, /ASCII/],
    [{ profile: 'P9' }, /it has no profile P9; expected one of P1, P2/],
    [{ speeds: { panDegPerS: 0 } }, /panDegPerS/],
  ])('%j is refused', async (body, reason) => expect((await put(body, 400)).detail).toMatch(reason));

  test('8.1.3-3 its password is given out to nobody, and to no other camera', async () => {
    const stored = await put();
    expect(await put({ password: undefined })).toMatchObject({ passwordSet: true });
    const other = await openOnvifCamera('');
    try {
      await bench.call('/api/v1/cameras/PTZ-1/onvif', {
        as: 'administrator',
        method: 'PUT',
        body: { url: other.url, username: 'operator' },
      });
      expect(other.heard.join()).not.toContain('<Password');
    } finally {
      await other.stop();
    }
    const audit = await bench.json('/api/v1/audit', { as: 'administrator' });
    const streams = await bench.json('/api/v1/cameras/PTZ-1', { as: 'operator' });
    expect(JSON.stringify([stored, await offer(), audit, streams, bench.logged, bench.events])).not.toMatch(/geheim/);
    expect(camera.heard.join()).not.toContain(PASSWORD);
    const call = { as: 'administrator', method: 'DELETE' } as const;
    await bench.json('/api/v1/cameras/PTZ-1/onvif', { ...call, status: 204 });
    await bench.json('/api/v1/cameras/PTZ-1/onvif', { ...call, status: 404 });
  });
});
