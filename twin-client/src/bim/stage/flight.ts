/** How long a camera flies, milliseconds. */
const FLIGHT_MS = 500;

/** Carries a camera from one view to another within half a second; at once for people who want no motion. */
export class Flight {
  readonly #onMove: () => void;
  #frame = 0;

  /** `onMove` is told after each step. */
  constructor(onMove: () => void) {
    this.#onMove = onMove;
  }

  get running(): boolean {
    return this.#frame !== 0;
  }

  /** Calls `at` with shares of the way from 0 to 1, in step with the browser's frames. Ends an earlier flight. */
  start(at: (share: number) => void): void {
    this.stop();
    const began = performance.now();
    const move = () => {
      const share = Math.min(1, (performance.now() - began) / FLIGHT_MS);
      this.#frame = share < 1 ? requestAnimationFrame(move) : 0;
      at(share * share * (3 - 2 * share));
      this.#onMove();
    };
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      at(1);
      this.#onMove();
    } else this.#frame = requestAnimationFrame(move);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
