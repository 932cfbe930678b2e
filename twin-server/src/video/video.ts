import { mkdir, rm } from 'node:fs/promises';
import type { CameraStream } from 'twin-core';
import { CameraChannel } from './camera-channel.ts';
import type { StreamState } from './liveness.ts';
import { WhepRelay } from './relay/whep.ts';
import type { VideoClient } from './video-client.ts';

/** How far back the last minutes of a stream reach at most: for longer there are recorders. */
const KEEP_MS = 15 * 60_000;
const REST_MS = 10_000;

export interface VideoOptions {
  readonly client: VideoClient;
  /** The streams of the registry. */
  readonly streams: () => Promise<readonly CameraStream[]>;
  /** What a media server says of a camera, where there is one. */
  readonly told?: (camera: string) => StreamState | null;
  /** Where the last minutes lie; empty when it is opened. */
  readonly folder: string;
  /** Bytes that the last minutes of all streams may take. */
  readonly ringBytes: number;
  readonly now?: () => number;
  /** Ms between looks at streams that are not held; the room's own where not given. */
  readonly everyMs?: number;
}

/** THE CAMERAS' PICTURES: every stream is asked for by this server alone, watched, held for some minutes, and handed on. */
export class Video {
  readonly whep: WhepRelay;
  readonly client: VideoClient;
  readonly #options: VideoOptions;
  readonly #now: () => number;
  readonly #channels = new Map<string, CameraChannel>();
  readonly #resting: NodeJS.Timeout;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: VideoOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.client = options.client;
    this.whep = new WhepRelay(options.client);
    this.#resting = setInterval(() => {
      for (const channel of this.#channels.values()) channel.rest().catch(() => undefined);
    }, REST_MS);
    this.#resting.unref();
  }

  /** Ready to follow what refresh() finds. */
  static async open(options: VideoOptions): Promise<Video> {
    await rm(options.folder, { recursive: true, force: true });
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return new Video(options);
  }

  /** Every camera that has a stream. */
  get channels(): Iterable<CameraChannel> {
    return this.#channels.values();
  }

  channel(camera: string): CameraChannel | null {
    return this.#channels.get(camera) ?? null;
  }

  /** Reads the registry, first or anew: what changed is opened as it now stands, what did not goes on. */
  refresh(): Promise<void> {
    const done = this.#turn.then(() => this.#refresh());
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    clearInterval(this.#resting);
    await this.#turn;
    await Promise.all(Array.from(this.#channels.values(), (channel) => channel.close()));
    this.#channels.clear();
    this.client.close();
  }

  async #refresh(): Promise<void> {
    const enabled = (await this.#options.streams()).filter((stream) => stream.enabled);
    const wanted = new Map<string, CameraStream[]>();
    for (const stream of enabled) wanted.set(stream.camera, [...(wanted.get(stream.camera) ?? []), stream]);
    for (const [camera, channel] of [...this.#channels]) {
      if (JSON.stringify(wanted.get(camera)) === JSON.stringify(channel.streams)) continue;
      this.#channels.delete(camera);
      await channel.close();
    }
    const { client, folder, ringBytes, everyMs, told = () => null } = this.#options;
    const mostBytes = Math.floor(ringBytes / Math.max(1, wanted.size));
    for (const channel of this.#channels.values())
      if (channel.recorded) channel.recorded.ring.limits = { mostBytes, keepMs: KEEP_MS };
    const limits = () => ({ mostBytes, keepMs: KEEP_MS });
    for (const [camera, streams] of wanted) {
      if (this.#channels.has(camera)) continue;
      const parts = { client, folder, limits, now: this.#now, everyMs, told };
      this.#channels.set(camera, await CameraChannel.open(camera, streams, parts));
    }
  }
}
