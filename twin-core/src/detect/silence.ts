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
 * the declaration counts until it is learned anew. All of it lies in arrays by device slot, so that a hundred thousand devices are looked
 * through in a millisecond.
 */
export class SilenceWatch {
  readonly #startedAt: number;
  /** How much silence the device's kind declares, ms; 0 where nobody waits for it. 1: it is silent already. */
  #declared = new Float64Array(64);
  #silent = new Uint8Array(64);
  /** Heard first and last, epoch ms; longest usual pause, ms; how many intervals were heard. */
  #since = new Float64Array(64).fill(Number.NaN);
  #heardAt = new Float64Array(64).fill(Number.NaN);
  #period = new Float64Array(64);
  #count = new Uint8Array(64);

  /** startedAt: epoch ms; silence is counted from then, not from before it listened. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** The device in this slot is as told from now on; 0 ms of declared silence: nobody waits for it. */
  note(slot: number, declaredMs: number, isSilent: boolean): void {
    if (slot >= this.#declared.length) this.#grow(slot);
    this.#declared[slot] = declaredMs;
    this.#silent[slot] = isSilent ? 1 : 0;
  }

  isSilent(slot: number): boolean {
    return this.#silent[slot] === 1;
  }

  /** A message came at `now`, epoch ms, of the device in this slot. Several at one instant are one. */
  heard(slot: number, now: number): void {
    const declaredMs = this.#declared[slot]!;
    if (!(declaredMs > 0)) return;
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

  /** Whether the device in this slot is to be called silent at `now`, epoch ms. */
  isOverdue(slot: number, now: number): boolean {
    if (!(this.#declared[slot]! > 0) || this.#silent[slot] === 1) return false;
    const heardAt = this.#heardAt[slot]!;
    return now - (Number.isNaN(heardAt) ? this.#startedAt : heardAt) > this.allowed(slot);
  }

  /** How long the device may be silent, ms. Nothing is learned in less time than is declared: a first burst says nothing of the pause after it. */
  allowed(slot: number): number {
    const declaredMs = this.#declared[slot]!;
    if (this.#count[slot]! < LEARNED_AFTER) return declaredMs;
    if (this.#heardAt[slot]! - this.#since[slot]! < declaredMs) return declaredMs;
    const learned = this.#period[slot]! * SILENT_PERIODS;
    return Math.min(declaredMs * LONGEST_SHARE, Math.max(declaredMs * SHORTEST_SHARE, learned));
  }

  #grow(slot: number): void {
    const length = Math.max(slot + 1, this.#declared.length * 2);
    this.#declared = longer(this.#declared, length, 0);
    this.#since = longer(this.#since, length, Number.NaN);
    this.#heardAt = longer(this.#heardAt, length, Number.NaN);
    this.#period = longer(this.#period, length, 0);
    const silent = new Uint8Array(length);
    const count = new Uint8Array(length);
    silent.set(this.#silent);
    count.set(this.#count);
    this.#silent = silent;
    this.#count = count;
  }
}

function longer(array: Float64Array, length: number, fill: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length).fill(fill);
  grown.set(array);
  return grown;
}
