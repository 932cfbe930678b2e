/** A drill's clock: it goes with real time while the drill runs, and stands while it is paused. */
export class DrillClock {
  readonly #real: () => number;
  #ms: number;
  /** Real time at which it stood at #ms, epoch ms; null while it stands. */
  #since: number | null = null;

  /** ms: where it stands, from the drill's start. */
  constructor(ms: number, real: () => number) {
    this.#ms = ms;
    this.#real = real;
  }

  get runs(): boolean {
    return this.#since !== null;
  }

  /** ms from the drill's start. */
  get ms(): number {
    return this.#ms + (this.#since === null ? 0 : Math.max(0, this.#real() - this.#since));
  }

  /** Goes on from there, where it stands before that. */
  advanceTo(ms: number): void {
    if (ms > this.ms) this.#ms += ms - this.ms;
  }

  start(): void {
    this.#since ??= this.#real();
  }

  stop(): void {
    this.#ms = this.ms;
    this.#since = null;
  }
}
