/** Latencies counted by whole milliseconds, so that millions cost no memory. What is beyond the last counts as the last. */
const BUCKETS = 60_000;

export class Latencies {
  readonly #counts = new Uint32Array(BUCKETS);
  count = 0;

  add(ms: number): void {
    this.#counts[Math.min(BUCKETS - 1, Math.max(0, Math.round(ms)))]!++;
    this.count++;
  }

  merge(other: Latencies): void {
    for (let i = 0; i < BUCKETS; i++) this.#counts[i]! += other.#counts[i]!;
    this.count += other.count;
  }

  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
  }

  /** The q-quantile (0–1) in milliseconds by nearest rank; NaN of nothing. */
  quantile(q: number): number {
    const rank = Math.max(1, Math.ceil(q * this.count));
    let seen = 0;
    for (let ms = 0; ms < BUCKETS; ms++) {
      seen += this.#counts[ms]!;
      if (seen >= rank) return ms;
    }
    return Number.NaN;
  }
}
