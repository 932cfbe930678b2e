import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CameraStream, STREAM_ROLES, type StreamRole, type StreamWay } from 'twin-core';
import type { Follower } from './follower.ts';
import { HlsFollower } from './hls/hls-follower.ts';
import { type RingLimits, SegmentRing } from './hls/segment-ring.ts';
import type { StreamState } from './liveness.ts';
import { PictureFollower } from './picture-follower.ts';
import { flvBytes } from './relay/flv.ts';
import { isJpeg, MOST_PICTURE_BYTES } from './relay/jpeg-frames.ts';
import { MjpegRelay } from './relay/mjpeg-relay.ts';
import type { VideoClient } from './video-client.ts';
import { VideoFault } from './video-fault.ts';

/** By which of its streams a camera is judged: that of which most is known. Of WebRTC nothing is known here. */
const WATCHED: readonly StreamWay[] = ['hls', 'mjpeg', 'snapshot', 'flv'];
/** What nobody asked for in this time is not followed any longer, unless it is watched. */
const IDLE_MS = 30_000;
/** A stream that nobody followed before has its first piece by then, or none. */
const FIRST_PIECE_MS = 10_000;
const LOOK_MS = 200;

export interface ChannelParts {
  readonly client: VideoClient;
  /** Where rings lie. */
  readonly folder: string;
  readonly limits: () => RingLimits;
  readonly now: () => number;
  readonly everyMs?: number | undefined;
  /** What a media server says of a camera; null where none has anything of it. */
  readonly told: (camera: string) => StreamState | null;
}

/** One camera: the streams that it has, the one that is watched and held, and those that somebody looks at. */
export class CameraChannel {
  readonly camera: string;
  readonly streams: readonly CameraStream[];
  readonly watched: CameraStream | null;
  readonly #parts: ChannelParts;
  readonly #mjpeg = new Map<StreamRole, MjpegRelay>();
  /** Streams of HLS that are followed, and when they were last asked for. */
  readonly #hls = new Map<StreamRole, { readonly follower: Promise<HlsFollower>; at: number }>();
  #follower: Follower | null = null;

  private constructor(camera: string, streams: readonly CameraStream[], parts: ChannelParts) {
    this.camera = camera;
    this.streams = streams;
    this.#parts = parts;
    this.watched = byPreference(streams)[0] ?? null;
  }

  /** Follows what is watched from now on; `streams` are those of this camera that are enabled. */
  static async open(camera: string, streams: readonly CameraStream[], parts: ChannelParts): Promise<CameraChannel> {
    const channel = new CameraChannel(camera, streams, parts);
    channel.#follower = await channel.#watch();
    return channel;
  }

  /** The stream that is held, or null where none of HLS is. */
  get recorded(): HlsFollower | null {
    return this.#follower instanceof HlsFollower ? this.#follower : null;
  }

  /** Null where nothing of it can be watched. Pictures that come are proof; where none do, the media server knows more. */
  state(): StreamState | null {
    const own = this.#follower?.liveness.judge(this.#parts.now()) ?? null;
    if (own?.condition === 'live' || own?.condition === 'frozen') return own;
    const told = this.#parts.told(this.camera);
    return told ? { ...told, reason: told.reason ?? own?.reason ?? null } : own;
  }

  /** The stream of a way and role. Throws VideoFault where it has none. */
  stream(way: StreamWay, role: StreamRole): CameraStream {
    const found = this.streams.find((stream) => stream.way === way && stream.role === role);
    if (!found) throw new VideoFault('noStream', `${this.camera} has no ${way} stream ${role}`);
    return found;
  }

