/** How many messages of one device are taken: on the average, and at once after a silence. */
export interface DeviceRate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Token buckets, one a device slot of the twin, in flat arrays: asking allocates nothing, and there is no timer. The clock is the time at which
 * a message was received, epoch ms; where it goes back the bucket goes on from there.
 */
export class DeviceRates {
  readonly #perMs: number;
  readonly #burst: number;
  /** Messages that may come now, and when that was so. */
  #tokens = new Float64Array(1024);
  #at = new Float64Array(1024);
  #limited = 0;

  constructor({ perSecond, burst }: DeviceRate) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
  }

  /** Messages refused so far. */
  get limited(): number {
    return this.#limited;
  }

  /** Whether one more message of the device in this slot is taken at this instant. */
  allows(slot: number, receivedAt: number): boolean {
    if (slot >= this.#tokens.length) this.#grow(slot);
    const before = this.#at[slot]!;
    // A slot never heard of has its whole burst.
    const gained = before === 0 ? this.#burst : Math.max(0, receivedAt - before) * this.#perMs;
    const tokens = Math.min(this.#burst, this.#tokens[slot]! + gained);
    this.#at[slot] = receivedAt;
    if (tokens < 1) {
      this.#tokens[slot] = tokens;
      this.#limited++;
      return false;
    }
    this.#tokens[slot] = tokens - 1;
    return true;
  }

  #grow(slot: number): void {
    const length = 2 ** Math.ceil(Math.log2(slot + 1));
    const [tokens, at] = [new Float64Array(length), new Float64Array(length)];
    tokens.set(this.#tokens);
    at.set(this.#at);
    this.#tokens = tokens;
    this.#at = at;
  }
}
