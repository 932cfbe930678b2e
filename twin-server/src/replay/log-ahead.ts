import type { LoggedEvent } from 'twin-core';
import type { LogSource } from './log-source.ts';

/** Seqs, and events, read at once: the server's loop is not held up for longer. */
const SEQS = 500;
const EVENTS = 1_000;
/** So much at first: who jumped waits for it. */
const FIRST = { seqs: 50, events: 100 } as const;
/** With fewer events left than this the next ones are read. */
const LOW = 1_000;
/** At the log's end it is looked for more this often, ms. */
const AGAIN_MS = 250;

/** A log read a little ahead of who folds it, so that nobody waits for the database between two ticks. */
export class LogAhead {
  readonly #source: LogSource;
  #events: readonly LoggedEvent[] = [];
  #next = 0;
  /** Read up to this seq, which was recorded at that time (epoch ms). */
  #upto: number;
  #recordedAt: number;
  #ended = false;
  #lookedAt = 0;
  #isFirst = true;
  #reading: Promise<void> | null = null;

  constructor(source: LogSource, after: number, recordedAt: number) {
    this.#source = source;
    this.#upto = after;
    this.#recordedAt = recordedAt;
  }

  /** The next event that was not taken; undefined where none is known. */
  get next(): LoggedEvent | undefined {
    return this.#events[this.#next];
  }

  /** Nothing follows what was read, as far as is known. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The log is known up to this time of recording, epoch ms. */
  get knownUntil(): number {
    return this.#recordedAt;
  }

  /** Reads on where little is left; resolves when that is done, which nobody has to wait for. */
  async fill(now: number): Promise<void> {
    if (this.#events.length - this.#next > LOW || (this.#ended && now - this.#lookedAt < AGAIN_MS)) return;
    this.#lookedAt = now;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    const head = await this.#source.head();
    if (head.seq > this.#upto) {
      const [seqs, most] = this.#isFirst ? [FIRST.seqs, FIRST.events] : [SEQS, EVENTS];
      this.#isFirst = false;
      const upto = Math.min(head.seq, this.#upto + seqs);
      const read = await this.#source.read({ after: this.#upto, upto, most, from: this.#recordedAt });
      this.#events = [...this.#events.slice(this.#next), ...read.events];
      this.#next = 0;
      this.#recordedAt = read.events.at(-1)?.recordedAt ?? this.#recordedAt;
      this.#upto = read.upto;
    }
    this.#ended = this.#upto >= head.seq;
  }

  /** The events recorded up to a time (epoch ms), in order: whole batches, and no further batch where they hold `most` observations already. */
  take(until: number, most: number): readonly LoggedEvent[] {
    const from = this.#next;
    let count = 0;
    for (let seq = -1; this.next && this.next.recordedAt <= until; this.#next++) {
      const { event, seq: own } = this.next;
      if (own !== seq && count >= most) break;
      seq = own;
      count += event.kind === 'observations' ? event.datastreams.length : 1;
    }
    return this.#events.slice(from, this.#next);
  }
}
