/** A wall reloads itself no more often than this. */
const REST_MS = 5 * 60_000;
const KEY = 'twin.reloadedAt';

export interface ReloadGuardOptions {
  /** What is kept over a reload, of this tab. */
  readonly keeping: Pick<Storage, 'getItem' | 'setItem'>;
  /** Somebody is in the middle of something that a reload would take from them. */
  readonly busy: () => boolean;
  readonly reload: () => void;
}

/** Reloads the page where that is asked for: never under somebody's hands, and not again and again. The address, which is the view, stays. */
export class ReloadGuard {
  readonly #options: ReloadGuardOptions;
  #wished: string | null = null;
  #done = false;

  constructor(options: ReloadGuardOptions) {
    this.#options = options;
  }

  /** Why a reload is waited for; null while none is. */
  get wished(): string | null {
    return this.#wished;
  }

  /** Asks for a reload, and why; it comes as soon as it may. */
  wish(reason: string): void {
    this.#wished ??= reason;
  }

  /** Reloads where it is wished for and may be; called once a second with the time, epoch ms. */
  look(now: number): void {
    if (this.#wished === null || this.#done || this.#options.busy()) return;
    const sinceMs = now - this.#reloadedAt();
    // A clock that was set back does not hold it off for ever.
    if (sinceMs >= 0 && sinceMs < REST_MS) return;
    try {
      this.#options.keeping.setItem(KEY, String(now));
    } catch (cause) {
      // Without a note of it there would be no end of reloading.
      console.warn('not reloaded, since nothing can be kept over it:', this.#wished, cause);
      this.#done = true;
      return;
    }
    this.#done = true;
    console.warn('reloading:', this.#wished);
    this.#options.reload();
  }

  #reloadedAt(): number {
    try {
      return Number(this.#options.keeping.getItem(KEY) ?? Number.NEGATIVE_INFINITY);
    } catch {
      return Number.NEGATIVE_INFINITY;
    }
  }
}
