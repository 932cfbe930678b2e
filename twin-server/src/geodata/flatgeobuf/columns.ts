import type { FlatTable } from './flat-table.ts';

/** A column of a FlatGeobuf: its name and its type by number. */
export interface Column {
  readonly name: string;
  readonly type: number;
}

/** Columns of a header or of one feature (header.fbs: name 0, type 1). */
export function columnsOf(tables: readonly FlatTable[]): Column[] {
  return tables.map((table) => ({ name: table.text(0) ?? '', type: table.uint8(1) }));
}

type Read = (data: DataView, at: number) => readonly [value: unknown, bytes: number];

function sized(data: DataView, at: number): Buffer {
  const length = data.getUint32(at, true);
  return Buffer.from(data.buffer, data.byteOffset + at + 4, length);
}

const text: Read = (data, at) => {
  const bytes = sized(data, at);
  return [bytes.toString(), bytes.length + 4];
};

/** How a value is read, by the number of its column's type (header.fbs, ColumnType). */
const READ: readonly Read[] = [
  (data, at) => [data.getInt8(at), 1],
  (data, at) => [data.getUint8(at), 1],
  (data, at) => [data.getUint8(at) !== 0, 1],
  (data, at) => [data.getInt16(at, true), 2],
  (data, at) => [data.getUint16(at, true), 2],
  (data, at) => [data.getInt32(at, true), 4],
  (data, at) => [data.getUint32(at, true), 4],
  (data, at) => [Number(data.getBigInt64(at, true)), 8],
  (data, at) => [Number(data.getBigUint64(at, true)), 8],
  (data, at) => [data.getFloat32(at, true), 4],
  (data, at) => [data.getFloat64(at, true), 8],
  text,
  text,
  text,
  // Bytes have no place among a feature's properties.
  (data, at) => [null, sized(data, at).length + 4],
];

/** The properties of a feature: number of the column, value, and so on. Throws RangeError where they are damaged. */
export function readProperties(bytes: Buffer, columns: readonly Column[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 2 <= bytes.length; ) {
    const column = columns[data.getUint16(at, true)];
    const read = column && READ[column.type];
    if (!read) throw new RangeError('a property of an unknown column');
    const [value, length] = read(data, at + 2);
    at += 2 + length;
    if (at > bytes.length) throw new RangeError(`property ${column.name} reaches beyond its feature`);
    if (value !== null) properties[column.name] = value;
  }
  return properties;
}
