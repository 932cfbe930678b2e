import {
  CONTROL_BYTES,
  checksumOf,
  type Delimiters,
  dataBytesAt,
  type Frame,
  frameBytes,
  MAX_DATA_BYTES,
  readFrame,
} from './frame.ts';

/** What a stream of bytes turned out to hold, in order. */
export type Found =
  | { readonly is: 'frame'; readonly frame: Frame }
  /** A frame in its bounds whose checksum is not the one of its bytes; the frame is what can be read of it. */
  | { readonly is: 'corrupt'; readonly frame: Frame; readonly reason: string; readonly bytes: Buffer }
  /** Bytes that are no frame. */
  | { readonly is: 'rubbish'; readonly bytes: Buffer };

/** What begins at a place with start bytes. */
type Candidate =
  | { readonly is: 'frame'; readonly end: number }
  | { readonly is: 'corrupt'; readonly end: number }
  | { readonly is: 'unfinished' }
  | { readonly is: 'nothing' };

/**
 * Cuts a stream into frames, however it is split. After rubbish, and inside a frame that never ends, it goes on at the next start bytes whose frame
 * is whole and sums up: a noise that looks like the beginning of a long frame holds no fire alarm back. Keeps less than one longest frame.
 */
export class FrameReader {
  readonly #delimiters: Delimiters;
  #rest: Buffer = Buffer.alloc(0);

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters;
  }

  /** Bytes kept until more come. */
  get pending(): number {
    return this.#rest.length;
  }

  /** Takes the next bytes; what they complete. */
  read(chunk: Buffer): Found[] {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const found: Found[] = [];
    let at = 0;
    let rubbishFrom = 0;
    const rubbishUpto = (end: number) => {
      if (end > rubbishFrom) found.push({ is: 'rubbish', bytes: bytes.subarray(rubbishFrom, end) });
    };
    for (;;) {
      const begin = bytes.indexOf(this.#delimiters.start, at);
      if (begin < 0) {
        at = this.#partOfStart(bytes, at);
        break;
      }
      const next = this.#look(bytes, begin);
      if (next.is === 'nothing') {
        at = begin + 1;
        continue;
      }
      if (next.is !== 'frame') {
        // Of a frame that is not good, what lies in it may be.
        const upto = next.is === 'corrupt' ? next.end : bytes.length;
        const inner = this.#first('frame', bytes, begin + 1, upto);
        at = inner < 0 ? begin : inner;
        if (inner >= 0) continue;
        if (next.is === 'unfinished') break;
      }
      rubbishUpto(begin);
      found.push(this.#take(bytes, begin, next));
      at = rubbishFrom = next.end;
      if (next.is === 'frame') continue;
      // What summed up wrongly because it was noise may hold the beginning of a frame.
      const begun = this.#first('unfinished', bytes, begin + 1, next.end);
      if (begun >= 0) at = begun;
    }
    rubbishUpto(at);
    // A copy: a few bytes must not hold the whole chunk in memory.
    this.#rest = Buffer.from(bytes.subarray(at));
    return found;
  }

  #look(bytes: Buffer, begin: number): Candidate {
    const { start, end } = this.#delimiters;
    const control = begin + start.length;
    if (bytes.length < control + CONTROL_BYTES) return { is: 'unfinished' };
    const dataBytes = dataBytesAt(bytes, control);
    if (dataBytes > MAX_DATA_BYTES) return { is: 'nothing' };
    const whole = begin + frameBytes(this.#delimiters, dataBytes);
    if (bytes.length < whole) return { is: 'unfinished' };
    if (!bytes.subarray(whole - end.length, whole).equals(end)) return { is: 'nothing' };
    const sum = checksumOf(bytes.subarray(control, control + CONTROL_BYTES + dataBytes));
    return { is: sum === bytes[control + CONTROL_BYTES + dataBytes] ? 'frame' : 'corrupt', end: whole };
  }

  /** Where the first of these begins that begins in [from, before); −1 where none does. */
  #first(is: Candidate['is'], bytes: Buffer, from: number, before: number): number {
    const { start } = this.#delimiters;
    for (let at = bytes.indexOf(start, from); at >= 0 && at < before; at = bytes.indexOf(start, at + 1))
      if (this.#look(bytes, at).is === is) return at;
    return -1;
  }

  #take(bytes: Buffer, begin: number, { is, end }: Extract<Candidate, { end: number }>): Found {
    const whole = bytes.subarray(begin, end);
    const body = whole.subarray(this.#delimiters.start.length, -this.#delimiters.end.length - 1);
    const frame = readFrame(body);
    if (is === 'frame') return { is, frame };
    const given = whole[this.#delimiters.start.length + body.length]!;
    return { is, frame, reason: `checksum ${hex(given)}, expected ${hex(checksumOf(body))}`, bytes: whole };
  }

  /** Where a beginning of the start bytes stands at the very end; the end where there is none. */
  #partOfStart(bytes: Buffer, from: number): number {
    const { start } = this.#delimiters;
    for (let length = Math.min(start.length - 1, bytes.length - from); length > 0; length--)
      if (bytes.subarray(bytes.length - length).equals(start.subarray(0, length))) return bytes.length - length;
    return bytes.length;
  }
}

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;
