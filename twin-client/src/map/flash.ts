const HALF_MS = 500;

/** One on and off a second while something waits for a person, which is below the 2 Hz of clause 7.2.4; still where motion is unwelcome. */
export class Flash {
  readonly #isWaiting: () => boolean;
  readonly #onBlink: () => void;
  readonly #stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  readonly #timer: number;
  /** The bright half, and whenever nothing flashes. */
  lit = true;

  constructor(isWaiting: () => boolean, onBlink: () => void) {
    this.#isWaiting = isWaiting;
    this.#onBlink = onBlink;
    this.#timer = window.setInterval(() => this.#blink(), HALF_MS);
  }

  #blink(): void {
    const lit = this.lit && this.#isWaiting() ? this.#stillness.matches : true;
    if (lit === this.lit) return;
    this.lit = lit;
    this.#onBlink();
  }

  end(): void {
    window.clearInterval(this.#timer);
  }
}
