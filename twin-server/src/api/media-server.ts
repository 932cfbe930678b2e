import { STREAM_ROLES } from 'twin-core';
import { z } from 'zod';
import { ONVIF_SOURCE } from '../video/media/media-link.ts';
import { MEDIA_SERVER_KINDS, MediaServer, StreamName } from '../video/media/media-server.ts';
import { bodyFault, cameraOf, checkAddress, shownAddress } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const Body = z.strictObject({
  kind: MediaServer.shape.kind,
  apiUrl: MediaServer.shape.apiUrl.describe('of its HTTP API'),
  playUrl: MediaServer.shape.playUrl
    .default(null)
    .describe('where it plays HLS and HTTP-FLV; null: where it does by default (SRS: port 8080)'),
  secret: MediaServer.shape.secret
    .optional()
    .describe(
      'ZLMediaKit: api.secret; SRS: user:password of http_api.auth; what is stored stays where it is not given',
    ),
});
const View = z.object({
  kind: z.enum(MEDIA_SERVER_KINDS),
  apiUrl: z.string(),
  playUrl: z.string().nullable(),
  secretSet: z.boolean().describe('whether there is one; it is never given out'),
  condition: z.enum(['connecting', 'connected', 'faulted']),
  reason: z.string().nullable().describe('what is wrong, and what was expected'),
  streams: z.int().describe('that come in to it now'),
});
const StreamView = z.object({
  ...StreamName.shape,
  frames: z.number().nullable().describe('since it began; null where it counts none'),
});
const FeedBody = z.strictObject({
  ...StreamName.shape,
  source: z
    .union([
      z.literal(ONVIF_SOURCE),
      z
        .url({ protocol: /^(rtsp|rtsps|rtmp|https?)$/, error: 'expected an address of RTSP, RTMP or HTTP, or onvif:' })
        .max(2000),
    ])
    .nullable()
    .optional()
    .describe(
      'where the media server gets it; onvif: for what the camera tells; null: it is sent to it; as stored where not given',
    ),
});
const FeedView = z.object({
  camera: z.string(),
  role: z.enum(STREAM_ROLES),
  ...StreamName.shape,
  source: z.string().nullable().describe('without password and query'),
});
const FeedPath = z.object({ code, role: z.enum(STREAM_ROLES) });

