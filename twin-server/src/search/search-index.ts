import { parseSearchQuery, type SearchQuery } from 'twin-core';
import { gramsOfText } from '../engines/text-grams.ts';
import { intersect, subtract, unite } from './ordinals.ts';
import { foldQuery, gramsOfPhrase, matchesText, searchableText } from './text-match.ts';

/** Keys that answer a query. */
export interface Found {
  has(key: string): boolean;
  /** All of them in the order of code units, where they are few enough to be listed; null where going through the records is quicker. */
  readonly listed: readonly string[] | null;
}

/** Lists of one word that are read at most, the rarest first: what a further one would sort out is compared in full anyway. */
const LISTS_A_WORD = 3;
/** Candidates that are compared and put in order at once. */
const MOST_LISTED = 4096;
/** Replaced and deleted texts that are carried along before the index is made anew. */
const MOST_STALE = 1000;

const EVERYTHING: Found = { has: () => true, listed: null };
const NOTHING: Found = { has: () => false, listed: [] };

/**
 * Finds records by any part of their text, Chinese without word division, and by the query language of twin-core. Texts get
 * ascending numbers; of every gram the numbers of the texts that have it are kept in four bytes each: 100,000 devices take
 * about 90 MB with their texts.
 */
export class SearchIndex {
  readonly #numbers = new Map<string, number>();
  #keys: (string | null)[] = [];
  #texts: string[] = [];
  #postings = new Map<string, Posting>();
  #stale = 0;

  /** Enters a record under its key, in place of what stood there. */
  set(key: string, ...texts: readonly (string | null)[]): void {
    const text = searchableText(...texts);
    const before = this.#numbers.get(key);
    if (before !== undefined && this.#texts[before] === text) return;
    this.delete(key);
    this.#append(key, text);
  }

  delete(key: string): void {
    const number = this.#numbers.get(key);
    if (number === undefined) return;
    this.#numbers.delete(key);
    this.#keys[number] = null;
    this.#texts[number] = '';
    if (++this.#stale > Math.max(MOST_STALE, this.#numbers.size / 2)) this.#renew();
  }

  /** The records that answer a query; all of them answer one without words. Throws SearchQueryError for one not understood. */
  find(text: string): Found {
    const query = parseSearchQuery(text);
    if (query === null) return EVERYTHING;
    const folded = foldQuery(query);
    const { numbers, exact } = this.#candidates(folded);
    if (numbers?.length === 0) return NOTHING;
    const matches = (number: number) =>
      this.#keys[number] !== null && (exact || matchesText(folded, this.#texts[number]!));
    if (numbers && numbers.length <= MOST_LISTED) {
      const found = new Set(Array.from(numbers.filter(matches), (number) => this.#keys[number]!));
      // Array.sort of strings is the order of code units.
      return { has: (key) => found.has(key), listed: [...found].sort() };
    }
    const marked = numbers && marksOf(numbers, this.#keys.length);
    return {
      listed: null,
      has: (key) => {
        const number = this.#numbers.get(key);
        return number !== undefined && (marked === null || marked[number] === 1) && matches(number);
      },
    };
  }

  #candidates(query: SearchQuery): Candidates {
    switch (query.is) {
      case 'word':
        return this.#holding(query.word);
      case 'prefix':
        return { ...this.#holding(query.word), exact: false };
      case 'not': {
        const { numbers, exact } = this.#candidates(query.part);
        return numbers && exact ? { numbers: subtract(this.#everyNumber(), numbers), exact } : ANYTHING;
      }
      case 'and': {
        const parts = query.parts.map((part) => this.#candidates(part));
        const lists = parts.flatMap(({ numbers }) => numbers ?? []);
        if (lists.length === 0) return ANYTHING;
        return { numbers: intersect(lists), exact: parts.every(({ exact }) => exact) };
      }
      case 'or': {
        const parts = query.parts.map((part) => this.#candidates(part));
        const lists = parts.flatMap(({ numbers }) => numbers ?? []);
        if (lists.length < parts.length) return ANYTHING;
        return { numbers: lists.reduce(unite), exact: parts.every(({ exact }) => exact) };
      }
    }
  }

  #holding(word: string): Candidates {
    const postings: Posting[] = [];
    const grams = [...gramsOfPhrase(word)];
    for (const gram of grams) {
      const posting = this.#postings.get(gram);
      if (!posting) return { numbers: new Uint32Array(), exact: true };
      postings.push(posting);
    }
    if (postings.length === 0) return ANYTHING;
    postings.sort((a, b) => a.count - b.count);
    // A word that is one gram as a whole stands in just the texts that have it.
    const numbers = intersect(postings.slice(0, LISTS_A_WORD).map((posting) => posting.list()));
    return { numbers, exact: grams.length === 1 && grams[0]!.endsWith(word) };
  }

  #everyNumber(): Uint32Array {
    const numbers = new Uint32Array(this.#keys.length);
    // Not Uint32Array.from: it calls a function a number and takes many times as long.
    for (let number = 0; number < numbers.length; number++) numbers[number] = number;
    return numbers;
  }

  #append(key: string, text: string): void {
    const number = this.#keys.length;
    this.#keys.push(key);
    this.#texts.push(text);
    this.#numbers.set(key, number);
    for (const gram of gramsOfText(text)) {
      const posting = this.#postings.get(gram);
      if (posting) posting.add(number);
      else this.#postings.set(gram, new Posting(number));
    }
  }

  #renew(): void {
    const [keys, texts] = [this.#keys, this.#texts];
    this.#keys = [];
    this.#texts = [];
    this.#postings = new Map();
    this.#stale = 0;
    keys.forEach((key, number) => {
      if (key !== null) this.#append(key, texts[number]!);
    });
  }
}

/** Ascending numbers of all texts that may answer, null where any may; `exact` where just these do. */
interface Candidates {
  readonly numbers: Uint32Array | null;
  readonly exact: boolean;
}

const ANYTHING: Candidates = { numbers: null, exact: false };

/** Ascending numbers in one growing array. */
class Posting {
  count = 1;
  #numbers = new Uint32Array(2);

  constructor(first: number) {
    this.#numbers[0] = first;
  }

  add(number: number): void {
    if (this.count === this.#numbers.length) {
      const larger = new Uint32Array(Math.ceil(this.count * 1.5));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.count++] = number;
  }

  list(): Uint32Array {
    return this.#numbers.subarray(0, this.count);
  }
}

function marksOf(numbers: Uint32Array, size: number): Uint8Array {
  const marks = new Uint8Array(size);
  for (const number of numbers) marks[number] = 1;
  return marks;
}
