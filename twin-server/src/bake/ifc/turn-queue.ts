/** A turn taken: give it back once. */
interface Turn {
  end(): void;
}

/** Lets a number of jobs run at a time, the others wait in the order they came. */
export class TurnQueue {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(size: number) {
    this.#free = size;
  }

  /** Resolves with a turn when there is one. Rejects with the signal's reason when that comes first. */
  async take(signal?: AbortSignal): Promise<Turn> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(signal);
    return { end: () => this.#handOn() };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(go);
        reject(signal?.reason);
      };
      const go = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(go);
    });
  }

  /** The turn goes to the next who waits, not back to all, so that nobody who comes later overtakes. */
  #handOn(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
