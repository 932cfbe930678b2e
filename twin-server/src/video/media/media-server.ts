import type { StreamWay } from 'twin-core';
import { z } from 'zod';
import { reasonOf } from '../../problem.ts';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';

export const MEDIA_SERVER_KINDS = ['zlmediakit', 'srs'] as const;

/** An address of a server: without name, password, query and fragment, so that it may be shown. */
const ServerUrl = z
  .url({ protocol: /^https?$/, error: 'expected an address that starts with http:// or https://' })
  .max(500)
  .refine((text) => !/[@?#]/.test(text), 'expected no name, password, query or fragment in it');

/** The media server of a site: it takes the cameras' streams and gives them out again in ways that this server and browsers understand. */
export const MediaServer = z.object({
  kind: z.enum(MEDIA_SERVER_KINDS),
  /** Where its HTTP API is, such as http://10.2.0.9:1985. */
  apiUrl: ServerUrl,
  /** Where it plays HLS and HTTP-FLV. Not given: where the server has it by its own defaults. */
  playUrl: ServerUrl.nullable(),
  /** ZLMediaKit: `api.secret` of its config.ini. SRS: `user:password` of its `http_api.auth`; empty where it asks for none. */
  secret: z.string().max(200),
});
export type MediaServer = z.infer<typeof MediaServer>;

/** One part of a path, as media servers have it: app and stream. */
const Part = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,100}$/, 'expected 1 to 100 letters, digits, dots, dashes or underscores');

/** What a media server calls a stream. */
export const StreamName = z.object({ app: Part, stream: Part });
export type StreamName = z.infer<typeof StreamName>;

/** A stream that a media server has. */
export interface MediaStream extends StreamName {
  /** Pictures since it began; null where the server does not count them. */
  readonly frames: number | null;
}

/** What is asked of a media server, in its own way. Everything that asks throws VideoFault naming the server, what was expected, and never the secret. */
export interface MediaServerApi {
  /** Streams that come in now. */
  streams(signal: AbortSignal): Promise<MediaStream[]>;
  /** Where a stream is played. */
  playUrls(name: StreamName): Readonly<Partial<Record<StreamWay, string>>>;
  /** Has it get a stream from an address by itself; null where it cannot be told to. */
  readonly pull: ((name: StreamName, source: string, signal: AbortSignal) => Promise<void>) | null;
  /** Has it leave off getting a stream. */
  drop(name: StreamName, signal: AbortSignal): Promise<void>;
}

/** More than any list of streams. */
const MOST_ANSWER_BYTES = 16 << 20;

/** Asks for JSON and reads it by its schema. `server` says whom, for people. */
export async function askJson<T>(
  client: VideoClient,
  url: URL,
  schema: z.ZodType<T>,
  { server, headers = {}, signal }: { server: string; headers?: Record<string, string>; signal: AbortSignal },
): Promise<T> {
  const text = (await client.read(url, MOST_ANSWER_BYTES, { headers, signal })).toString('utf8');
  const parsed = schema.safeParse(parseJson(text, server));
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new VideoFault('unreadable', `${server} answered something else than expected: ${path.join('.')}: ${message}`);
}

function parseJson(text: string, server: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VideoFault('unreadable', `${server} answered no JSON: ${reasonOf(cause).slice(0, 100)}`, { cause });
  }
}
