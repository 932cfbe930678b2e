import { type RawEncoding, rawEncodingOf, stepText } from './step-text.ts';

/** Reference to another instance, in the form that web-ifc gives it: see refOf. */
export interface StepReference {
  readonly type: 5;
  readonly value: number;
}

/** Enumeration value without its dots, in the form that web-ifc gives it: see enumOf. `.T.` and `.F.` are booleans. */
export interface StepEnumeration {
  readonly type: 3;
  readonly value: string;
}

/** An attribute as it stands in the file; a typed value is its value, `$` and `*` are null. */
export type StepValue = string | number | boolean | null | StepReference | StepEnumeration | readonly StepValue[];

const [HASH, QUOTE, OPEN, CLOSE, STAR, COMMA, DOT, SLASH, SEMICOLON, EQUALS, DOLLAR] = [
  35, 39, 40, 41, 42, 44, 46, 47, 59, 61, 36,
] as const;

// Texts up to this many bytes are remembered, this many at a time (a power of two).
const COMMON_BYTES = 48;
const COMMON_SLOTS = 4096;

const isDigit = (byte: number) => byte >= 48 && byte <= 57;

/** A typed array of numbers that grows by doubling. */
class Growing {
  array = new Uint32Array(4096);
  length = 0;

  push(value: number): void {
    if (this.length === this.array.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.array);
      this.array = wider;
    }
    this.array[this.length++] = value;
  }
}

function isAscending(ids: readonly number[]): boolean {
  for (let at = 1; at < ids.length; at++) if (ids[at]! < ids[at - 1]!) return false;
  return true;
}

/** Order by number: an array where the numbers are dense, as nearly always. The first of two with one number is meant. */
function orderOf({ array, length }: Growing): { get(id: number): number | undefined } {
  let most = 0;
  for (let at = 0; at < length; at++) if (array[at]! > most) most = array[at]!;
  if (most > length * 16 + 4096) {
    const order = new Map<number, number>();
    for (let at = length - 1; at >= 0; at--) order.set(array[at]!, at);
    return order;
  }
  const order = new Uint32Array(most + 1);
  for (let at = length - 1; at >= 0; at--) order[array[at]!] = at + 1;
  return { get: (id) => (order[id] ? order[id] - 1 : undefined) };
}

/**
 * The instances of a STEP file by number and by type, found in one pass over its bytes; attributes are parsed when asked
 * for. web-ifc parses the same, but hands out each value across the WebAssembly border at ten times the cost.
 */
