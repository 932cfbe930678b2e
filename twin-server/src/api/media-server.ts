import { z } from 'zod';
import { MEDIA_SERVER_KINDS, MediaServer, StreamName } from '../video/media/media-server.ts';
import { bodyFault, checkAddress } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';
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
/** The media server of the site: clause 7.2.10-3. */
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
  ];
}

const nameOf = ({ app, stream }: StreamName) => `${app}/${stream}`;
