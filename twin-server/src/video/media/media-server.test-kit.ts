import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** For tests: a media server on this machine. */
export interface SampleMediaServer {
  readonly url: string;
  /** Paths asked for, with their query. */
  readonly asked: string[];
  /** Streams that come in, by `app/stream`, with where they are got from; null where they are sent. */
  readonly streams: Map<string, string | null>;
  /** Sources that cannot be reached: it gets nothing from them. */
  readonly deadSources: Set<string>;
  /** Counts no pictures any more, as where an encoder hangs. */
  hung: boolean;
  /** Answers this to everything, with this status. */
  nonsense: { readonly status: number; readonly body: string } | null;
  /** Goes away with all that it has; comes back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

type Answer = (url: URL, request: IncomingMessage, response: ServerResponse, sample: SampleMediaServer) => void;

/** A picture each 10 ms. */
const FRAME_MS = 10;

async function openSample(answer: Answer): Promise<SampleMediaServer> {
  let server: Server | null = null;
  let port = 0;
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const sample: SampleMediaServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    asked,
    streams: new Map(),
    deadSources: new Set(),
    hung: false,
    nonsense: null,
    stop: async () => {
      sample.streams.clear();
      for (const socket of sockets) socket.destroy();
      server?.close();
      if (server) await once(server, 'close');
      server = null;
    },
    start: async () => {
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        const { nonsense } = sample;
        if (nonsense) response.writeHead(nonsense.status).end(nonsense.body);
        else answer(new URL(request.url ?? '/', sample.url), request, response, sample);
      });
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
  };
  await sample.start();
  return sample;
}

const json = (response: ServerResponse, body: object, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const framesOf = ({ hung }: SampleMediaServer) => (hung ? 1 : Math.floor(Date.now() / FRAME_MS));

function whep(request: IncomingMessage, response: ServerResponse, location: string): void {
  request.resume();
  response.writeHead(201, { 'content-type': 'application/sdp', location }).end('v=0\r\n');
}

/** For tests: opens what answers as ZLMediaKit does: 200 and a code, each protocol of a stream by itself, no data where there is none. */
export function openZlmediakit(secret: string): Promise<SampleMediaServer> {
  return openSample((url, request, response, sample) => {
    const command = url.pathname.slice('/index/api/'.length);
    const query = url.searchParams;
    if (url.pathname.endsWith('.live.flv')) {
      const known = sample.streams.has(url.pathname.slice(1, -'.live.flv'.length));
      return known ? void response.end('FLV\x01\x05\x00\x00\x00\x09') : void response.writeHead(404).end();
    }
    if (!url.pathname.startsWith('/index/api/')) return void response.writeHead(404).end();
    if (command === 'whep') return whep(request, response, '/index/api/delete_webrtc?id=1&token=2');
    if (query.get('secret') !== secret) return json(response, { code: -100, msg: 'Incorrect secret' });
    switch (command) {
      case 'getMediaList': {
        const data = [...sample.streams].flatMap(([key, source]) => {
          const [app, stream] = key.split('/');
          const tracks = [{ codec_id: 0, codec_id_name: 'H264', codec_type: 0, frames: framesOf(sample), ready: true }];
          return ['rtsp', 'rtmp', 'hls'].map((schema) => ({
            ...{ app, stream, schema, vhost: '__defaultVhost__', aliveSecond: 5, bytesSpeed: 1000, tracks },
            ...{ originType: source === null ? 1 : 4, originUrl: source ?? 'rtmp://127.0.0.1/x', readerCount: 0 },
          }));
        });
        return json(response, data.length > 0 ? { code: 0, data } : { code: 0 });
      }
      case 'addStreamProxy': {
        const [app, stream, source] = ['app', 'stream', 'url'].map((name) => query.get(name));
        if (!query.get('vhost') || !app || !stream || !source)
          return json(response, { code: -300, msg: 'Required parameter missed' });
        if (sample.deadSources.has(source)) return json(response, { code: -1, msg: `play ${source} timeout` });
        sample.streams.set(`${app}/${stream}`, source);
        return json(response, { code: 0, data: { key: `__defaultVhost__/${app}/${stream}` } });
      }
      case 'delStreamProxy': {
        const flag = sample.streams.delete(query.get('key')!.replace('__defaultVhost__/', ''));
        return json(response, { code: 0, data: { flag } });
      }
      case 'getSnap': {
        const known = sample.streams.has(new URL(query.get('url')!).pathname.slice(1));
        // Without a picture it gives out its logo, which is no JPEG.
        const picture = known ? [0xff, 0xd8, 0xff, 0xe0, Math.random() * 256, 0xff, 0xd9] : [0x89, 0x50, 0x4e, 0x47];
        return void response.setHeader('content-type', 'image/jpeg').end(Buffer.from(picture));
      }
      default:
        response.writeHead(404).end();
    }
  });
}

/** For tests: opens what answers as SRS does: pages of ten where no more is asked for, ended streams listed as not active, Basic for /api/ alone. */
export function openSrs(credentials: string): Promise<SampleMediaServer> {
  return openSample((url, request, response, sample) => {
    if (url.pathname === '/rtc/v1/whep/') return whep(request, response, '/rtc/v1/whep/?action=delete&token=1');
    if (!url.pathname.startsWith('/api/')) return void response.writeHead(404).end();
    if (request.headers.authorization !== `Basic ${Buffer.from(credentials).toString('base64')}`)
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="srs"' }).end();
    if (url.pathname !== '/api/v1/streams') return json(response, { code: 1061 }, 404);
    const start = Number(url.searchParams.get('start') ?? 0);
    const count = Math.max(1, Number(url.searchParams.get('count') ?? 10));
    const ended = { app: 'live', name: 'ended', publish: { active: false }, frames: 7 };
    const streams = [...sample.streams.keys()].map((key) => {
      const [app, name] = key.split('/');
      return { id: `vid-${name}`, app, name, vhost: 'vid-1', url: `/${key}`, live_ms: Date.now(), clients: 1 };
    });
    const listed = streams.map((stream) => ({
      ...{ ...stream, frames: framesOf(sample), send_bytes: 0, recv_bytes: 5, kbps: { recv_30s: 0, send_30s: 0 } },
      publish: { active: true, cid: 'c' },
    }));
    json(response, {
      code: 0,
      server: 'vid-0',
      service: 's',
      pid: '1',
      streams: [ended, ...listed].slice(start, start + count),
    });
  });
}
