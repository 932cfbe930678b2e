/**
 * A table of a FlatBuffer in place: fields by their number in the schema, read through the vtable. All offsets come from the file, so a
 * damaged one leads to a RangeError of DataView and nowhere else.
 */
export class FlatTable {
  readonly #bytes: Buffer;
  readonly #data: DataView;
  readonly #at: number;

  private constructor(bytes: Buffer, data: DataView, at: number) {
    this.#bytes = bytes;
    this.#data = data;
    this.#at = at;
  }

  /** The root table of a buffer. */
  static root(bytes: Buffer): FlatTable {
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(bytes, data, data.getUint32(0, true));
  }

  /** Place of a field; 0 where the table does not have it. */
  #field(number: number): number {
    const vtable = this.#at - this.#data.getInt32(this.#at, true);
    const slot = 4 + number * 2;
    if (slot >= this.#data.getUint16(vtable, true)) return 0;
    const offset = this.#data.getUint16(vtable + slot, true);
    return offset === 0 ? 0 : this.#at + offset;
  }

  #target(number: number): number {
    const field = this.#field(number);
    return field === 0 ? 0 : field + this.#data.getUint32(field, true);
  }

  /** Where a vector's elements begin and how many there are; null where it is not there. */
  #vector(number: number, elementBytes: number): { at: number; length: number } | null {
    const vector = this.#target(number);
    if (vector === 0) return null;
    const length = this.#data.getUint32(vector, true);
    if (vector + 4 + length * elementBytes > this.#bytes.length) throw new RangeError('a list reaches beyond its end');
    return { at: vector + 4, length };
  }

  uint8(number: number): number {
    const field = this.#field(number);
    return field === 0 ? 0 : this.#data.getUint8(field);
  }

  uint16(number: number, otherwise: number): number {
    const field = this.#field(number);
    return field === 0 ? otherwise : this.#data.getUint16(field, true);
  }

  int32(number: number): number {
    const field = this.#field(number);
    return field === 0 ? 0 : this.#data.getInt32(field, true);
  }

  uint64(number: number): number {
    const field = this.#field(number);
    return field === 0 ? 0 : Number(this.#data.getBigUint64(field, true));
  }

  text(number: number): string | null {
    const bytes = this.bytes(number);
    return bytes === null ? null : bytes.toString();
  }

  bytes(number: number): Buffer | null {
    const vector = this.#vector(number, 1);
    return vector && this.#bytes.subarray(vector.at, vector.at + vector.length);
  }

  uint32s(number: number): Uint32Array | null {
    const vector = this.#vector(number, 4);
    if (!vector) return null;
    const values = new Uint32Array(vector.length);
    for (let i = 0; i < vector.length; i++) values[i] = this.#data.getUint32(vector.at + i * 4, true);
    return values;
  }

  doubles(number: number): Float64Array | null {
    const vector = this.#vector(number, 8);
    if (!vector) return null;
    const values = new Float64Array(vector.length);
    for (let i = 0; i < vector.length; i++) values[i] = this.#data.getFloat64(vector.at + i * 8, true);
    return values;
  }

  table(number: number): FlatTable | null {
    const target = this.#target(number);
    return target === 0 ? null : new FlatTable(this.#bytes, this.#data, target);
  }

  tables(number: number): FlatTable[] {
    const vector = this.#vector(number, 4);
    if (!vector) return [];
    return Array.from({ length: vector.length }, (_, i) => {
      const at = vector.at + i * 4;
      return new FlatTable(this.#bytes, this.#data, at + this.#data.getUint32(at, true));
    });
  }
}
