/** How a stream fares: not heard of yet, new pictures come, the same picture comes again and again, or none comes. */
export type StreamCondition = 'starting' | 'live' | 'frozen' | 'lost';

/** Since when (epoch ms), and why where it is not live. */
export interface StreamState {
  readonly condition: StreamCondition;
  readonly since: number;
  readonly reason: string | null;
}

export interface LivenessLimits {
  /** Without a picture for so long a stream is lost. */
  readonly lostAfterMs: number;
  /** The same for the very first picture: a camera that is just being opened is not lost. */
  readonly firstMs: number;
  /** So many of the same pictures one after the other, over at least this time, and it is frozen. */
  readonly frozenAfter: number;
  readonly frozenMs: number;
}

/** Judges a stream by the pictures that come of it. Reads no clock: it is told. */
export class Liveness {
  limits: LivenessLimits;
  #seenAt: number;
  #hash: string | null = null;
  #sameSince = 0;
  #same = 0;
  #reason: string | null = null;
  #state: StreamState;

  constructor(limits: LivenessLimits, now: number) {
    this.limits = limits;
    this.#seenAt = now;
    this.#state = { condition: 'starting', since: now, reason: null };
  }

  /** A picture came; the same pictures have the same word. */
  saw(hash: string, now: number): StreamState {
    if (hash === this.#hash) this.#same += 1;
    else [this.#hash, this.#same, this.#sameSince] = [hash, 1, now];
    this.#seenAt = now;
    this.#reason = null;
    return this.judge(now);
  }

  /** It was asked for a picture and gave none. */
  failed(reason: string, now: number): StreamState {
    this.#reason = reason;
    return this.judge(now);
  }

  judge(now: number): StreamState {
    const condition = this.#conditionAt(now);
    const reason = this.#reasonOf(condition);
    if (condition !== this.#state.condition) this.#state = { condition, since: now, reason };
    else if (reason !== this.#state.reason) this.#state = { ...this.#state, reason };
    return this.#state;
  }

  #conditionAt(now: number): StreamCondition {
    const { lostAfterMs, firstMs, frozenAfter, frozenMs } = this.limits;
    if (now - this.#seenAt >= (this.#hash === null ? firstMs : lostAfterMs)) return 'lost';
    if (this.#hash === null) return 'starting';
    // What was lost is lost until a picture comes, which it did since; what gives pictures but faults between stays as it is.
    return this.#same >= frozenAfter && now - this.#sameSince >= frozenMs ? 'frozen' : 'live';
  }

  #reasonOf(condition: StreamCondition): string | null {
    if (condition === 'lost') return this.#reason ?? 'no new picture comes';
    if (condition === 'frozen') return `the same picture came ${this.#same} times`;
    return this.#reason;
  }
}
