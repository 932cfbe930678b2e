import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { STREAM_ROLES, type StreamRole } from 'twin-core';
import type { CameraChannel } from '../video/camera-channel.ts';
import { clipOf } from '../video/clips/clip-bytes.ts';
import { writePlaylist } from '../video/hls/write-playlist.ts';
import { flvBytes } from '../video/relay/flv.ts';
import { MOST_SDP_BYTES } from '../video/relay/whep.ts';
import { VideoFault } from '../video/video-fault.ts';
import type { ApiDeps } from './deps.ts';
import { checkMask } from './mask-check.ts';
import { authorize, identify } from './mount.ts';
import { Problem } from './problem.ts';
import { FAULT_HEADER } from './video-fault-header.ts';
import { ViewerLimit } from './viewer-limit.ts';

const PLAYLIST = 'application/vnd.apple.mpegurl';
/** A stream without end is ended after this and begun anew by whoever looks: so that a right that was taken away ends too. */
const MOST_LOOK_MS = 30 * 60_000;
const PICTURE_MS = 10_000;
const BOUNDARY = 'picture';
const TYPES: Readonly<Record<string, string>> = { ts: 'video/mp2t', m4s: 'video/mp4', mp4: 'video/mp4' };

/**
 * `/api/v1/cameras/{code}/live/…` and `…/recordings/file`: what cameras send, by this server alone, for whoever may see video. 502 with the
 * reason where a camera gives nothing.
 */
