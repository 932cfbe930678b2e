import { readFile } from 'node:fs/promises';
import { type Follower, Rounds } from '../follower.ts';
import { Liveness } from '../liveness.ts';
import type { VideoClient } from '../video-client.ts';
import { VideoFault } from '../video-fault.ts';
import { isFragment, pictureHash, timescalesOf } from './fragments.ts';
import { type ListedSegment, type Playlist, readPlaylist } from './read-playlist.ts';
import type { SegmentRing } from './segment-ring.ts';

const MOST_PLAYLIST_BYTES = 1 << 20;
const MOST_SEGMENT_BYTES = 32 << 20;
/** Pieces of a playlist that is met for the first time: the newest, not its whole past. */
const FIRST_SEGMENTS = 3;
/** A stream without a new piece for three target durations, and at least so long, is lost. */
const LEAST_LOST_MS = 15_000;
const FIRST_MS = 60_000;
/** So many pieces with the same pictures, and over at least so long, and it is frozen. */
const FROZEN_AFTER = 3;
const FROZEN_MS = 6_000;
const LAST_PAUSE_MS = 5_000;

export interface HlsOptions {
  /** As the registry has it. */
  readonly address: string;
  readonly client: VideoClient;
  readonly ring: SegmentRing;
  readonly now: () => number;
}

type Media = Extract<Playlist, { kind: 'media' }>;

/** Follows a stream of HLS and holds its last minutes: it is asked for once, however many look at it. */
export class HlsFollower implements Follower {
  readonly ring: SegmentRing;
  readonly liveness: Liveness;
  readonly #options: HlsOptions;
  readonly #rounds: Rounds;
  /** Playlist of the variant that is followed; null where the address itself is asked next. */
  #media: URL | null = null;
  #last: number | null = null;
  #isBreak = false;
  readonly #inits = new Map<string, string>();

  constructor(options: HlsOptions) {
    this.#options = options;
    this.ring = options.ring;
    const limits = { lostAfterMs: LEAST_LOST_MS, firstMs: FIRST_MS, frozenAfter: FROZEN_AFTER, frozenMs: FROZEN_MS };
    this.liveness = new Liveness(limits, options.now());
    this.#rounds = new Rounds(this.liveness, (signal) => this.#round(signal), options.now);
  }

  close(): Promise<void> {
    return this.#rounds.close();
  }

  /** Ticks a second of the tracks that a held piece needs. */
  async timescales(init: string): Promise<ReadonlyMap<number, number>> {
    const path = this.ring.path(init);
    return path === null ? new Map() : timescalesOf(await readFile(path));
  }

  async #round(signal: AbortSignal): Promise<number> {
    const begin = this.#options.now();
    const { url, playlist } = await this.#playlist(signal);
    this.liveness.limits = { ...this.liveness.limits, lostAfterMs: Math.max(LEAST_LOST_MS, playlist.targetS * 3000) };
    const fresh = this.#fresh(playlist);
    for (const [at, segment] of fresh.entries()) {
      const laterS = fresh.slice(at + 1).reduce((sum, { durationS }) => sum + durationS, 0);
      await this.#take(segment, url, laterS, signal);
    }
    if (playlist.ended && fresh.length === 0) this.liveness.failed('the stream has ended', this.#options.now());
    // RFC 8216, 6.3.4: a playlist that changed is asked for again after its target duration, one that did not after half of it.
    const waitMs = playlist.targetS * (fresh.length > 0 ? 1000 : 500);
    return Math.max(200, Math.min(waitMs, LAST_PAUSE_MS) - (this.#options.now() - begin));
  }

  async #playlist(signal: AbortSignal): Promise<{ url: URL; playlist: Media }> {
    try {
      const first = this.#media ?? this.#options.client.locate(this.#options.address);
      const playlist = await this.#read(first, signal);
      if (playlist.kind === 'media') return { url: first, playlist };
      const best = playlist.variants.reduce((a, b) => (b.bandwidth > a.bandwidth ? b : a));
      const url = new URL(best.uri, first);
      const media = await this.#read(url, signal);
      if (media.kind !== 'media') throw new VideoFault('unreadable', 'the variant of the playlist has no segments');
      this.#media = url;
      return { url, playlist: media };
    } catch (cause) {
      // The variant may be gone: the next round begins with the address itself.
      this.#media = null;
      throw cause;
    }
  }

  async #read(url: URL, signal: AbortSignal): Promise<Playlist> {
    return readPlaylist((await this.#options.client.read(url, MOST_PLAYLIST_BYTES, { signal })).toString('utf8'));
  }

  /** The pieces that were not held yet. A sequence that begins anew is another stream under the same address. */
  #fresh({ segments }: Media): readonly ListedSegment[] {
    const newest = segments.at(-1)?.sequence ?? -1;
    if (this.#last !== null && newest < this.#last) [this.#last, this.#isBreak] = [null, true];
    const last = this.#last;
    if (last === null) return segments.slice(-FIRST_SEGMENTS);
    const fresh = segments.filter(({ sequence }) => sequence > last);
    if (fresh[0] && fresh[0].sequence > last + 1) this.#isBreak = true;
    return fresh;
  }

  async #take(segment: ListedSegment, playlist: URL, laterS: number, signal: AbortSignal): Promise<void> {
    const { client, now } = this.#options;
    this.#last = segment.sequence;
    const isBreak = this.#isBreak || segment.discontinuity;
    // Until it is held, the next one does not go on from the last.
    this.#isBreak = true;
    const bytes = await client.read(new URL(segment.uri, playlist), MOST_SEGMENT_BYTES, { signal });
    const init = segment.map === null ? null : await this.#init(new URL(segment.map, playlist), signal);
    if (init === null ? bytes[0] !== 0x47 : !isFragment(bytes))
      throw new VideoFault('unsupported', 'its segments are neither fragmented MP4 nor MPEG-TS');
    const { durationS } = segment;
    await this.ring.add(bytes, { durationS, to: now() - laterS * 1000, init, isBreak });
    this.#isBreak = false;
    this.liveness.saw(pictureHash(bytes), now());
  }

  async #init(url: URL, signal: AbortSignal): Promise<string> {
    const known = this.#inits.get(url.href);
    if (known !== undefined && this.ring.path(known) !== null) return known;
    const file = await this.ring.addInit(await this.#options.client.read(url, MOST_SEGMENT_BYTES, { signal }));
    this.#inits.clear();
    this.#inits.set(url.href, file);
    return file;
  }
}
