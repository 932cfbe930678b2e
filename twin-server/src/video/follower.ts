import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../problem.ts';
import type { Liveness } from './liveness.ts';
import { VideoFault } from './video-fault.ts';

/** Pauses after failures, ms: doubled from the first to the last. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 10_000;

/** A stream that is followed, for as long as it is not closed. */
export interface Follower {
  readonly liveness: Liveness;
  close(): Promise<void>;
}

/** Runs rounds, each saying after how many ms the next follows, until closed; a failure is told and it is tried again. */
export class Rounds {
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;

  constructor(
    told: { failed(reason: string, now: number): unknown },
    round: (signal: AbortSignal) => Promise<number>,
    now: () => number,
  ) {
    this.#ended = this.#run(told, round, now);
  }

  async #run(
    told: { failed(reason: string, now: number): unknown },
    round: (signal: AbortSignal) => Promise<number>,
    now: () => number,
  ): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; ) {
      let pauseMs: number;
      try {
        pauseMs = await round(signal);
        failures = 0;
      } catch (cause) {
        if (signal.aborted) return;
        told.failed(cause instanceof VideoFault ? cause.message : reasonOf(cause), now());
        pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LAST_PAUSE_MS);
        failures += 1;
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when nothing of it runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }
}
