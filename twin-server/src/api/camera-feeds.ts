import { STREAM_ROLES } from 'twin-core';
import { z } from 'zod';
import { ONVIF_SOURCE } from '../video/media/media-link.ts';
import { StreamName } from '../video/media/media-server.ts';
import { bodyFault, cameraOf, checkAddress, shownAddress } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

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

/** What the media server of the site has of which camera: clause 7.2.10-3. */
export function cameraFeedEndpoints(deps: ApiDeps): Endpoint[] {
  const { media, video, access } = deps;
  const renew = async () => {
    await media.refresh();
    await video.refresh();
  };
  const feedView = ({ source, ...feed }: z.infer<typeof FeedView>) => ({
    ...feed,
    source: source === null || source === ONVIF_SOURCE ? source : shownAddress(source),
  });
  return [
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
        await media.table.putFeed(feed);
        await renew();
        // Afterwards, or the next round would have it got again.
        if (before && JSON.stringify(before) !== JSON.stringify(feed)) await media.drop(before);
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
        const feed = (await media.table.feeds()).find((one) => one.camera === camera && one.role === role);
        if (!feed) throw new Problem('not-found', `the media server has no stream ${role} of ${camera}`);
        await media.table.removeFeed(feed);
        await renew();
        await media.drop(feed);
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
