/** Reads what a ByteWriter wrote, from `position` on. Throws a RangeError past the end. */
export class ByteReader {
  position: number;
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = position;
  }

  byte(): number {
    const value = this.#bytes[this.position++];
    if (value === undefined) throw new RangeError('the block ends too early');
    return value;
  }

  varint(): number {
    let value = this.byte();
    if (value < 0x80) return value;
    value &= 0x7f;
    for (let unit = 0x80; ; unit *= 0x80) {
      const next = this.byte();
      value += (next & 0x7f) * unit;
      if (next < 0x80) return value;
    }
  }

  signed(): number {
    const folded = this.varint();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  float(): number {
    const value = this.#bytes.readDoubleLE(this.position);
    this.position += 8;
    return value;
  }

  take(length: number): Buffer {
    if (this.position + length > this.#bytes.length) throw new RangeError('the block ends too early');
    this.position += length;
    return this.#bytes.subarray(this.position - length, this.position);
  }
}
