/** Intervals heard before a device's own period is believed, and the weight of a new one. */
const LEARNED_AFTER = 10;
const WEIGHT = 0.1;
/** An interval longer than this many periods was an absence, not a change of habit: it counts as so many. */
const OUTLIER_PERIODS = 4;
/** Silent after this many of its own periods: one message lost, and the next, says nothing yet. */
const SILENT_PERIODS = 5;
/** How far the declared silence may be shortened and lengthened by what was learned. */
const SHORTEST_SHARE = 1 / 4;
const LONGEST_SHARE = 24;

/**
 * Learns how often each device reports, so that one that speaks every second is missed sooner than its kind's declaration says, and one that
 * speaks once an hour is not called offline in between. What it leads to is journaled; what was learned is not: after a restart
 * the declaration counts until it is learned anew.
 */
export class SilenceWatch {
  /** By device slot: last heard and mean interval, ms; how many intervals were heard. */
  #heardAt = new Float64Array(64).fill(Number.NaN);
  #period = new Float64Array(64);
  #count = new Uint8Array(64);

  /** A message of the device in this slot came at `now`, epoch ms. Several at one instant are one. */
  heard(slot: number, now: number): void {
    if (slot >= this.#heardAt.length) this.#grow(slot);
    const interval = now - this.#heardAt[slot]!;
    this.#heardAt[slot] = now;
    // NaN, the first time, is no interval either.
    if (!(interval > 0)) return;
    const count = this.#count[slot]!;
    const period = this.#period[slot]!;
    const usual = count < LEARNED_AFTER ? interval : Math.min(interval, period * OUTLIER_PERIODS);
    this.#period[slot] = count === 0 ? usual : period + (usual - period) * WEIGHT;
    if (count < LEARNED_AFTER) this.#count[slot] = count + 1;
  }

  /** How long the device may be silent, ms, where its kind declares so much. */
  allowed(slot: number, declaredMs: number): number {
    if ((this.#count[slot] ?? 0) < LEARNED_AFTER) return declaredMs;
    const learned = this.#period[slot]! * SILENT_PERIODS;
    return Math.min(declaredMs * LONGEST_SHARE, Math.max(declaredMs * SHORTEST_SHARE, learned));
  }

  /** The slot belongs to another device now. */
  forget(slot: number): void {
    if (slot >= this.#count.length) return;
    this.#count[slot] = 0;
    this.#heardAt[slot] = Number.NaN;
  }

  #grow(slot: number): void {
    const length = Math.max(slot + 1, this.#heardAt.length * 2);
    const heardAt = new Float64Array(length).fill(Number.NaN);
    const period = new Float64Array(length);
    const count = new Uint8Array(length);
    heardAt.set(this.#heardAt);
    period.set(this.#period);
    count.set(this.#count);
    this.#heardAt = heardAt;
    this.#period = period;
    this.#count = count;
  }
}
