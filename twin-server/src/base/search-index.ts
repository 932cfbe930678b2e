/**
 * Finds records by any part of their text: Chinese without word division, codes by prefix or middle. Every one- and two-letter
 * part of a text is a posting; the rarest part of the query gives the candidates, and each is then compared in full.
 */
export class SearchIndex {
  readonly #texts = new Map<string, string>();
  readonly #postings = new Map<string, Set<string>>();

  /** Enters a record under its key, in place of what stood there. */
  set(key: string, ...texts: readonly (string | null)[]): void {
    this.delete(key);
    const text = fold(texts.filter((part) => part !== null).join('\n'));
    this.#texts.set(key, text);
    for (const gram of gramsOf(text)) {
      const postings = this.#postings.get(gram);
      if (postings) postings.add(key);
      else this.#postings.set(gram, new Set([key]));
    }
  }

  delete(key: string): void {
    const text = this.#texts.get(key);
    if (text === undefined) return;
    this.#texts.delete(key);
    for (const gram of gramsOf(text)) this.#postings.get(gram)?.delete(key);
  }

  /** Keys of the records that hold every word of the query (words are divided by space), in no order. */
  find(query: string): Set<string> {
    const words = fold(query).split(/\s+/).filter(Boolean);
    let fewest: Set<string> | undefined;
    for (const word of words) {
      for (const gram of gramsOf(word)) {
        const postings = this.#postings.get(gram);
        if (!postings) return new Set();
        // A longer gram includes its letters: only the shortest words need the single ones.
        if (gram.length > 1 || word.length === 1) {
          if (!fewest || postings.size < fewest.size) fewest = postings;
        }
      }
    }
    const found = new Set<string>();
    for (const key of fewest ?? this.#texts.keys()) {
      const text = this.#texts.get(key)!;
      if (words.every((word) => text.includes(word))) found.add(key);
    }
    return found;
  }
}

/** Full-width letters and digits as half-width, capitals as small: what a reader takes for the same. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (let i = 0; i < text.length; i++) {
    grams.add(text[i]!);
    if (i + 1 < text.length) grams.add(text.slice(i, i + 2));
  }
  return grams;
}
