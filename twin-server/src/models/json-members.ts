/** How the value of a member is handed on: whole, or piece by piece where it is a long array or object. */
export type MemberForm = 'whole' | 'items' | 'entries';

/** A value of a JSON document, or an item or entry of one of its long members; key is the entry's. */
export interface JsonPiece {
  readonly member: string;
  readonly key: string | null;
  /** The value as JSON text. */
  readonly text: string;
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Reads a JSON object of any size in one pass, holding one piece of it at a time: its members by `forms`, those not named
 * there whole. Throws Error where the text ends early or a key is no string; the values are the reader's to parse.
 */
export async function* readJsonMembers(
  chunks: AsyncIterable<Uint8Array>,
  forms: Readonly<Record<string, MemberForm>>,
): AsyncGenerator<JsonPiece> {
  const scanner = new Scanner(forms);
  for await (const chunk of chunks) {
    scanner.scan(chunk);
    yield* scanner.pieces.splice(0);
  }
  if (!scanner.ended) throw new Error('the JSON text ends before its object does');
}

/** Follows brackets and strings byte by byte (UTF-8 never repeats their codes) and cuts at the depth of the pieces. */
class Scanner {
  readonly pieces: JsonPiece[] = [];
  ended = false;
  readonly #forms: Readonly<Record<string, MemberForm>>;
  #depth = 0;
  /** Brackets around the pieces: 1 for whole members, 2 inside a long one. */
  #level = 1;
  #inString = false;
  #escaped = false;
  #member: string | null = null;
  #key: string | null = null;
  /** Parts of the present piece from earlier chunks, and where it begins in this one. */
  #parts: Uint8Array[] = [];
  #begin = 0;

  constructor(forms: Readonly<Record<string, MemberForm>>) {
    this.#forms = forms;
  }

  scan(chunk: Uint8Array): void {
    this.#begin = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) this.#open(i);
      else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) this.#close(chunk, i);
      else if (this.#depth === this.#level && (byte === COMMA || byte === COLON)) this.#cut(chunk, i, byte === COLON);
    }
    if (this.#begin < chunk.length && this.#depth > 0) this.#parts.push(chunk.subarray(this.#begin));
  }

  #open(at: number): void {
    this.#depth++;
    const long = this.#depth === 2 && this.#member !== null && (this.#forms[this.#member] ?? 'whole') !== 'whole';
    if (this.#depth > 1 && !long) return;
    this.#level = this.#depth;
    this.#parts = [];
    this.#begin = at + 1;
  }

  #close(chunk: Uint8Array, at: number): void {
    if (this.#depth === this.#level) {
      this.#cut(chunk, at, false);
      if (this.#level === 2) this.#member = null;
      else this.ended = true;
      this.#level = 1;
    }
    this.#depth--;
  }

  /** Ends the piece before a delimiter: a key before a colon, else a value. */
  #cut(chunk: Uint8Array, at: number, isKey: boolean): void {
    const text = Buffer.concat([...this.#parts, chunk.subarray(this.#begin, at)])
      .toString()
      .trim();
    this.#parts = [];
    this.#begin = at + 1;
    if (isKey) {
      const key: unknown = JSON.parse(text);
      if (typeof key !== 'string') throw new Error(`${text.slice(0, 40)}: expected a key`);
      if (this.#level === 1) this.#member = key;
      else this.#key = key;
      return;
    }
    // Nothing stands in an empty array or object, nor behind a long member.
    if (text !== '' && this.#member !== null) this.pieces.push({ member: this.#member, key: this.#key, text });
    this.#key = null;
    if (this.#level === 1) this.#member = null;
  }
}
