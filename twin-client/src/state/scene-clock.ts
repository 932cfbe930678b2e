/** How many sendings the estimate looks back on: half a minute of heartbeats, so that a step of a clock heals. */
const WINDOW = 30;

/**
 * The viewer's clock: the server's time as estimated from what it sends (SPEC W28). Of the recent sendings the one that took
 * least time counts, because the way here only ever adds.
 */
export class SceneClock {
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
