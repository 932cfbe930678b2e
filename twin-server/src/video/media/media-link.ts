import type { CameraStream, StreamWay } from 'twin-core';
import { reasonOf } from '../../problem.ts';
import { Rounds } from '../follower.ts';
import { Liveness, type StreamState } from '../liveness.ts';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import type { MediaServerApi, MediaStream } from './media-server.ts';
import type { CameraFeed, MediaTable } from './media-table.ts';
import { srs } from './srs.ts';
import { zlmediakit } from './zlmediakit.ts';

const APIS = { zlmediakit, srs } as const;
/** The source of a feed that is the address that its camera tells by ONVIF. */
export const ONVIF_SOURCE = 'onvif:';
/** How often the server is asked for its streams, and without one for how long it is lost. */
const EVERY_MS = 5_000;
const LIMITS = { lostAfterMs: 15_000, firstMs: 30_000, frozenAfter: 3, frozenMs: 20_000 };
/** A server that gets a stream anew is given so long. */
const PULL_MS = 10_000;

export interface MediaLinkOptions {
  readonly client: VideoClient;
  readonly table: MediaTable;
  /** Where a camera has its stream by ONVIF, with its account; null where that is not known. */
  readonly onvifSource: (camera: string) => string | null;
  readonly now?: () => number;
  readonly everyMs?: number | undefined;
}

/** How the talk with the media server fares. */
export interface MediaLinkState {
  readonly condition: 'connecting' | 'connected' | 'faulted';
  readonly reason: string | null;
  readonly streams: readonly MediaStream[];
}

interface Feed {
  readonly feed: CameraFeed;
  readonly liveness: Liveness;
  /** Why the server could not get it; null where it could, or was not told to. */
  fault: string | null;
  pulling: boolean;
}

interface Opened {
  readonly api: MediaServerApi;
  readonly host: string;
  readonly feeds: readonly Feed[];
  state: MediaLinkState;
}

/** The talk with a site's media server: where its streams are played, which of them are alive, and that it gets those which it should. */
export class MediaLink {
  readonly table: MediaTable;
  readonly #options: MediaLinkOptions;
  readonly #now: () => number;
  #opened: Opened | null = null;
  #rounds: Rounds | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.table = options.table;
  }

  /** Null where the site has no media server. */
  get state(): MediaLinkState | null {
    return this.#opened?.state ?? null;
  }

  /** What the media server plays of cameras. */
  get streams(): readonly CameraStream[] {
    const { api, feeds } = this.#opened ?? { feeds: [] };
    return feeds.flatMap(({ feed }) =>
      Object.entries(api?.playUrls(feed) ?? {}).map(([way, url]) => ({
        camera: feed.camera,
        way: way as StreamWay,
        role: feed.role,
        url,
        enabled: true,
      })),
    );
  }

  /** What the media server says of a camera, the best of its streams; null where it has none of it. */
  told(camera: string): StreamState | null {
    const states = (this.#opened?.feeds ?? []).flatMap(({ feed, liveness }) =>
      feed.camera === camera ? liveness.judge(this.#now()) : [],
    );
    return states.find(({ condition }) => condition === 'live') ?? states[0] ?? null;
  }

  /** Reads setting and feeds, first or anew, and goes on by them. */
  refresh(): Promise<void> {
    const done = this.#turn.then(() => this.#refresh());
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Asks the server now; null where there is none. */
  async look(): Promise<MediaLinkState | null> {
    const opened = this.#opened;
    if (!opened) return null;
    await this.#round(opened, AbortSignal.timeout(PULL_MS)).catch((cause: unknown) => {
      this.#failed(opened, reasonOf(cause), this.#now());
    });
    return opened.state;
  }

  /** Has the server leave off getting a stream by itself; what it cannot be told now it forgets when it restarts. */
  async drop(feed: CameraFeed): Promise<void> {
    if (feed.source !== null) await this.#opened?.api.drop(feed, AbortSignal.timeout(PULL_MS)).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#rounds?.close();
  }

  async #refresh(): Promise<void> {
    await this.#rounds?.close();
    [this.#opened, this.#rounds] = [null, null];
    const server = await this.table.server();
    if (!server) return;
    const { client, everyMs = EVERY_MS } = this.#options;
    const scale = everyMs / EVERY_MS;
    const limits = {
      ...LIMITS,
      lostAfterMs: LIMITS.lostAfterMs * scale,
      firstMs: LIMITS.firstMs * scale,
      frozenMs: LIMITS.frozenMs * scale,
    };
    const feeds = (await this.table.feeds()).map((feed) => ({
      feed,
      liveness: new Liveness(limits, this.#now()),
      fault: null,
      pulling: false,
    }));
    const opened: Opened = {
      api: APIS[server.kind](client, server),
      host: new URL(server.apiUrl).host,
      feeds,
      state: { condition: 'connecting', reason: null, streams: [] },
    };
    this.#opened = opened;
    const failed = (reason: string, now: number) => this.#failed(opened, reason, now);
    const round = async (signal: AbortSignal) => {
      await this.#round(opened, signal);
      return everyMs;
    };
    this.#rounds = new Rounds({ failed }, round, this.#now);
  }

  #failed(opened: Opened, reason: string, now: number): void {
    opened.state = { condition: 'faulted', reason, streams: [] };
    for (const { liveness } of opened.feeds) liveness.failed(reason, now);
  }

  async #round(opened: Opened, signal: AbortSignal): Promise<void> {
    const { api, host, feeds } = opened;
    const streams = await api.streams(signal);
    opened.state = { condition: 'connected', reason: null, streams };
    const byName = new Map(streams.map((stream) => [`${stream.app}/${stream.stream}`, stream]));
    for (const one of feeds) {
      const name = `${one.feed.app}/${one.feed.stream}`;
      const stream = byName.get(name);
      if (stream) {
        one.fault = null;
        one.liveness.saw(String(stream.frames ?? this.#now()), this.#now());
        continue;
      }
      const why = one.fault === null ? '' : `: ${one.fault}`;
      one.liveness.failed(`media server ${host} has no stream ${name}${why}`, this.#now());
      if (one.feed.source !== null && !one.pulling) void this.#pull(one, api);
    }
  }

  /** Has the server get a stream that it lacks: it was never told, or it restarted since. */
  async #pull(one: Feed, { pull }: MediaServerApi): Promise<void> {
    const { camera, source } = one.feed;
    one.pulling = true;
    try {
      const address = source === ONVIF_SOURCE ? this.#options.onvifSource(camera) : source;
      if (address === null) throw new VideoFault('noStream', `${camera} is not known by ONVIF`);
      this.#options.client.locate(address);
      await pull?.(one.feed, address, AbortSignal.timeout(PULL_MS));
    } catch (cause) {
      one.fault = reasonOf(cause);
    } finally {
      one.pulling = false;
    }
  }
}
