import { z } from 'zod';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import { askJson, type MediaServer, type MediaServerApi, type MediaStream } from './media-server.ts';

/** Where SRS plays HLS and HTTP-FLV by default (`http_server.listen`). */
const PLAY_PORT = '8080';
/** Streams a page; it gives out 10 where no number is asked for. */
const PAGE = 500;
const MOST_PAGES = 100;

const Streams = z.looseObject({
  code: z.int(),
  streams: z
    .array(
      z.looseObject({
        app: z.string(),
        name: z.string(),
        frames: z.number().optional(),
        publish: z.looseObject({ active: z.boolean() }),
      }),
    )
    .optional(),
});

/** SRS 5 and later over its HTTP API (ossrs.io: http-api, sample-http-flv, delivery-hls, whip). */
export function srs(client: VideoClient, { apiUrl, playUrl, secret }: MediaServer): MediaServerApi {
  const api = new URL(apiUrl);
  const server = `media server ${api.host} (SRS)`;
  const base = apiUrl.replace(/\/$/, '');
  const play = (playUrl ?? defaultPlay(api)).replace(/\/$/, '');
  const headers: Record<string, string> =
    secret === '' ? {} : { authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  const page = async (start: number, signal: AbortSignal) => {
    const url = client.locate(`${base}/api/v1/streams?start=${start}&count=${PAGE}`);
    try {
      const { code, streams } = await askJson(client, url, Streams, { server, headers, signal });
      if (code !== 0 || !streams)
        throw new VideoFault('status', `${server} answered with code ${code}; expected 0 and its streams`);
      return streams;
    } catch (cause) {
      if (cause instanceof VideoFault && cause.status === 401)
        throw new VideoFault('status', `${server} refused the secret; expected user:password of its http_api.auth`, {
          cause,
        });
      throw cause;
    }
  };
  return {
    streams: async (signal) => {
      const found: MediaStream[] = [];
      for (let at = 0; at < MOST_PAGES; at += 1) {
        const streams = await page(at * PAGE, signal);
        // A stream that was published is listed for a while after it ended.
        for (const { app, name, frames, publish } of streams)
          if (publish.active) found.push({ app, stream: name, frames: frames ?? null });
        if (streams.length < PAGE) break;
      }
      return found;
    },
    playUrls: ({ app, stream }) => ({
      hls: `${play}/${app}/${stream}.m3u8`,
      flv: `${play}/${app}/${stream}.flv`,
      whep: `${base}/rtc/v1/whep/?${new URLSearchParams({ app, stream })}`,
    }),
    // It gets streams by itself only as its configuration says (`ingest`).
    pull: null,
    drop: async () => undefined,
  };
}

function defaultPlay(api: URL): string {
  const play = new URL(api);
  play.port = PLAY_PORT;
  return play.origin;
}
