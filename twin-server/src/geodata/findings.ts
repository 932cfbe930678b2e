/** Collects what was mended or left out while reading: one line a kind, with how often and where first. */
export class Findings {
  readonly #kinds = new Map<string, { count: number; first: string }>();

  add(kind: string, place: string): void {
    const found = this.#kinds.get(kind);
    if (found) found.count += 1;
    else this.#kinds.set(kind, { count: 1, first: place });
  }

  /** `3 × ring not closed: closed (first: feature 2)`. */
  get lines(): string[] {
    return [...this.#kinds].map(([kind, { count, first }]) => `${count} × ${kind} (first: ${first})`);
  }
}
