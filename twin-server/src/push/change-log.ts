import type { LoggedEvent, Published, TwinState } from 'twin-core';

/** Events kept in memory for clients that lag; who is further behind reads the journal or takes a snapshot. */
const EVENTS_KEPT = 10_000;

/**
 * What changed in a site's published state, and when by seq, so that a frame after any seq can be made. Costs one number a datastream,
 * whatever the number of clients.
 */
export class ChangeLog {
  /** By datastream slot: seq of its last fresh value. */
  #changedAt = new Float64Array(0);
  /** Slots changed after `#cut`, each once. */
  #recent: number[] = [];
  #cut: number;
  #events: LoggedEvent[] = [];
  /** Every event after this seq is in `#events`. */
  #eventsAfter: number;

  /** Before it listens nothing is known: everything counts as changed just then. */
  constructor(state: TwinState) {
    this.#cut = state.seq;
    this.#eventsAfter = state.seq;
    this.#grow(state);
  }

  /** Takes what one commit changed. */
  note({ state, events, changes }: Published): void {
    this.#grow(state);
    const { seq } = state;
    for (const slot of changes.datastreams) {
      if (this.#changedAt[slot]! <= this.#cut) this.#recent.push(slot);
      this.#changedAt[slot] = seq;
    }
    if (events.length === 0) return;
    for (const event of events) this.#events.push(event);
    if (this.#events.length > 2 * EVENTS_KEPT) {
      const dropped = this.#events.splice(0, this.#events.length - EVENTS_KEPT);
      this.#eventsAfter = dropped.at(-1)!.seq;
    }
  }

  /** The datastreams that changed after `after`: quick for the seq of the last cut, else all of them are looked at. */
  changedAfter(after: number, state: TwinState): readonly number[] {
    if (after === this.#cut) return this.#recent;
    const slots: number[] = [];
    for (let slot = 0; slot < state.owners.length; slot++) if (this.#changedAt[slot]! > after) slots.push(slot);
    return slots;
  }

  /** Whether every event after this seq is still held. */
  holdsAfter(after: number): boolean {
    return after >= this.#eventsAfter;
  }

  /** Events after a seq, in order. */
  eventsAfter(after: number): readonly LoggedEvent[] {
    const from = firstAfter(this.#events, after);
    return from === 0 ? this.#events : this.#events.slice(from);
  }

  /** From here on changedAfter(seq) is the quick one. */
  cut(seq: number): void {
    this.#cut = seq;
    this.#recent = [];
  }

  #grow(state: TwinState): void {
    if (this.#changedAt.length >= state.owners.length) return;
    const grown = new Float64Array(Math.max(state.values.length, state.owners.length)).fill(this.#cut);
    grown.set(this.#changedAt);
    this.#changedAt = grown;
  }
}

/** Index of the first event after a seq. */
function firstAfter(events: readonly LoggedEvent[], after: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.seq <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
