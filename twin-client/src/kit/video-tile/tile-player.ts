import { Signal } from '../../state/signal.ts';
import type { PlayEvents, PlayFault } from './play.ts';

/** Without a new picture for so long the picture stands still, and after that the stream is begun anew. */
const STALL_MS = 5_000;
const GIVE_UP_MS = 20_000;
/** The first picture may take longer: the player itself has to come first. */
const FIRST_MS = 40_000;
/** A picture older than this is not live, however it comes. */
const OLD_MS = 30_000;
/** Pauses between attempts. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const TICK_MS = 500;

/** How a tile is: no picture yet; new ones come; the last one stands; none comes, and it is tried again later or just now. */
export type TileCondition = 'connecting' | 'live' | 'stalled' | 'lost' | 'reconnecting';

/** Times are epoch ms by the server's clock. */
export interface TileState {
  readonly condition: TileCondition;
  /** When the picture that is shown was taken; null while there is none. */
  readonly pictureAt: number | null;
  /** When it is tried again; null while it is tried. */
  readonly retryAt: number | null;
  readonly fault: PlayFault | null;
}

const BEGINNING: TileState = { condition: 'connecting', pictureAt: null, retryAt: null, fault: null };

/** Keeps one stream playing: says at once when its picture is old, and never gives up. */
export class TilePlayer {
  readonly state = new Signal<TileState>(BEGINNING);
  readonly #start: (events: PlayEvents) => { stop(): void };
  readonly #now: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  #playing: { stop(): void } | null = null;
  #newAt = 0;
  #failures = 0;

  /** `start` begins to play; `now` is the server's clock. */
  constructor(start: (events: PlayEvents) => { stop(): void }, now: () => number) {
    this.#start = start;
    this.#now = now;
    this.#timer = setInterval(() => this.#look(), TICK_MS);
    this.#begin('connecting');
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#playing?.stop();
    this.#playing = null;
  }

  #begin(condition: TileCondition): void {
    this.#newAt = this.#now();
    this.#set({ condition, retryAt: null });
    let playing: { stop(): void } | null = null;
    // What a player tells after it was stopped is about nothing.
    const isCurrent = () => playing === null || playing === this.#playing;
    playing = this.#start({
      onPicture: (takenAt) => isCurrent() && this.#onPicture(takenAt),
      onFault: (fault) => isCurrent() && this.#onFault(fault),
    });
    this.#playing = playing;
  }

  #onPicture(takenAt: number | null): void {
    const now = this.#now();
    const pictureAt = takenAt ?? now;
    this.#newAt = now;
    if (now - pictureAt > OLD_MS) this.#set({ condition: 'lost', pictureAt, retryAt: null, fault: 'noPicture' });
    else {
      this.#failures = 0;
      this.#set({ condition: 'live', pictureAt, retryAt: null, fault: null });
    }
  }

  #onFault(fault: PlayFault): void {
    this.#playing?.stop();
    this.#playing = null;
    const pauseMs = PAUSES_MS[Math.min(this.#failures, PAUSES_MS.length - 1)]!;
    this.#failures += 1;
    this.#set({ condition: 'lost', fault, retryAt: this.#now() + pauseMs });
  }

  #look(): void {
    const now = this.#now();
    const { condition, pictureAt, retryAt } = this.state.get();
    if (retryAt !== null) {
      if (now >= retryAt) this.#begin('reconnecting');
      return;
    }
    const silentMs = now - this.#newAt;
    if (silentMs >= (pictureAt === null ? FIRST_MS : GIVE_UP_MS)) this.#onFault('noPicture');
    else if (condition === 'live' && silentMs >= STALL_MS) this.#set({ condition: 'stalled' });
  }

  #set(change: Partial<TileState>): void {
    const before = this.state.get();
    const after = { ...before, ...change };
    // Pictures come 25 times a second: who shows the state is told when something of it is another, and of ages once a second.
    const same =
      after.condition === before.condition &&
      after.retryAt === before.retryAt &&
      after.fault === before.fault &&
      Math.abs((after.pictureAt ?? 0) - (before.pictureAt ?? 0)) < 1000;
    if (!same) this.state.set(after);
  }
}
