import { createHash } from 'node:crypto';
import { type Follower, Rounds } from './follower.ts';
import { Liveness } from './liveness.ts';

/** How often a picture is asked for, and without one for how long a stream is lost. */
const EVERY_MS = 10_000;
const LIMITS = { lostAfterMs: 30_000, firstMs: 60_000, frozenAfter: 3, frozenMs: 20_000 };
/** A picture that does not come in this time does not come. */
const PATIENCE_MS = 10_000;

export interface PictureFollowerOptions {
  /** Something of the stream as it is now. */
  readonly look: (signal: AbortSignal) => Promise<Uint8Array>;
  readonly now: () => number;
  readonly everyMs?: number;
}

/** Follows a stream that is not held, by looking at it now and then. */
export class PictureFollower implements Follower {
  readonly liveness: Liveness;
  readonly #rounds: Rounds;

  constructor({ look, now, everyMs = EVERY_MS }: PictureFollowerOptions) {
    const scale = everyMs / EVERY_MS;
    const { lostAfterMs, firstMs, frozenAfter, frozenMs } = LIMITS;
    const limits = {
      lostAfterMs: lostAfterMs * scale,
      firstMs: firstMs * scale,
      frozenAfter,
      frozenMs: frozenMs * scale,
    };
    this.liveness = new Liveness(limits, now());
    const round = async (signal: AbortSignal) => {
      const bytes = await look(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
      this.liveness.saw(createHash('sha1').update(bytes).digest('hex'), now());
      return everyMs;
    };
    this.#rounds = new Rounds(this.liveness, round, now);
  }

  close(): Promise<void> {
    return this.#rounds.close();
  }
}
