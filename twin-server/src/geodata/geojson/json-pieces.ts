/** A part of GeoJSON text: a member of the outermost object, an element of its `features`, or the end of an object. */
export type JsonPiece =
  | { readonly kind: 'member'; readonly key: string; readonly text: Buffer }
  | { readonly kind: 'element'; readonly text: Buffer }
  | { readonly kind: 'end' };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

// Space, tab, newline, carriage return, the record separator of RFC 8142, and a byte order mark.
const isBlank = (byte: number) =>
  byte === 0x20 ||
  byte === 9 ||
  byte === 10 ||
  byte === 13 ||
  byte === 0x1e ||
  byte === 0xef ||
  byte === 0xbb ||
  byte === 0xbf;

type State = 'outside' | 'beforeKey' | 'key' | 'beforeValue' | 'value' | 'beforeElement' | 'element';

/**
 * Cuts the text of one or several JSON objects into pieces as its bytes come, so that no more than one feature is ever held: brackets
 * are counted, strings passed over, and the pieces' own text left to JSON.parse. Throws Error with the byte where it is no such text.
 */
export class JsonPieces {
  readonly #maxBytes: number;
  #state: State = 'outside';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #key = '';
  #parts: Buffer[] = [];
  #partBytes = 0;
  #passed = 0;

  /** `maxBytes`: the most that one piece may be long. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#passed;
  }

  /** Whether the text may end here. */
  get isWhole(): boolean {
    return this.#state === 'outside';
  }

  #fault(at: number, reason: string): Error {
    return new Error(`byte ${this.#passed + at}: ${reason}`);
  }

  #hold(part: Buffer, at: number): void {
    this.#partBytes += part.length;
    if (this.#partBytes > this.#maxBytes) throw this.#fault(at, `one value is longer than ${this.#maxBytes} bytes`);
    this.#parts.push(part);
  }

  #release(last: Buffer, at: number): Buffer {
    this.#hold(last, at);
    const text = this.#parts.length === 1 ? last : Buffer.concat(this.#parts, this.#partBytes);
    this.#parts = [];
    this.#partBytes = 0;
    return text;
  }

  /** The pieces that end in these bytes. The bytes are kept no longer than the call, but for an unfinished piece. */
  push(chunk: Buffer): JsonPiece[] {
    const pieces: JsonPiece[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#state === 'key') {
            this.#key = this.#release(chunk.subarray(from, at), at).toString();
            this.#state = 'beforeValue';
          }
        }
        continue;
      }
      switch (this.#state) {
        case 'outside':
          if (isBlank(byte)) break;
          if (byte !== OPEN_OBJECT)
            throw this.#fault(at, `expected { and found ${JSON.stringify(String.fromCharCode(byte))}`);
          this.#state = 'beforeKey';
          break;
        case 'beforeKey':
          if (byte === QUOTE) {
            this.#state = 'key';
            this.#inString = true;
            from = at + 1;
          } else if (byte === CLOSE_OBJECT) {
            pieces.push({ kind: 'end' });
            this.#state = 'outside';
          } else if (!isBlank(byte) && byte !== COMMA) throw this.#fault(at, 'expected a member or }');
          break;
        case 'beforeValue':
          if (byte === COLON || isBlank(byte)) break;
          if (byte === OPEN_LIST && this.#key === 'features') {
            this.#state = 'beforeElement';
            break;
          }
          this.#state = 'value';
          from = at;
          this.#depth = 0;
          at--;
          break;
        case 'beforeElement':
          if (byte === CLOSE_LIST) this.#state = 'beforeKey';
          else if (!isBlank(byte) && byte !== COMMA) {
            this.#state = 'element';
            from = at;
            this.#depth = 0;
            at--;
          }
          break;
        default:
          if (byte === QUOTE) this.#inString = true;
          else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
          else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST || byte === COMMA) {
            if (this.#depth === 0) {
              // A bare value ends at what follows it, which is looked at again.
              const text = this.#release(chunk.subarray(from, at), at);
              pieces.push(this.#piece(text));
              at--;
            } else if (byte !== COMMA && --this.#depth === 0) {
              const text = this.#release(chunk.subarray(from, at + 1), at);
              pieces.push(this.#piece(text));
            }
          }
      }
    }
    if (this.#state === 'key' || this.#state === 'value' || this.#state === 'element') {
      this.#hold(Buffer.from(chunk.subarray(from)), chunk.length);
    }
    this.#passed += chunk.length;
    return pieces;
  }

  #piece(text: Buffer): JsonPiece {
    const isMember = this.#state === 'value';
    this.#state = isMember ? 'beforeKey' : 'beforeElement';
    return isMember ? { kind: 'member', key: this.#key, text } : { kind: 'element', text };
  }
}
