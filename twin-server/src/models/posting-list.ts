/**
 * Ascending ordinals in few bytes, for a `bytea` column: runs of neighbours as (gap to the run, its length), each a
 * little-endian base-128 number; the gap is doubled and odd where a length follows, so that a lone ordinal is one number.
 */
export class PostingWriter {
  #bytes = new Uint8Array(8);
  #length = 0;
  #count = 0;
  /** The ordinal before the open run, which begins at #first and ends at #last. */
  #before = -1;
  #first = -1;
  #last = -1;

  /** How many ordinals it holds. */
  get count(): number {
    return this.#count;
  }

  /** Adds an ordinal that is greater than the last one; the last one again is ignored. */
  add(ordinal: number): void {
    if (ordinal === this.#last) return;
    this.#count++;
    if (this.#first >= 0 && ordinal === this.#last + 1) {
      this.#last = ordinal;
      return;
    }
    this.#closeRun();
    this.#first = ordinal;
    this.#last = ordinal;
  }

  /** The packed list; nothing may be added after it. */
  bytes(): Buffer {
    this.#closeRun();
    this.#first = -1;
    return Buffer.from(this.#bytes.buffer, 0, this.#length);
  }

  #closeRun(): void {
    if (this.#first < 0) return;
    const gap = this.#first - this.#before - 1;
    const more = this.#last - this.#first;
    this.#put(gap * 2 + (more > 0 ? 1 : 0));
    if (more > 0) this.#put(more);
    this.#before = this.#last;
  }

  #put(value: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#length++] = rest;
  }
}

/** The ordinals of a packed list of `count`. */
export function readPostings(bytes: Uint8Array, count: number): Uint32Array {
  const ordinals = new Uint32Array(count);
  let at = 0;
  const take = () => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      shift += 7;
    }
  };
  let next = 0;
  for (let filled = 0; filled < count; ) {
    const head = take();
    next += head >>> 1;
    const run = head & 1 ? take() + 1 : 1;
    for (let i = 0; i < run; i++) ordinals[filled++] = next++;
  }
  return ordinals;
}
