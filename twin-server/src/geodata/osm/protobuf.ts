/** Reads the wire format of Protocol Buffers field by field. Throws RangeError where it is damaged. */
export class Protobuf {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;
  #wire = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#at = 0;
    this.#end = bytes.length;
  }

  get hasMore(): boolean {
    return this.#at < this.#end;
  }

  /** Number of the next field; its value must then be read or skipped. */
  field(): number {
    const key = this.varint();
    this.#wire = key & 7;
    return Math.floor(key / 8);
  }

  /** An unsigned number, exact up to 2⁵³; negative 64-bit ones come out as such too. */
  varint(): number {
    let [value, scale] = [0, 1];
    for (let i = 0; i < 10; i++) {
      if (this.#at >= this.#end) throw new RangeError('a number reaches beyond its end');
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value >= 2 ** 63 ? value - 2 ** 64 : value;
      scale *= 128;
    }
    throw new RangeError('a number of more than ten bytes');
  }

  /** A number stored with its sign in the lowest bit. */
  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  bytes(): Buffer {
    const length = this.varint();
    if (length < 0 || this.#at + length > this.#end) throw new RangeError('a value reaches beyond its end');
    const from = this.#at;
    this.#at += length;
    return this.#bytes.subarray(from, this.#at);
  }

  message(): Protobuf {
    return new Protobuf(this.bytes());
  }

  /** A packed list of numbers. */
  varints(): number[] {
    const list = this.message();
    const values: number[] = [];
    while (list.hasMore) values.push(list.varint());
    return values;
  }

  /** A packed list of signed numbers, each stored as its difference to the one before. */
  deltas(): number[] {
    const list = this.message();
    const values: number[] = [];
    let value = 0;
    while (list.hasMore) {
      value += list.signed();
      values.push(value);
    }
    return values;
  }

  skip(): void {
    if (this.#wire === 0) this.varint();
    else if (this.#wire === 2) this.bytes();
    else if (this.#wire === 1) this.#at += 8;
    else if (this.#wire === 5) this.#at += 4;
    else throw new RangeError(`wire type ${this.#wire}`);
  }
}
