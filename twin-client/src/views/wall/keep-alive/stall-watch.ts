/** Standing still for so long, a page is stalled. */
const STALLED_MS = 30_000;

/** What stood still. */
export type Stall = 'script' | 'frames';

/**
 * Notices that a page stood still, by a look a second and a frame asked for with each. Reads no clock: it is told, in epoch ms. A page that nobody
 * sees gets neither frames nor its timers in time, so it is not judged while hidden, nor for that time afterwards.
 */
export class StallWatch {
  #lookedAt: number | null = null;
  /** Since when a frame is awaited. */
  #askedAt: number | null = null;
  #asked = 0;
  #came = 0;

  /** A look, once a second. Says what stood still since the one before, or still does. */
  look(now: number, visible: boolean): Stall | null {
    const before = this.#lookedAt;
    this.#lookedAt = visible ? now : null;
    if (!visible) this.#askedAt = null;
    if (!visible || before === null) return null;
    if (now - before > STALLED_MS) return 'script';
    return this.#askedAt !== null && now - this.#askedAt > STALLED_MS ? 'frames' : null;
  }

  /** Whether a frame should be asked for: one at a time, so that a stalled page does not gather them. */
  ask(now: number): boolean {
    this.#asked++;
    if (this.#askedAt !== null) return false;
    this.#askedAt = now;
    return true;
  }

  /** The frame that was asked for came. */
  frame(): void {
    this.#askedAt = null;
    this.#came++;
  }

  /** Frames that were asked for and that came since this was called last. */
  takeCounts(): { readonly framesAsked: number; readonly framesCame: number } {
    const counts = { framesAsked: this.#asked, framesCame: Math.min(this.#came, this.#asked) };
    this.#asked = 0;
    this.#came = 0;
    return counts;
  }
}
