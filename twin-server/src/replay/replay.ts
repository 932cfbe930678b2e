import { apply, type Changes, type LoggedEvent, type Published, StateHash, type TwinState } from 'twin-core';
import { type Course, decodeSnapshot } from 'twin-core/wire';
import { LogAhead } from './log-ahead.ts';
import type { LogSource } from './log-source.ts';

/** How fast a replay may go. */
export const SPEEDS = { slowest: 0.25, fastest: 64 } as const;
/** A stretch of the log without any event is told as a gap when it is longer than this: a site that lives records something every few seconds. */
const GAP_MS = 60_000;
/** Values folded in one tick at most: the clock of a replay that has more waits, and nothing is left out. */
const VALUES_A_TICK = 20_000;
/** An event that is further ahead than this is not waited for when stepping: the state there is taken. */
const NEAR_MS = 300_000;
/** This near to the live state there is nothing more to replay. */
const CAUGHT_UP_MS = 500;

/** The state as it was known at an instant, in full. */
interface StateThen {
  readonly snapshot: Uint8Array | null;
}

export interface ReplayOptions {
  readonly log: LogSource;
  /** Rejects with TooOldError where the log does not reach back so far. */
  stateAt(recordedAt: number): Promise<StateThen>;
  /** The nearest event of note before or after a seq; null for none. */
  noted(seq: number, direction: 1 | -1): Promise<{ readonly seq: number; readonly recordedAt: number } | null>;
  /** What was folded since. */
  onPublished(published: Published): void;
  /** The state is another one. */
  onJump(): void;
  /** This server's clock, epoch ms. */
  now(): number;
}

/** A span of time, epoch ms. */
type Span = readonly [from: number, to: number];

/** What can be changed of a replay; what is not given stays. */
export interface ReplayWish {
  readonly at?: number | undefined;
  readonly speed?: number | undefined;
  readonly playing?: boolean | undefined;
  readonly loop?: Span | null | undefined;
}

/**
 * The recorded past, played by a clock of its own: the log is folded as it was recorded, by the same fold as the live state. Everybody
 * who follows it sees the same instant. Call tick() often.
 */
export class Replay {
  readonly #options: ReplayOptions;
  #state: TwinState;
  #hash: StateHash;
  #ahead: LogAhead;
  #at: number;
  #speed = 1;
  #playing = false;
  #loop: Span | null = null;
  #revision = 0;
  #tickedAt: number;
  /** Changes by hand come one after the other; while one is under way the clock stands. */
  #changing: Promise<void> = Promise.resolve();
  #pending = 0;

  private constructor(options: ReplayOptions, state: TwinState, at: number) {
    this.#options = options;
    this.#at = at;
    this.#state = state;
    this.#hash = new StateHash(state);
    this.#ahead = new LogAhead(options.log, state.seq, state.recordedAt);
    this.#tickedAt = options.now();
  }

  /** A replay that stands at an instant (epoch ms). Rejects with TooOldError. */
  static async open(options: ReplayOptions, at: number): Promise<Replay> {
    const replay = new Replay(options, await stateThen(options, at), at);
    await replay.#ahead.fill(options.now());
    return replay;
  }

  get state(): TwinState {
    return this.#state;
  }

  hash(): string {
    return this.#hash.site();
  }

  get at(): number {
    return this.#at;
  }

  get course(): Course {
    const next = this.#ahead.next?.recordedAt ?? 0;
    return {
      kind: 'replay',
      at: this.#at,
      speed: this.#speed,
      playing: this.#playing,
      loop: this.#loop,
      gapUntil: next - this.#at > GAP_MS ? next : null,
      revision: this.#revision,
    };
  }

  /** Changes how it goes. Resolves when it does; rejects with TooOldError where it would go before the log. */
  change({ at, speed, playing, loop }: ReplayWish): Promise<void> {
    return this.#inTurn(async () => {
      if (at !== undefined) await this.#jump(at);
      if (speed !== undefined) this.#speed = speed;
      if (loop !== undefined) this.#loop = loop;
      if (playing !== undefined) this.#playing = playing;
      this.#revision++;
    });
  }

  /** Stands, and goes to the event of note before or after. Resolves to false where there is none. */
  step(direction: 1 | -1): Promise<boolean> {
    return this.#inTurn(async () => {
      const to = await this.#options.noted(this.#state.seq, direction);
      this.#playing = false;
      this.#revision++;
      if (!to) return false;
      if (direction < 0) await this.#jump(to.recordedAt);
      else {
        // Just before it, so that it is seen to happen.
        if (to.recordedAt - this.#at > NEAR_MS) await this.#jump(to.recordedAt - 1);
        await this.#foldUpto(to.seq, to.recordedAt);
      }
      return true;
    });
  }

  /** Moves its clock on and folds what was recorded meanwhile. */
  tick(): void {
    const now = this.#options.now();
    const passed = (now - this.#tickedAt) * this.#speed;
    this.#tickedAt = now;
    // It reads on while it stands, so that it starts at once. A log that cannot be read now is asked again at the next tick.
    void this.#ahead.fill(now).catch(() => undefined);
    if (!this.#playing || this.#pending > 0) return;
    const end = this.#loop?.[1] ?? Number.POSITIVE_INFINITY;
    const until = Math.min(this.#at + passed, end, this.#ahead.ended ? now : this.#ahead.knownUntil);
    const taken = this.#ahead.take(until, VALUES_A_TICK);
    this.#fold(taken);
    const next = this.#ahead.next?.recordedAt ?? Number.POSITIVE_INFINITY;
    this.#at = Math.max(this.#at, next <= until ? this.#state.recordedAt : until);
    if (this.#loop && this.#at >= end) void this.change({ at: this.#loop[0] }).catch(() => this.#stop());
    else if (this.#ahead.ended && this.#at >= now - CAUGHT_UP_MS) this.#stop();
  }

  #stop(): void {
    this.#playing = false;
    this.#revision++;
  }

  async #jump(at: number): Promise<void> {
    const state = await stateThen(this.#options, at);
    this.#state = state;
    this.#hash = new StateHash(state);
    this.#ahead = new LogAhead(this.#options.log, state.seq, state.recordedAt);
    this.#at = at;
    this.#options.onJump();
    // So that it plays on at once, and tells of a gap that it stands in.
    await this.#ahead.fill(this.#options.now());
  }

  async #foldUpto(seq: number, recordedAt: number): Promise<void> {
    while (this.#state.seq < seq) {
      await this.#ahead.fill(this.#options.now());
      const taken = this.#ahead.take(recordedAt, VALUES_A_TICK);
      if (taken.length === 0 && this.#ahead.ended) break;
      this.#fold(taken);
    }
    this.#at = recordedAt;
  }

  #fold(logged: readonly LoggedEvent[]): void {
    if (logged.length === 0) return;
    const changes: Changes = { datastreams: [], devices: new Set() };
    for (const { event, ...at } of logged) apply(this.#state, event, at, changes);
    const events = logged.filter(({ event }) => event.kind !== 'observations');
    this.#options.onPublished({ state: this.#state, events, changes, alarms: [] });
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.#pending++;
    const done = this.#changing.then(act).finally(() => {
      this.#pending--;
    });
    this.#changing = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}

async function stateThen({ stateAt }: ReplayOptions, at: number): Promise<TwinState> {
  const { snapshot } = await stateAt(at);
  if (!snapshot) throw new Error('the state was asked for in full');
  return decodeSnapshot(snapshot);
}
