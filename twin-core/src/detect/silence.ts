/** Intervals heard before a device's own period is believed. */
const LEARNED_AFTER = 10;
/** The period follows a longer interval at once and shorter ones over so many periods: of a device that speaks in bursts, the pause counts. */
const FORGOTTEN_AFTER_PERIODS = 10;
/** An interval longer than this many periods, and than the declaration, was an absence: it counts as so many. */
const OUTLIER_PERIODS = 4;
/** Silent after this many of its own periods: one message lost, and the next, says nothing yet. */
const SILENT_PERIODS = 5;
/** How far the declared silence may be shortened and lengthened by what was learned. */
const SHORTEST_SHARE = 1 / 4;
const LONGEST_SHARE = 24;

/**
 * Learns the longest usual pause of each device, so that one that speaks every second is missed sooner than its kind's declaration says, and
 * one that speaks once an hour is not called offline in between. What it leads to is journaled; what was learned is not: after a restart
 * the declaration counts until it is learned anew.
 */
export class SilenceWatch {
  /** By device slot: heard first and last, epoch ms; longest usual pause, ms; how many intervals were heard. */
  #since = new Float64Array(64).fill(Number.NaN);
  #heardAt = new Float64Array(64).fill(Number.NaN);
  #period = new Float64Array(64);
  #count = new Uint8Array(64);

  /** A message came at `now`, epoch ms, of the device in this slot, whose kind declares so much silence. Several at one instant are one. */
  heard(slot: number, now: number, declaredMs: number): void {
    if (slot >= this.#heardAt.length) this.#grow(slot);
    const interval = now - this.#heardAt[slot]!;
    this.#heardAt[slot] = now;
    if (Number.isNaN(interval)) this.#since[slot] = now;
    if (!(interval > 0)) return;
    const count = this.#count[slot]!;
    const period = this.#period[slot]!;
    const usual = count < LEARNED_AFTER ? interval : Math.min(interval, Math.max(period * OUTLIER_PERIODS, declaredMs));
    const followed = Math.min(1, usual / (period * FORGOTTEN_AFTER_PERIODS));
    this.#period[slot] = usual > period ? usual : period + (usual - period) * followed;
    if (count < LEARNED_AFTER) this.#count[slot] = count + 1;
  }

  /** How long the device may be silent, ms. Nothing is learned in less time than is declared: a first burst says nothing of the pause after it. */
  allowed(slot: number, declaredMs: number): number {
    if ((this.#count[slot] ?? 0) < LEARNED_AFTER) return declaredMs;
    if (this.#heardAt[slot]! - this.#since[slot]! < declaredMs) return declaredMs;
    const learned = this.#period[slot]! * SILENT_PERIODS;
    return Math.min(declaredMs * LONGEST_SHARE, Math.max(declaredMs * SHORTEST_SHARE, learned));
  }

  #grow(slot: number): void {
    const length = Math.max(slot + 1, this.#heardAt.length * 2);
    const since = new Float64Array(length).fill(Number.NaN);
    const heardAt = new Float64Array(length).fill(Number.NaN);
    const period = new Float64Array(length);
    const count = new Uint8Array(length);
    since.set(this.#since);
    heardAt.set(this.#heardAt);
    period.set(this.#period);
    count.set(this.#count);
    this.#since = since;
    this.#heardAt = heardAt;
    this.#period = period;
    this.#count = count;
  }
}