export function cameraLiveRouter(deps: ApiDeps): Router {
  const router = Router({ caseSensitive: true });
  const { video } = deps;
  const viewers = new ViewerLimit();
  const allowed = [identify(deps, 'video.view'), authorize(deps, 'video.view', { site: deps.site })];
  const serve =
    (handle: (channel: CameraChannel, request: Request, response: Response) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const channel = video.channel(String(request.params.code));
      if (!channel) throw new Problem('not-found', `${request.params.code} has no stream`);
      response.setHeader('Cache-Control', 'no-store');
      await checkMask(deps, channel.camera, response);
      try {
        await handle(channel, request, response);
      } catch (cause) {
        // Who hung up needs no answer.
        if (response.destroyed || response.headersSent) response.destroy();
        else {
          if (cause instanceof VideoFault) response.setHeader(FAULT_HEADER, cause.code);
          throw cause;
        }
      }
    };

  router.get(
    '/:code/live/hls/:role/index.m3u8',
    ...allowed,
    serve(async (channel, request, response) => {
      const { ring } = await channel.hls(roleOf(request));
      response.type(PLAYLIST).send(writePlaylist(ring.segments, { live: true }));
    }),
  );
  router.get(
    '/:code/live/hls/:role/recording.m3u8',
    ...allowed,
    serve(async (channel, request, response) => {
      const { ring } = await channel.hls(roleOf(request));
      const segments = ring.between(...spanOf(request));
      if (segments.length === 0) throw new Problem('not-found', 'nothing is held of that time');
      response.type(PLAYLIST).send(writePlaylist(segments, { live: false }));
    }),
  );
  router.get(
    '/:code/live/hls/:role/:file',
    ...allowed,
    serve(async (channel, request, response) => {
      const file = String(request.params.file);
      const path = (await channel.hls(roleOf(request))).ring.path(file);
      if (path === null) throw new Problem('not-found', 'it is not held any more');
      // A name stands for the same bytes for ever.
      response.setHeader('Cache-Control', 'private, max-age=3600, immutable');
      response.setHeader('Content-Type', TYPES[file.split('.').at(-1)!] ?? 'application/octet-stream');
      response.sendFile(path, { cacheControl: false, dotfiles: 'allow' });
    }),
  );
  router.get(
    '/:code/live/mjpeg/:role',
    ...allowed,
    serve(async (channel, request, response) => {
      const relay = channel.mjpeg(roleOf(request));
      await viewers.during(channel.camera, async () => {
        const ended = endOf(response);
        await relay.look((picture) => sendPart(response, picture), ended);
      });
    }),
  );
  router.get(
    '/:code/live/flv/:role',
    ...allowed,
    serve(async (channel, request, response) => {
      const { url } = channel.stream('flv', roleOf(request));
      await viewers.during(channel.camera, async () => {
        const bytes = flvBytes(video.client, url, endOf(response));
        const first = await bytes.next();
        if (first.done) throw new VideoFault('unreadable', 'the stream ended at once');
        response.type('video/x-flv').write(first.value);
        await pipeline(Readable.from(bytes), response);
      });
    }),
  );
  router.get(
    '/:code/live/snapshot',
    ...allowed,
    serve(async (channel, _request, response) => {
      response.type('image/jpeg').send(await channel.picture(AbortSignal.timeout(PICTURE_MS)));
    }),
  );
  router.post(
    '/:code/live/whep/:role',
    ...allowed,
    express.text({ type: 'application/sdp', limit: MOST_SDP_BYTES }),
    serve(async (channel, request, response) => {
      const offer: unknown = request.body;
      if (typeof offer !== 'string' || !offer.startsWith('v=0'))
        throw new Problem('wrong-type', 'body: expected an offer as application/sdp');
      const { url } = channel.stream('whep', roleOf(request));
      const { session, answer } = await video.whep.begin(channel.camera, url, offer, Date.now());
      response.setHeader('Location', `${request.baseUrl}${request.path}/${session}`);
      response.status(201).type('application/sdp').send(answer);
    }),
  );
  router.delete(
    '/:code/live/whep/:role/:session',
    ...allowed,
    serve(async (channel, request, response) => {
      await video.whep.end(channel.camera, String(request.params.session));
      response.status(200).end();
    }),
  );
  router.get(
    '/:code/recordings/file',
    ...allowed,
    serve(async (channel, request, response) => {
      const [from, to] = spanOf(request);
      const clip = channel.recorded && clipOf(channel.recorded, from, to);
      if (!clip) throw new Problem('not-found', 'nothing is held of that time');
      const detail = { from: clip.from, to: clip.to };
      const entry = { action: 'video.recording', subject: channel.camera, result: 'done', detail } as const;
      await deps.access.audit.append(response.locals.caller, entry);
      const name = `${channel.camera}-${new Date(clip.from).toISOString().replace(/[:.]/g, '-')}`;
      response.attachment(`${name}.${clip.type === 'video/mp4' ? 'mp4' : 'ts'}`).type(clip.type);
      await pipeline(Readable.from(clip.bytes()), response);
    }),
  );
  return router;
}

function roleOf(request: Request): StreamRole {
  const role = STREAM_ROLES.find((known) => known === request.params.role);
  if (!role) throw new Problem('not-found', 'no such stream');
  return role;
}

/** The span that a query asks for, epoch ms. */
function spanOf({ query }: Request): [from: number, to: number] {
  const [from, to] = [query.from, query.to].map((value) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : null));
  if (from == null || to == null || from >= to)
    throw new Problem('invalid-input', 'query: expected from and to, epoch milliseconds, from before to');
  return [from, to];
}

/** Ends when whoever looks hangs up, and after MOST_LOOK_MS. */
function endOf(response: Response): AbortSignal {
  const gone = new AbortController();
  void once(response, 'close').then(() => gone.abort());
  return AbortSignal.any([gone.signal, AbortSignal.timeout(MOST_LOOK_MS)]);
}

/** One more picture, or none for whoever has not yet taken the last. */
function sendPart(response: Response, picture: Buffer): void {
  if (!response.headersSent) response.type(`multipart/x-mixed-replace; boundary=${BOUNDARY}`);
  if (response.writableNeedDrain || response.destroyed) return;
  response.write(`--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`);
  response.write(picture);
  response.write('\r\n');
}
