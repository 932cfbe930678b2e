import { z } from 'zod';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import { askJson, type MediaServer, type MediaServerApi, type MediaStream } from './media-server.ts';

/** The virtual host of all streams where virtual hosts are off, as they are by default. */
const VHOST = '__defaultVhost__';
/** `AuthFailed` of its API::ApiErr: the secret. */
const AUTH_FAILED = -100;
/** Seconds for a snapshot to be taken, and for which one is given out again. */
const SNAPSHOT_S = { timeout_sec: '8', expire_sec: '5' };
/** `rtp_type` 0 is RTP over TCP: it passes through what blocks UDP. It tries again by itself for ever. */
const PULL = { rtp_type: '0', retry_count: '-1', timeout_sec: '8' };

const Answer = z.looseObject({ code: z.int(), msg: z.string().optional() });
/** Without streams there is no `data`. Each protocol of a stream is an entry of its own. */
const MediaList = Answer.extend({
  data: z
    .array(
      z.looseObject({
        vhost: z.string(),
        app: z.string(),
        stream: z.string(),
        tracks: z.array(z.looseObject({ frames: z.number().optional() })).nullish(),
      }),
    )
    .nullish(),
});

/** ZLMediaKit over its HTTP API (docs.zlmediakit.com: restful_api, play_url_rules). */
export function zlmediakit(client: VideoClient, { apiUrl, playUrl, secret }: MediaServer): MediaServerApi {
  const api = new URL(apiUrl);
  const server = `media server ${api.host} (ZLMediaKit)`;
  const base = apiUrl.replace(/\/$/, '');
  const play = (playUrl ?? apiUrl).replace(/\/$/, '');
  const address = (command: string, query: Readonly<Record<string, string>>) =>
    `${base}/index/api/${command}?${new URLSearchParams({ secret, ...query })}`;
  const ask = async <T extends z.infer<typeof Answer>>(
    command: string,
    query: Readonly<Record<string, string>>,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> => {
    const answer = await askJson(client, client.locate(address(command, query)), schema, { server, signal });
    if (answer.code === 0) return answer;
    if (answer.code === AUTH_FAILED)
      throw new VideoFault('status', `${server} refused the secret; expected api.secret of its config.ini`);
    // Its words may repeat what was asked, the secret and a camera's password included.
    throw new VideoFault('status', `${server} answered ${command} with code ${answer.code}; expected 0`);
  };
  return {
    streams: async (signal) => {
      const { data } = await ask('getMediaList', { vhost: VHOST }, MediaList, signal);
      const found = new Map<string, MediaStream>();
      for (const { app, stream, tracks } of data ?? []) {
        const counted = (tracks ?? []).flatMap(({ frames }) => frames ?? []);
        const frames = counted.length > 0 ? Math.max(...counted) : null;
        const known = found.get(`${app}/${stream}`)?.frames ?? null;
        found.set(`${app}/${stream}`, { app, stream, frames: frames ?? known });
      }
      return [...found.values()];
    },
    playUrls: ({ app, stream }) => ({
      hls: `${play}/${app}/${stream}/hls.m3u8`,
      flv: `${play}/${app}/${stream}.live.flv`,
      whep: `${base}/index/api/whep?${new URLSearchParams({ app, stream })}`,
      // It is its own player: the stream is the one that it has at 554 of itself.
      snapshot: address('getSnap', { url: `rtsp://127.0.0.1/${app}/${stream}`, ...SNAPSHOT_S }),
    }),
    pull: async ({ app, stream }, source, signal) => {
      await ask('addStreamProxy', { vhost: VHOST, app, stream, url: source, ...PULL }, Answer, signal);
    },
    drop: async ({ app, stream }, signal) => {
      await ask('delStreamProxy', { key: `${VHOST}/${app}/${stream}` }, Answer, signal);
    },
  };
}
