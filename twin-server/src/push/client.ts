import type { Changes, LoggedEvent, TwinState } from 'twin-core';
import { CREDIT_WINDOW, encodeFrame, encodeSnapshot } from 'twin-core/wire';
import { type DeviceFilter, restrict } from './interest.ts';

/** A client that lets more events wait than this takes a new snapshot instead (SPEC W12). */
const EVENTS_WAITING_LIMIT = 10_000;

/** What a subscription sends through. */
export interface Outgoing {
  snapshot(block: Uint8Array): void;
  frame(block: Uint8Array): void;
  /** It fell so far behind that it takes a new snapshot. */
  dropped?(): void;
}

/** One client's view of a site: what it has, what waits for it, and how many frames it has not answered. */
export class Subscription {
  readonly #out: Outgoing;
  readonly #filter: DeviceFilter;
  readonly #changed = new Set<number>();
  #events: LoggedEvent[] = [];
  /** The last seq this client was told about; −1 before its snapshot. */
  #upto = -1;
  #unanswered: number[] = [];
  #lastSentAt = 0;

  constructor(out: Outgoing, filter: DeviceFilter) {
    this.#out = out;
    this.#filter = filter;
  }

  /** The last seq this client was told about; −1 before its snapshot. */
  get upto(): number {
    return this.#upto;
  }

  /** Starts from nothing: the whole state of the interest (W10, W11). */
  sendSnapshot(state: TwinState): void {
    this.#out.snapshot(encodeSnapshot(restrict(state, this.#filter)));
    this.#upto = state.seq;
    this.#events = [];
    this.#changed.clear();
    this.#unanswered = [];
  }

  /** Continues after a seq the client holds: the journal's events since, and the absolute values as they are now. */
  resume(after: number, events: readonly LoggedEvent[], state: TwinState): void {
    this.#upto = after;
    this.#events = events.filter((event) => this.#filter.event(event, state));
    this.#unanswered = [];
    for (let slot = 0; slot < state.owners.length; slot++) {
      if (!Number.isNaN(state.times[slot]!)) this.#noteSlot(slot, state);
    }
  }

  /** Notes what a commit changed; it goes out with the next frame. */
  note(events: readonly LoggedEvent[], changes: Changes, state: TwinState): void {
    if (this.#upto < 0) return;
    for (const slot of changes.datastreams) this.#noteSlot(slot, state);
    for (const event of events) if (this.#filter.event(event, state)) this.#events.push(event);
    if (this.#events.length <= EVENTS_WAITING_LIMIT) return;
    this.#out.dropped?.();
    this.sendSnapshot(state);
  }

  /** The client folded everything up to this seq (W24). */
  credit(upto: number): void {
    while (this.#unanswered.length > 0 && this.#unanswered[0]! <= upto) this.#unanswered.shift();
  }

  /** Sends what waits, unless the window is full; a sign of life when nothing waits for a second (W25). */
  flush(state: TwinState, now: number, aliveMs: number, hash: (() => string) | null): void {
    if (this.#upto < 0 || this.#unanswered.length >= CREDIT_WINDOW) return;
    const nothing = state.seq === this.#upto;
    if (nothing && now - this.#lastSentAt < aliveMs) return;
    const datastreams = Int32Array.from(this.#changed);
    this.#out.frame(
      encodeFrame({
        after: this.#upto,
        upto: state.seq,
        recordedAt: state.recordedAt,
        sentAt: now,
        ...(hash && this.#filter.all ? { hash: hash() } : {}),
        events: this.#events,
        datastreams,
        times: Float64Array.from(datastreams, (slot) => state.times[slot]!),
        values: Float64Array.from(datastreams, (slot) => state.values[slot]!),
        heard: Float64Array.from(datastreams, (slot) => state.devices[state.owners[slot]!]?.lastHeard ?? Number.NaN),
      }),
    );
    this.#events = [];
    this.#changed.clear();
    this.#upto = state.seq;
    this.#unanswered.push(state.seq);
    this.#lastSentAt = now;
  }

  #noteSlot(slot: number, state: TwinState): void {
    const device = state.devices[state.owners[slot]!];
    if (device && this.#filter.device(device)) this.#changed.add(slot);
  }
}
