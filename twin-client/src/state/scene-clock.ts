/** How many sendings the estimate looks back on: half a minute of heartbeats, so that a step of a clock heals. */
const WINDOW = 30;

/** The clock that ages are counted by, epoch ms. */
export interface TwinClock {
  now(): number;
  /** The server's, or the course's, clock when it sent something. */
  heard(sentAt: number): void;
}

/** The clock of a replay or a drill (SPEC W34): it goes and stands with what is sent, and jumps with it. */
export class CourseClock implements TwinClock {
  #at: number;

  constructor(at: number) {
    this.#at = at;
  }

  readonly now = (): number => this.#at;

  heard(sentAt: number): void {
    this.#at = sentAt;
  }
}

/**
 * The viewer's clock: the server's time as estimated from what it sends (SPEC W28). Of the recent sendings the one that took
 * least time counts, because the way here only ever adds.
 */
export class SceneClock implements TwinClock {
  readonly #local: () => number;
  readonly #offsets: number[] = [];
  #offset = 0;

  /** local: this machine's clock, epoch ms. */
  constructor(local: () => number = Date.now) {
    this.#local = local;
  }

  /** The server's time now, epoch ms. */
  readonly now = (): number => this.#local() + this.#offset;

  /** Takes a sending into account: sentAt is the server's clock when it sent, epoch ms. */
  heard(sentAt: number): void {
    this.#offsets.push(sentAt - this.#local());
    if (this.#offsets.length > WINDOW) this.#offsets.shift();
    this.#offset = Math.max(...this.#offsets);
  }
}
