/** Bytes of unfinished messages that all connections together may hold; who finds it spent waits for its turn. */
export class ByteBudget {
  #used = 0;
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isSpent(): boolean {
    return this.#used >= this.#limit;
  }

  take(bytes: number): void {
    this.#used += bytes;
  }

  /** Gives bytes back and, where that makes room, calls those who wait. */
  give(bytes: number): void {
    this.#used -= bytes;
    if (this.isSpent || this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }

  /** Calls `resume` once, when there is room again. */
  wait(resume: () => void): void {
    this.#waiting.add(resume);
  }

  stopWaiting(resume: () => void): void {
    this.#waiting.delete(resume);
  }
}
