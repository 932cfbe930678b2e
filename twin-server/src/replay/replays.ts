import type { Pool } from 'pg';
import type { Published } from 'twin-core';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { readLog } from '../journal/read.ts';
import { InputError } from '../problem.ts';
import type { SiteSource } from '../push/feed.ts';
import { logOf } from './log-source.ts';
import { notedEvent } from './noted-event.ts';
import { Replay, type ReplayOptions, type ReplayWish } from './replay.ts';

/** Replays at once. */
export const MOST_REPLAYS = 8;
const TICK_MS = 100;
/** A replay that nobody follows stands after this, and ends after that. */
const LONELY_STANDS_MS = 30_000;
const LONELY_ENDS_MS = 600_000;

/** The push channel, as replays need it. */
export interface Channels {
  open(name: string, source: SiteSource, site: string): () => void;
  publish(published: Published, name: string): void;
  restart(name: string): void;
  followers(name: string): number;
}

export interface ReplaysOptions {
  readonly pool: Pool;
  readonly site: string;
  readonly stateAt: ReplayOptions['stateAt'];
  readonly channels: Channels;
  readonly now?: () => number;
}

/** A replay that is open: under which name it is followed, who began it and when (epoch ms). */
export interface OpenReplay {
  readonly name: string;
  readonly by: string;
  readonly since: number;
  readonly replay: Replay;
}

interface Kept extends OpenReplay {
  readonly unwatch: () => void;
  /** When somebody followed it last. */
  followedAt: number;
}

/** The replays of a site. They live as long as somebody follows them, and not longer than the server. */
export class Replays {
  readonly #options: ReplaysOptions;
  readonly #now: () => number;
  readonly #open = new Map<string, Kept>();
  readonly #timer: NodeJS.Timeout;
  #count = 0;

  constructor(options: ReplaysOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Opens one that stands at an instant (epoch ms). Rejects with InputError where there are too many, with TooOldError before the log. */
  async open(by: string, at: number, wish: ReplayWish): Promise<OpenReplay> {
    this.#endLonely();
    if (this.#open.size >= MOST_REPLAYS)
      throw new InputError(`${MOST_REPLAYS} replays are open already`, { place: 'replays' });
    const { pool, site, channels, stateAt } = this.#options;
    const name = `replay-${++this.#count}`;
    const replay = await Replay.open(
      {
        stateAt,
        now: this.#now,
        log: logOf(pool, site),
        noted: (seq, direction) => notedEvent(pool, site, LIVE_BRANCH, seq, direction),
        onPublished: (published) => channels.publish(published, name),
        onJump: () => channels.restart(name),
      },
      at,
    );
    await replay.change(wish);
    const source: SiteSource = {
      state: () => replay.state,
      hash: () => replay.hash(),
      eventsAfter: (after, upto) => readLog(pool, site, LIVE_BRANCH, after, upto, false),
      course: () => replay.course,
    };
    const since = this.#now();
    const kept = { name, by, since, replay, followedAt: since, unwatch: channels.open(name, source, site) };
    this.#open.set(name, kept);
    return kept;
  }

  get(name: string): OpenReplay | undefined {
    return this.#open.get(name);
  }

  list(): readonly OpenReplay[] {
    return [...this.#open.values()];
  }

  end(name: string): void {
    this.#open.get(name)?.unwatch();
    this.#open.delete(name);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const name of [...this.#open.keys()]) this.end(name);
  }

  #tick(): void {
    const now = this.#now();
    for (const kept of this.#open.values()) {
      if (this.#options.channels.followers(kept.name) > 0) kept.followedAt = now;
      else if (now - kept.followedAt > LONELY_STANDS_MS && kept.replay.course.playing)
        void kept.replay.change({ playing: false });
      kept.replay.tick();
    }
    this.#endLonely();
  }

  #endLonely(): void {
    const now = this.#now();
    for (const { name, followedAt } of this.#open.values()) if (now - followedAt > LONELY_ENDS_MS) this.end(name);
  }
}
