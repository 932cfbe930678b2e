import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import { decodeFrame, MESSAGE, NAMESPACE } from 'twin-core/wire';
import { loadCode } from '../twin-server/src/load/load-device.ts';
import { type AlarmSite, type DeviceRow, MIDDLE, openAlarmSite } from './alarm-site.ts';
import { quantile } from './quantile.ts';

const RATE = 5_000;
const STATIONS = 15_000;
/** Fence zones that report one after the other, each with a lamp of its own, ten with one camera. */
const FENCES = 200;
const FENCES_PER_CAMERA = 10;
const EVERY_MS = 250;
const WARM_UP_S = 5;
/** Between neighbouring rows of fences, degrees: farther than what counts as near. */
const STEP_DEG = 0.003;
/** Between fences of a row, degrees: about a metre. */
const SMALL_DEG = 0.00001;
/** The alarm in the id of a command. */
const ALARM_ID = /^A\d+/;
/** What a JPEG begins and ends with, and its length, bytes. */
const JPEG = { start: [0xff, 0xd8, 0xff, 0xe0], end: [0xff, 0xd9], bytes: 20_000 } as const;

/**
 * From a detector's message to what follows it, while 5,000 other messages a second come: the command as the gateway gets it, and the wall's
 * request for the pictures of the linked camera, as a wall makes it: told by push, it asks which cameras show the place, then for the first one's picture.
 */
export async function run(): Promise<object> {
  const site = await openAlarmSite(rows(), { TWIN_VIDEO_SERVERS: '127.0.0.1' });
  const cameras = await openCameras();
  const publisher = fork(fileURLToPath(new URL('./ingest-publisher.ts', import.meta.url)), [
    JSON.stringify({
      url: site.twin.mqttUrl,
      ...site.gateway,
      site: 'site',
      devices: STATIONS,
      rate: RATE,
      alarmRate: 0,
      property: 'windDirDeg',
    }),
  ]);
  try {
    await once(publisher, 'message');
    const cookie = await signIn(site);
    await giveStreams(site, cookie, cameras);
    return await measure(site, cookie, publisher);
  } catch (cause) {
    process.stderr.write(site.twin.output.slice(-2000));
    throw cause;
  } finally {
    publisher.kill();
    await site.close();
    cameras.close();
  }
}

async function measure(site: AlarmSite, cookie: string, publisher: ChildProcess): Promise<object> {
  const sentAt = new Map<string, number>();
  const deviceOf = new Map<string, string>();
  /** By alarm, when the gateway had its first command. */
  const commandAt = new Map<string, number>();
  const tileMs: number[] = [];
  const pictureMs: number[] = [];
  await site.mqtt.subscribeAsync('twin/site/+/commands', { qos: 1 });
  site.mqtt.on('message', (topic, body) => {
    const { id } = JSON.parse(body.toString()) as { id: string };
    const alarm = ALARM_ID.exec(id)?.[0] ?? '';
    if (!commandAt.has(alarm)) commandAt.set(alarm, performance.now());
    site.mqtt.publish(topic.replace(/commands$/, 'acks'), JSON.stringify({ id, ok: true }), { qos: 1 });
  });
  const socket = wall(site, async (alarm, device) => {
    deviceOf.set(alarm, device);
    const sent = sentAt.get(device);
    const response = await fetch(`${site.twin.url}/api/v1/cameras?device=${device}`, { headers: { cookie } });
    const { items } = (await response.json()) as { items: { code: string }[] };
    if (sent === undefined || !items[0]) return;
    tileMs.push(performance.now() - sent);
    const address = `${site.twin.url}/api/v1/cameras/${items[0].code}/live/snapshot`;
    const picture = await fetch(address, { headers: { cookie } });
    if (picture.ok && (await picture.arrayBuffer()).byteLength > 0) pictureMs.push(performance.now() - sent);
  });
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  publisher.send({ seconds: (FENCES * EVERY_MS) / 1000, warmUpS: WARM_UP_S });
  await once(publisher, 'message');
  for (let i = 0; i < FENCES; i++) {
    const device = fence(i);
    const body = { id: `a-${i}`, time: Date.now(), type: 'perimeter.intrusion', data: {} };
    sentAt.set(device, performance.now());
    void site.mqtt.publishAsync(`twin/site/${device}/events`, JSON.stringify(body), { qos: 1 });
    await sleep(EVERY_MS);
  }
  const [load] = (await once(publisher, 'message')) as [{ perSecond: number }];
  socket.close();
  const commandMs = [...commandAt].map(([alarm, at]) => at - (sentAt.get(deviceOf.get(alarm) ?? '') ?? Number.NaN));
  const told = (list: readonly number[]) => ({
    count: list.length,
    p50Ms: Math.round(quantile(list, 0.5)),
    p99Ms: Math.round(quantile(list, 0.99)),
  });
  return {
    perSecond: Math.round(load.perSecond),
    alarms: FENCES,
    command: told(commandMs),
    tileRequested: told(tileMs),
    pictureShown: told(pictureMs),
  };
}

