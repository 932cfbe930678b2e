import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ClipIndex, type ClipView, SEGMENT_S } from '../../cameras/clip-index.ts';
import type { Value, Values } from '../behavior.ts';
import { LoopStream, type Picture } from './loop-stream.ts';

const TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  m4s: 'video/mp4',
  mp4: 'video/mp4',
  jpg: 'image/jpeg',
};

export interface CameraServerOptions {
  /** Folder with clips.json and a folder of pieces a camera. */
  readonly folder: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** What a camera says of itself now: whether its stream runs, how many pictures it has, where it looks. */
  readonly shown: (camera: string) => Values | undefined;
  readonly now?: () => number;
}

/** The cameras of the estate on this machine alone: each plays its clip as a live stream, as a camera or recorder would. */
export interface CameraServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `/{camera}/live.m3u8`, its pieces beside it, and `/{camera}/snapshot.jpg`. Rejects where there are no clips or the port is taken. */
export async function openCameraServer({
  folder,
  port,
  shown,
  now = Date.now,
}: CameraServerOptions): Promise<CameraServer> {
  const { clips } = JSON.parse(await readFile(join(folder, 'clips.json'), 'utf8')) as ClipIndex;
  const streams = new Map<string, LoopStream>();
  const streamOf = (camera: string) => {
    const stream = streams.get(camera) ?? new LoopStream(SEGMENT_S * 1000, now());
    streams.set(camera, stream);
    return stream;
  };
  const contentOf = async (camera: string, file: string): Promise<Buffer | string | null> => {
    const views = Object.hasOwn(clips, camera) ? clips[camera] : undefined;
    const values = shown(camera) ?? {};
    const picture = pictureOf(values);
    if (!views || picture === 'lost') return null;
    const name = nearestView(views, values.panDeg);
    if (file === 'live.m3u8')
      return streamOf(camera).playlist(now(), { name, segments: views[Number(name)]!.segments }, picture);
    if (file === 'snapshot.jpg') return readFile(join(folder, camera, name, 'still.jpg'));
    const init = /^(\d+)-init\.mp4$/.exec(file)?.[1];
    if (init !== undefined && views[Number(init)]) return readFile(join(folder, camera, init, 'init.mp4'));
    const piece = /^\d+\.m4s$/.test(file) ? streamOf(camera).piece(Number.parseInt(file, 10)) : null;
    return piece && readFile(join(folder, camera, piece.clip.name, `${piece.segment}.m4s`));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, camera, file, more] = (request.url ?? '').split('?', 1)[0]!.split('/').map(decodeURIComponent);
    const content = camera && file && more === undefined ? await contentOf(camera, file) : null;
    if (content === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[file!.split('.').at(-1)!] }).end(content);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Name of the clip that looks nearest to where a camera does; the only one of a camera that does not turn. */
function nearestView(views: readonly ClipView[], panDeg: Value | undefined): string {
  if (typeof panDeg !== 'number') return '0';
  const away = ({ headingDeg }: ClipView) => Math.abs(((headingDeg - panDeg + 540) % 360) - 180);
  return String(views.reduce((best, view, at) => (away(view) < away(views[best]!) ? at : best), 0));
}

function pictureOf({ online, framesPerSecond }: Values): Picture {
  if (online === false) return 'lost';
  return framesPerSecond === 0 ? 'frozen' : 'moving';
}
