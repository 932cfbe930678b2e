import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { openHttpPeer } from '../outlets/notify/peers.test-kit.ts';
import { openOnvifCamera } from '../video/onvif/onvif-camera.test-kit.ts';
import { openDrillBench } from './drill-bench.test-kit.ts';

test('8.1.2-11 no actuator, no notification and no outside system is reached by a drill: a spy at every outlet hears nothing', async () => {
  const { bench, runThrough, view } = await openDrillBench();
  const peer = await openHttpPeer();
  const camera = await openOnvifCamera('onvif-geheim 1!');
  const sent: string[] = [];
  bench.down.publish = async (topic) => {
    sent.push(topic);
    return 1;
  };
  const put = (path: string, body: object) => bench.json(path, { as: 'administrator', method: 'PUT', body });
  const address = { url: peer.url };
  await put('/api/v1/receivers/WEB', {
    way: 'webhook',
    name: 'web',
    address,
    secrets: { secret: '0123456789abcdef0123456789abcdef' },
  });
  await put('/api/v1/receivers/CAP', {
    way: 'cap',
    name: 'cap',
    address,
    secrets: { secret: '0123456789abcdef0123456789abcdef' },
  });
  await put('/api/v1/receivers/DING', { way: 'dingtalk', name: 'ding', address, secrets: { token: 't', secret: 's' } });
  await put('/api/v1/receivers/WECOM', { way: 'wecom', name: 'wecom', address, secrets: { key: 'k' } });
  for (const [code, kind, facility] of [
    ['PTZ-1', 'ptz-camera', 'video'],
    ['SS-1', 'siren-strobe', 'perimeter'],
    ['BT-1', 'broadcast-terminal', 'broadcast'],
  ] as const) {
    const record = sampleDevice(code, { kind, facility, zone: 'Z1' });
    await bench.registry.addDevice(record);
    await bench.pipeline.register(record);
    bench.surroundings.note(record);
  }
  await put('/api/v1/cameras/PTZ-1/onvif', { url: camera.url, username: 'operator', password: 'onvif-geheim 1!' });
  camera.done.length = 0;
  // Whatever this process connects to, but its own API, its database, and those that listen here: the living site goes on asking them.
  const connected: string[] = [];
  const known = [bench.url, bench.database.url, camera.url, peer.url].map((url) => Number(new URL(url).port));
  const spy = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('connect', () => {
      if (!known.includes(socket.remotePort!)) connected.push(`${socket.remoteAddress}:${socket.remotePort}`);
    });
  };
  // The living site may tell of a silent device meanwhile; of what the drill is about it tells nothing.
  const told = () => peer.asked.filter(({ body }) => /fire\.smoke|perimeter\.intrusion|感烟|入侵|A9\d{7}/.test(body));
  subscribe('net.client.socket', spy);
  try {
    const before = await outside();
    const number = await runThrough('train');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect({ sent, told: told(), camera: camera.done, connected }).toEqual({
      sent: [],
      told: [],
      camera: [],
      connected: [],
    });
    expect(await outside()).toEqual(before);
    expect((await view(number)).percent).toBe(100);
    // The spies hear: the same alarm in the living site goes out by every way.
    const body = { device: 'FA-1', time: Date.now(), values: { alarm: true } };
    await bench.json('/api/v1/observations', { as: 'administrator', body, status: 202 });
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => told().length, { timeout: 10_000 }).toBeGreaterThan(1);
  } finally {
    unsubscribe('net.client.socket', spy);
    peer.close();
    await camera.stop();
    await bench.close();
  }

  /** What a drill may not change of the living site, which goes on by itself meanwhile. */
  async function outside() {
    const { rows } = await bench.database.pool.query(
      `SELECT (SELECT count(*)::int FROM alarm WHERE code IN ('fire.smoke', 'perimeter.intrusion')) AS alarms,
        (SELECT count(*)::int FROM alarm_handler) AS handlers, (SELECT count(*)::int FROM work_order) AS "workOrders",
        (SELECT count(*)::int FROM dead_letter) AS letters, (SELECT count(*)::int FROM broadcast_session) AS broadcasts,
        (SELECT count(*)::int FROM journal WHERE branch = 0 AND kind IN ('device.reported', 'alarm.handled')
          AND (device IS NULL OR device IN ('FA-1', 'FA-2', 'PF-1'))) AS journaled`,
    );
    return { ...rows[0], orders: bench.pipeline.published.orderCount };
  }
}, 120_000);