/** The session of a person, as a wall has: pictures are not shown to machines. */
async function signIn({ twin }: AlarmSite): Promise<string> {
  const response = await fetch(`${twin.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'admin', password: twin.password }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Cameras as their makers sell them: a picture for each request. */
async function openCameras(): Promise<Server> {
  const picture = Buffer.concat([Buffer.from(JPEG.start), Buffer.alloc(JPEG.bytes), Buffer.from(JPEG.end)]);
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function giveStreams({ twin }: AlarmSite, cookie: string, cameras: Server): Promise<void> {
  const { port } = cameras.address() as AddressInfo;
  for (let i = 0; i < FENCES; i += FENCES_PER_CAMERA) {
    const code = fence(i).replace('PF', 'VP');
    const response = await fetch(`${twin.url}/api/v1/cameras/${code}/streams/snapshot/main`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}/${code}`, enabled: true }),
    });
    if (!response.ok) throw new Error(`${code}: ${response.status} ${await response.text()}`);
  }
}

/** A wall: what push brings of new intrusions it follows. */
function wall({ twin, key }: AlarmSite, follow: (alarm: string, device: string) => Promise<void>) {
  const socket = io(twin.url + NAMESPACE, {
    parser,
    transports: ['websocket'],
    extraHeaders: { authorization: `Bearer ${key}` },
  });
  socket.on('connect', () => socket.emit(MESSAGE.watch, { site: 'site', interest: {}, resumeAfter: null }));
  socket.on(MESSAGE.frame, (block: Uint8Array) => {
    const { upto, events } = decodeFrame(block);
    socket.emit(MESSAGE.credit, { upto });
    for (const { event } of events) if (event.kind === 'alarm.raised') void follow(event.id, event.device);
  });
  return socket;
}

const fence = (i: number) => `PF-${String(i).padStart(3, '0')}`;

function rows(): DeviceRow[] {
  const all: DeviceRow[] = [];
  for (let i = 0; i < STATIONS; i++)
    all.push({ deviceCode: loadCode(i), name: loadCode(i), kind: 'weather-station', ...MIDDLE });
  for (let i = 0; i < FENCES; i++) {
    const at = {
      longitude: MIDDLE.longitude + (i % FENCES_PER_CAMERA) * SMALL_DEG,
      latitude: MIDDLE.latitude + Math.floor(i / FENCES_PER_CAMERA) * STEP_DEG,
    };
    const code = fence(i);
    all.push({ deviceCode: code, name: code, kind: 'pulse-fence-zone', ...at });
    all.push({ deviceCode: code.replace('PF', 'SL'), name: code, kind: 'street-lamp', ...at });
    if (i % FENCES_PER_CAMERA === 0)
      all.push({ deviceCode: code.replace('PF', 'VP'), name: code, kind: 'camera', ...at });
  }
  return all;
}