  /** A stream of HLS with its first piece there; followed for as long as it is asked for. Throws VideoFault. */
  async hls(role: StreamRole): Promise<HlsFollower> {
    const { url } = this.stream('hls', role);
    const known = this.#hls.get(role);
    const entry = known ?? { follower: this.#openHls(role, url), at: 0 };
    if (!known) {
      this.#hls.set(role, entry);
      entry.follower.catch(() => this.#hls.delete(role));
    }
    entry.at = this.#parts.now();
    const follower = await entry.follower;
    for (let waited = 0; follower.ring.segments.length === 0 && waited < FIRST_PIECE_MS; waited += LOOK_MS) {
      const { reason } = follower.liveness.judge(this.#parts.now());
      if (reason !== null) throw new VideoFault('unreachable', reason);
      await sleep(LOOK_MS);
    }
    if (follower.ring.segments.length === 0) throw new VideoFault('timeout', 'no piece of the stream came in time');
    return follower;
  }

  mjpeg(role: StreamRole): MjpegRelay {
    const { url } = this.stream('mjpeg', role);
    const relay = this.#mjpeg.get(role) ?? new MjpegRelay(this.#parts.client, url);
    this.#mjpeg.set(role, relay);
    return relay;
  }

  /** A picture of now, as JPEG. Throws VideoFault where it has no such stream or none comes. */
  async picture(signal: AbortSignal): Promise<Buffer> {
    const { client } = this.#parts;
    for (const role of STREAM_ROLES) {
      const snapshot = this.streams.find((stream) => stream.way === 'snapshot' && stream.role === role);
      if (snapshot) {
        const bytes = await client.read(client.locate(snapshot.url), MOST_PICTURE_BYTES, { signal });
        if (!isJpeg(bytes)) throw new VideoFault('unreadable', 'what the camera sent is no JPEG');
        return bytes;
      }
      if (this.streams.some((stream) => stream.way === 'mjpeg' && stream.role === role))
        return this.mjpeg(role).picture(signal);
    }
    throw new VideoFault('noStream', `${this.camera} has no stream of single pictures`);
  }

  /** Leaves off following what nobody looks at. */
  async rest(): Promise<void> {
    for (const [role, { follower, at }] of [...this.#hls]) {
      if (this.#isWatched('hls', role) || this.#parts.now() - at < IDLE_MS) continue;
      this.#hls.delete(role);
      await closeHls(await follower);
    }
  }

  async close(): Promise<void> {
    const followed = await Promise.all(Array.from(this.#hls.values(), ({ follower }) => follower.catch(() => null)));
    this.#hls.clear();
    await Promise.all([this.#follower?.close(), ...followed.map((follower) => follower && closeHls(follower))]);
  }

  #isWatched(way: StreamWay, role: StreamRole): boolean {
    return this.watched?.way === way && this.watched.role === role;
  }

  async #watch(): Promise<Follower | null> {
    const { watched } = this;
    const { client, now, everyMs } = this.#parts;
    if (!watched) return null;
    if (watched.way === 'hls') {
      const follower = this.#openHls(watched.role, watched.url);
      this.#hls.set(watched.role, { follower, at: now() });
      return follower;
    }
    if (watched.way !== 'flv') return new PictureFollower({ look: (signal) => this.picture(signal), now, everyMs });
    const look = async (signal: AbortSignal) => {
      for await (const _ of flvBytes(client, watched.url, signal)) break;
      // A stream of FLV always begins with the same: that it comes is all that is told.
      return randomBytes(8);
    };
    return new PictureFollower({ look, now, everyMs });
  }

  async #openHls(role: StreamRole, address: string): Promise<HlsFollower> {
    const { client, folder, limits, now } = this.#parts;
    const ring = await SegmentRing.open(join(folder, `${this.camera}.${role}`), limits(), now());
    return new HlsFollower({ address, client, ring, now });
  }
}

async function closeHls(follower: HlsFollower): Promise<void> {
  await follower.close();
  await follower.ring.close();
}

/** Those that can be watched, the best first: by way, then the main one. */
function byPreference(streams: readonly CameraStream[]): CameraStream[] {
  const rank = ({ way, role }: CameraStream) => WATCHED.indexOf(way) * STREAM_ROLES.length + STREAM_ROLES.indexOf(role);
  return streams.filter(({ way }) => WATCHED.includes(way)).sort((a, b) => rank(a) - rank(b));
}