/** The media server of the site, and what it has of which camera: clause 7.2.10-3. */
export function mediaServerEndpoints(deps: ApiDeps): Endpoint[] {
  const { media, video, access } = deps;
  const view = async (): Promise<z.infer<typeof View>> => {
    const server = await media.table.server();
    if (!server) throw new Problem('not-found', 'the site has no media server');
    const { secret, ...shown } = server;
    const { condition = 'connecting', reason = null, streams = [] } = media.state ?? {};
    return { ...shown, secretSet: secret !== '', condition, reason, streams: streams.length };
  };
  const renew = async () => {
    await media.refresh();
    await video.refresh();
  };
  const feedView = ({ source, ...feed }: z.infer<typeof FeedView>) => ({
    ...feed,
    source: source === null || source === ONVIF_SOURCE ? source : shownAddress(source),
  });
  const findFeed = async (camera: string, role: string) =>
    (await media.table.feeds()).find((feed) => feed.camera === camera && feed.role === role);
  return [
    endpoint({
      method: 'get',
      path: '/media-server',
      tag: 'video',
      summary: 'The media server that plays the cameras, and how it fares',
      right: 'device.manage',
      answer: { status: 200, description: 'The media server', schema: View },
      problems: ['not-found', 'unavailable'],
      handle: view,
    }),
    endpoint({
      method: 'put',
      path: '/media-server',
      tag: 'video',
      summary: 'Say which media server plays the cameras; it is asked at once',
      right: 'device.manage',
      body: Body,
      answer: { status: 200, description: 'As stored, and what came of asking it', schema: View },
      problems: ['unavailable'],
      handle: async ({ body, caller }) => {
        checkAddress(deps, 'apiUrl', body.apiUrl);
        if (body.playUrl !== null) checkAddress(deps, 'playUrl', body.playUrl);
        const before = await media.table.server();
        // A secret goes to the server that it was given for and to no other.
        const isSame = before?.kind === body.kind && before.apiUrl === body.apiUrl;
        const secret = body.secret ?? (isSame ? before.secret : '');
        if (body.kind === 'srs' && secret !== '' && !secret.includes(':'))
          throw bodyFault('secret', 'expected user:password, as in http_api.auth of SRS');
        await media.table.putServer({ ...body, secret });
        await renew();
        await media.look();
        const detail = { kind: body.kind, apiUrl: body.apiUrl };
        await access.audit.append(caller, { action: 'mediaServer.change', result: 'done', detail });
        return view();
      },
    }),
    endpoint({
      method: 'delete',
      path: '/media-server',
      tag: 'video',
      summary: 'Forget the media server; what it has of which camera stays',
      right: 'device.manage',
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ caller }) => {
        await view();
        await media.table.removeServer();
        await renew();
        await access.audit.append(caller, { action: 'mediaServer.remove', result: 'done' });
      },
    }),
    endpoint({
      method: 'get',
      path: '/media-server/streams',
      tag: 'video',
      summary: 'Streams that come in to the media server now',
      right: 'device.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them, or a page', schema: listOf(StreamView) },
      problems: ['not-found', 'bad-gateway', 'unavailable'],
      handle: async ({ query }) => {
        const state = await media.look();
        if (!state) throw new Problem('not-found', 'the site has no media server');
        if (state.reason !== null) throw new Problem('bad-gateway', state.reason);
        const streams = [...state.streams].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
        return pageOfWhole(streams, query, nameOf);
      },
    }),
    endpoint({
      method: 'get',
      path: '/cameras/{code}/feeds',
      tag: 'video',
      summary: 'What the media server calls the streams of a camera',
      right: 'device.manage',
      params: z.object({ code }),
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them', schema: listOf(FeedView) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query }) => {
        const camera = cameraOf(deps, params.code).code;
        const feeds = (await media.table.feeds()).filter((feed) => feed.camera === camera);
        return pageOfWhole(feeds.map(feedView), query, ({ role }) => role);
      },
    }),
    endpoint({
      method: 'put',
      path: '/cameras/{code}/feeds/{role}',
      tag: 'video',
      summary: 'Say what the media server calls a stream of a camera; it is played from there at once',
      right: 'device.manage',
      params: FeedPath,
      body: FeedBody,
      answer: { status: 200, description: 'As stored', schema: FeedView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: given, role }, body, caller }) => {
        const camera = cameraOf(deps, given).code;
        const { app, stream } = body;
        const feeds = await media.table.feeds();
        const other = feeds.find((feed) => feed.app === app && feed.stream === stream);
        if (other && (other.camera !== camera || other.role !== role))
          throw new Problem('conflict', `${app}/${stream} is the stream ${other.role} of ${other.camera}`);
        const before = feeds.find((feed) => feed.camera === camera && feed.role === role);
        const source = body.source === undefined ? (before?.source ?? null) : body.source;
        await checkSource(source, camera);
        const feed = { camera, role, app, stream, source };
        if (before && JSON.stringify(before) !== JSON.stringify(feed)) await media.drop(before);
        await media.table.putFeed(feed);
        await renew();
        const detail = { role, app, stream };
        await access.audit.append(caller, { action: 'camera.feed', subject: camera, result: 'done', detail });
        return feedView(feed);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/cameras/{code}/feeds/{role}',
      tag: 'video',
      summary: 'Forget what the media server has of a camera',
      right: 'device.manage',
      params: FeedPath,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: given, role }, caller }) => {
        const camera = cameraOf(deps, given).code;
        const feed = await findFeed(camera, role);
        if (!feed) throw new Problem('not-found', `the media server has no stream ${role} of ${camera}`);
        await media.drop(feed);
        await media.table.removeFeed(feed);
        await renew();
        const detail = { role };
        await access.audit.append(caller, { action: 'camera.feed.remove', subject: camera, result: 'done', detail });
      },
    }),
  ];

  async function checkSource(source: string | null, camera: string): Promise<void> {
    if (source === null) return;
    const server = await media.table.server();
    if (server?.kind === 'srs')
      throw bodyFault('source', 'SRS gets streams by its own configuration (ingest) alone; expected null');
    if (source !== ONVIF_SOURCE) checkAddress(deps, 'source', source);
    else if (!deps.onvif.get(camera)) throw bodyFault('source', `${camera} is not known by ONVIF`);
  }
}

const nameOf = ({ app, stream }: StreamName) => `${app}/${stream}`;