export class StepFile {
  readonly #bytes: Buffer;
  readonly #encoding: RawEncoding | null;
  /** Type and place of the first parenthesis by order in the file. */
  readonly #types = new Growing();
  readonly #places = new Growing();
  readonly #numbers = new Growing();
  /** Order in the file by number. */
  #order: { get(id: number): number | undefined } = new Map<number, number>();
  readonly #typeNames: string[] = [];
  readonly #idsByType = new Map<string, number[]>();
  #at = 0;
  /** Texts met last, by a hash of their bytes: names of properties come by the thousand. */
  readonly #commonTexts: string[] = new Array(COMMON_SLOTS).fill('');
  readonly #commonPlaces = new Uint32Array(COMMON_SLOTS);
  /** The next quote, while the file is indexed: native search skips what has none. */
  #quote = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#encoding = rawEncodingOf(bytes);
    this.#index();
  }

  /** Encoding of the texts that are not escaped as the standard asks; null where there are none. */
  get rawEncoding(): RawEncoding | null {
    return this.#encoding;
  }

  /** Numbers of all instances of exactly this type (upper case), ascending. */
  ids(type: string): readonly number[] {
    return this.#idsByType.get(type) ?? [];
  }

  /** Types of which there are instances, upper case, in the order of their first ones. */
  get types(): readonly string[] {
    return this.#typeNames;
  }

  /** Numbers of the instances whose number an earlier one has already. */
  get repeated(): number[] {
    const repeated: number[] = [];
    for (let at = 0; at < this.#numbers.length; at++) {
      const id = this.#numbers.array[at]!;
      if (this.#order.get(id) !== at) repeated.push(id);
    }
    return repeated;
  }

  /** Line of the file, from 1, in which an instance stands; null where there is no such instance. */
  lineOf(id: number): number | null {
    const order = this.#order.get(id);
    if (order === undefined) return null;
    const place = this.#places.array[order]!;
    let line = 1;
    for (let at = this.#bytes.indexOf('\n'); at >= 0 && at < place; at = this.#bytes.indexOf('\n', at + 1)) line++;
    return line;
  }

  /** Type of an instance in upper case; null where there is no such instance. */
  typeOf(id: number): string | null {
    const order = this.#order.get(id);
    return order === undefined ? null : (this.#typeNames[this.#types.array[order]!] ?? null);
  }

  /** Attributes of an instance in the schema's order; null where there is no such instance. */
  attributes(id: number): readonly StepValue[] | null {
    const order = this.#order.get(id);
    if (order === undefined) return null;
    this.#at = this.#places.array[order]! + 1;
    return this.#list();
  }

  #index(): void {
    const bytes = this.#bytes;
    const typeByHash = new Map<number, number>();
    const idsOf: number[][] = [];
    const end = bytes.length;
    let at = Math.max(0, bytes.indexOf('DATA', 0, 'latin1'));
    while (at < end) {
      const byte = bytes[at]!;
      if (byte === SLASH && bytes[at + 1] === STAR) {
        const close = bytes.indexOf('*/', at + 2, 'latin1');
        at = close < 0 ? end : close + 2;
        continue;
      }
      if (byte !== HASH) {
        // The ends of sections, and the blanks between instances.
        at = byte > 32 ? this.#statementEnd(at) : at + 1;
        continue;
      }
      let id = 0;
      for (at++; isDigit(bytes[at]!); at++) id = id * 10 + bytes[at]! - 48;
      while (at < end && bytes[at] !== EQUALS) at++;
      for (at++; bytes[at]! <= 32; ) at++;
      const from = at;
      let hash = 0;
      for (; at < end && bytes[at]! > 40; at++) hash = (Math.imul(hash, 31) + (bytes[at]! & 0xdf)) | 0;
      let type = typeByHash.get(hash);
      const nameEnd = at;
      while (at < end && bytes[at] !== OPEN) at++;
      if (type === undefined || this.#typeNames[type]!.length !== nameEnd - from) {
        type = this.#typeNumber(bytes.toString('latin1', from, nameEnd).toUpperCase(), idsOf);
        typeByHash.set(hash, type);
      }
      this.#numbers.push(id);
      this.#types.push(type);
      this.#places.push(at);
      idsOf[type]!.push(id);
      at = this.#statementEnd(at);
    }
    for (const ids of idsOf) if (!isAscending(ids)) ids.sort((a, b) => a - b);
    this.#order = orderOf(this.#numbers);
  }

  #typeNumber(name: string, idsOf: number[][]): number {
    const known = this.#typeNames.indexOf(name);
    if (known >= 0) return known;
    const ids: number[] = [];
    idsOf.push(ids);
    this.#idsByType.set(name, ids);
    return this.#typeNames.push(name) - 1;
  }

  /** Place behind the next semicolon outside of texts. Asked for ascending places while the file is indexed. */
  #statementEnd(from: number): number {
    const bytes = this.#bytes;
    let end = bytes.indexOf(SEMICOLON, from);
    if (this.#quote < from) this.#quote = this.#nextQuote(from);
    while (end >= 0 && this.#quote < end) {
      const close = this.#closingQuote(this.#quote);
      if (close > end) end = bytes.indexOf(SEMICOLON, close);
      this.#quote = this.#nextQuote(close + 1);
    }
    return end < 0 ? bytes.length : end + 1;
  }

  #nextQuote(from: number): number {
    const at = this.#bytes.indexOf(QUOTE, from);
    return at < 0 ? Infinity : at;
  }

  /** A doubled quote within a text reads as its end and the next one's begin, which comes to the same. */
  #closingQuote(from: number): number {
    const close = this.#bytes.indexOf(QUOTE, from + 1);
    return close < 0 ? this.#bytes.length : close;
  }

  /** Values up to the closing parenthesis, which is passed. */
  #list(): StepValue[] {
    const bytes = this.#bytes;
    const values: StepValue[] = [];
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === undefined || byte === SEMICOLON) return values;
      if (byte === CLOSE) {
        this.#at++;
        return values;
      }
      if (byte === COMMA || byte <= 32) this.#at++;
      else if (byte === SLASH && bytes[this.#at + 1] === STAR) this.#skipComment();
      else values.push(this.#value(byte));
    }
  }

  #skipComment(): void {
    const close = this.#bytes.indexOf('*/', this.#at + 2, 'latin1');
    this.#at = close < 0 ? this.#bytes.length : close + 2;
  }

  #value(byte: number): StepValue {
    const bytes = this.#bytes;
    if (byte === DOLLAR || byte === STAR) {
      this.#at++;
      return null;
    }
    if (byte === OPEN) {
      this.#at++;
      return this.#list();
    }
    if (byte === HASH) {
      let id = 0;
      for (this.#at++; isDigit(bytes[this.#at]!); this.#at++) id = id * 10 + bytes[this.#at]! - 48;
      return { type: 5, value: id };
    }
    if (byte === QUOTE) return this.#text();
    const from = this.#at;
    if (byte === DOT) {
      const close = bytes.indexOf(DOT, from + 1);
      this.#at = close < 0 ? bytes.length : close + 1;
      const name = bytes.toString('latin1', from + 1, close);
      return name === 'T' ? true : name === 'F' ? false : { type: 3, value: name };
    }
    while (
      this.#at < bytes.length &&
      bytes[this.#at]! > 41 &&
      bytes[this.#at] !== COMMA &&
      bytes[this.#at] !== SEMICOLON
    )
      this.#at++;
    const word = bytes.toString('latin1', from, this.#at);
    if (bytes[this.#at] !== OPEN) {
      const number = Number(word);
      if (this.#at === from) this.#at++;
      return Number.isNaN(number) ? word : number;
    }
    this.#at++;
    const typed = this.#list();
    return typed.length === 1 ? typed[0]! : typed;
  }

  #text(): string {
    const bytes = this.#bytes;
    const from = this.#at + 1;
    let close = from;
    let hash = 0;
    for (;;) {
      const byte = bytes[close];
      if (byte === undefined || (byte === QUOTE && bytes[close + 1] !== QUOTE)) break;
      if (byte === QUOTE) close++;
      hash = (Math.imul(hash, 31) + byte) | 0;
      close++;
    }
    this.#at = close + 1;
    if (close - from > COMMON_BYTES) return stepText(bytes, from, close, this.#encoding);
    const slot = hash & (COMMON_SLOTS - 1);
    const place = this.#commonPlaces[slot]!;
    if (place > 0 && this.#isSameText(place, from, close)) return this.#commonTexts[slot]!;
    const text = stepText(bytes, from, close, this.#encoding);
    this.#commonPlaces[slot] = from;
    this.#commonTexts[slot] = text;
    return text;
  }

  /** Whether the text that begins at `place` is the one from `from` to its closing quote. */
  #isSameText(place: number, from: number, close: number): boolean {
    const bytes = this.#bytes;
    for (let at = from; at <= close; at++) if (bytes[place + at - from] !== bytes[at]) return false;
    return bytes[place + close - from + 1] !== QUOTE;
  }
}
