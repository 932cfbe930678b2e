import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A box of ISO/IEC 14496-12. */
function box(type: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
}

const words = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};

/** For tests: ticks a second of sample streams. */
export const TIMESCALE = 1000;

/** For tests: what a player must know before pieces, of one track. `mark` makes it another one. */
export function sampleInit(mark = 0): Buffer {
  // tkhd and mdhd of version 0: flags, two times, then track id or timescale.
  const track = box('trak', box('tkhd', words(0, 0, 0, 1)), box('mdia', box('mdhd', words(0, 0, 0, TIMESCALE, 0))));
  return Buffer.concat([box('ftyp', Buffer.from('iso5')), box('moov', track, box('free', words(mark)))]);
}

/** For tests: a piece of fragmented MP4 that begins at `atS` seconds and shows `picture`. */
export function sampleFragment(atS: number, picture: string): Buffer {
  const time = Buffer.concat([words(0x01000000), words(0, Math.round(atS * TIMESCALE))]);
  const moof = box('moof', box('traf', box('tfhd', words(0, 1)), box('tfdt', time)));
  return Buffer.concat([moof, box('mdat', Buffer.from(picture))]);
}

/** For tests: bytes that begin and end as a JPEG does. */
export function sampleJpeg(mark: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(mark), Buffer.from([0xff, 0xd9])]);
}

/** For tests: a camera on this machine. */
export interface SampleCamera {
  readonly url: string;
  /** The same with a name and a password in it. */
  readonly secretUrl: string;
  /** Paths asked for, with their query. */
  readonly asked: string[];
  /** `authorization` headers that came. */
  readonly credentials: string[];
  /** Adds a piece of a second to the live stream; one that shows what the one before showed where `picture` is the same. */
  push(picture: string, more?: { readonly discontinuity?: boolean }): void;
  /** The stream begins anew, as after a restart of the camera. */
  restart(): void;
  /** Answers nothing any more. */
  dead: boolean;
  /** Picture of the snapshot and of the next parts of the JPEG stream. */
  picture: Buffer;
  readonly whep: { readonly offers: string[]; readonly ended: string[] };
  /** Connections to streams without end that are open. */
  readonly open: () => number;
  close(): Promise<void>;
}

/** For tests: opens a camera that speaks HLS, MJPEG, FLV, WHEP and snapshots over HTTP on loopback. */
export async function openSampleCamera(): Promise<SampleCamera> {
  const asked: string[] = [];
  const credentials: string[] = [];
  const whep = { offers: [] as string[], ended: [] as string[] };
  let segments: { uri: string; body: Buffer; discontinuity: boolean }[] = [];
  let sequence = 7;
  let streams = 0;
  const camera = { dead: false, picture: sampleJpeg('a') };

  const playlist = () => {
    const shown = segments.slice(-5);
    const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:1'];
    lines.push(
      `#EXT-X-MEDIA-SEQUENCE:${sequence + segments.length - shown.length}`,
      '#EXT-X-MAP:URI="init.mp4?key=geheim"',
    );
    for (const { uri, discontinuity } of shown)
      lines.push(...(discontinuity ? ['#EXT-X-DISCONTINUITY'] : []), '#EXTINF:1.0,', `${uri}?key=geheim`);
    return `${lines.join('\n')}\n`;
  };

  const withoutEnd = async (response: ServerResponse, head: Record<string, string>, part: () => Buffer) => {
    streams += 1;
    response.writeHead(200, head);
    const timer = setInterval(() => response.write(part()), 20);
    await once(response, 'close');
    clearInterval(timer);
    streams -= 1;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://camera').pathname;
    if (camera.dead) return;
    if (path === '/live.m3u8') return void response.end(playlist());
    if (path === '/master.m3u8')
      return void response.end(
        '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900,CODECS="x"\nlive.m3u8\n',
      );
    if (path === '/redirect.m3u8') return void response.writeHead(302, { location: '/live.m3u8' }).end();
    if (path === '/init.mp4') return void response.end(sampleInit());
    if (path === '/snapshot.jpg') return void response.setHeader('content-type', 'image/jpeg').end(camera.picture);
    if (path === '/page.html') return void response.setHeader('content-type', 'image/jpeg').end('<script>1</script>');
    if (path === '/video.mjpeg')
      return withoutEnd(response, { 'content-type': 'multipart/x-mixed-replace; boundary=--frame' }, () =>
        Buffer.concat([
          Buffer.from('--frame\r\nContent-Type: image/jpeg\r\n\r\n'),
          camera.picture,
          Buffer.from('\r\n'),
        ]),
      );
    if (path === '/live.flv')
      return withoutEnd(response, { 'content-type': 'video/x-flv' }, () => Buffer.from('FLV\x01\x05\x00\x00\x00\x09'));
    if (path === '/whep' && request.method === 'POST') {
      let offer = '';
      for await (const chunk of request) offer += chunk;
      whep.offers.push(offer);
      return void response
        .writeHead(201, { location: '/whep/17', 'content-type': 'application/sdp' })
        .end('v=0\r\nanswer');
    }
    if (path.startsWith('/whep/') && request.method === 'DELETE') {
      whep.ended.push(path);
      return void response.end();
    }
    const segment = segments.find(({ uri }) => `/${uri}` === path);
    if (segment) return void response.end(segment.body);
    response.writeHead(404).end();
  };

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.headers.authorization) credentials.push(request.headers.authorization);
    answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(camera, {
    url: `http://127.0.0.1:${port}`,
    secretUrl: `http://admin:geheim@127.0.0.1:${port}`,
    asked,
    credentials,
    whep,
    push: (picture: string, { discontinuity = false } = {}) => {
      const at = segments.length;
      const body = sampleFragment(100 + at, picture);
      segments.push({ uri: `s${at}.m4s`, body, discontinuity });
    },
    restart: () => {
      segments = [];
      sequence = 0;
    },
    open: () => streams,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
