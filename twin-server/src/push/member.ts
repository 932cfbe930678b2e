import type { LoggedEvent } from 'twin-core';
import { CREDIT_WINDOW } from 'twin-core/wire';

/** How blocks reach one client, and how it is counted among those that get the same. */
export interface Outgoing {
  snapshot(block: Uint8Array): void;
  frame(block: Uint8Array): void;
}

/** One client of a channel: the seq it was told about, and how many frames it has not answered. */
export class Member {
  readonly out: Outgoing;
  /** The last seq it was told about. */
  upto: number;
  /** Events of the journal that it still lacks, up to `backlogUpto`: for a client that came back. */
  backlog: readonly LoggedEvent[];
  backlogUpto: number;
  /** It gets the channel's common frames. */
  inStep = false;
  readonly #unanswered: number[] = [];

  constructor(out: Outgoing, upto: number, backlog: readonly LoggedEvent[] = [], backlogUpto = upto) {
    this.out = out;
    this.upto = upto;
    this.backlog = backlog;
    this.backlogUpto = backlogUpto;
  }

  /** Whether it may be sent another frame (W24). */
  get hasCredit(): boolean {
    return this.#unanswered.length < CREDIT_WINDOW;
  }

  /** A frame up to this seq was sent. */
  sent(upto: number): void {
    this.upto = upto;
    this.backlog = [];
    this.backlogUpto = upto;
    this.#unanswered.push(upto);
  }

  /** It folded everything up to this seq (W24). */
  credit(upto: number): void {
    while (this.#unanswered.length > 0 && this.#unanswered[0]! <= upto) this.#unanswered.shift();
  }

  /** It starts anew from a snapshot of this seq. */
  restart(seq: number): void {
    this.upto = seq;
    this.backlog = [];
    this.backlogUpto = seq;
    this.#unanswered.length = 0;
  }
}
