import type { TextDecoder } from 'node:util';
import { InputError } from '../../problem.ts';
import type { ByteStream } from '../byte-stream.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

const FIELD_BYTES = 32;
const END_OF_FIELDS = 0x0d;
const DELETED = 0x2a;

function cellValue(text: string, type: string): unknown {
  const value = text.replaceAll('\0', '').trim();
  if (value === '' || /^\*+$/.test(value)) return null;
  switch (type) {
    case 'N':
    case 'F': {
      const number = Number(value);
      return Number.isFinite(number) ? number : value;
    }
    case 'L':
      return /^[YyTt]$/.test(value) ? true : /^[NnFf]$/.test(value) ? false : null;
    case 'D':
      return /^\d{8}$/.test(value) ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}` : value;
    default:
      return value;
  }
}

/**
 * The rows of a dBASE table in their order, null for those marked as deleted; values without content are left out. Throws InputError
 * where it is damaged or breaks off.
 */
export async function* readRows(
  stream: ByteStream,
  decoder: TextDecoder,
  place: string,
): AsyncGenerator<Record<string, unknown> | null> {
  const head = Buffer.from(await stream.take(FIELD_BYTES, 'its header'));
  const [count, headBytes, rowBytes] = [head.readUInt32LE(4), head.readUInt16LE(8), head.readUInt16LE(10)];
  if (headBytes < FIELD_BYTES + 1 || rowBytes < 1) throw new InputError('no dBASE table by its header', { place });
  const described = Buffer.from(await stream.take(headBytes - FIELD_BYTES, 'its list of fields'));
  const fields: Field[] = [];
  let from = 1;
  for (let at = 0; at + FIELD_BYTES <= described.length && described[at] !== END_OF_FIELDS; at += FIELD_BYTES) {
    const name = decoder
      .decode(described.subarray(at, at + 11))
      .replace(/\0.*$/s, '')
      .trim();
    const to = from + described[at + 16]!;
    fields.push({ name, type: String.fromCharCode(described[at + 11]!), from, to });
    from = to;
  }
  if (from > rowBytes) throw new InputError('its fields are longer than its rows', { place });
  for (let number = 1; number <= count; number++) {
    const row = await stream.take(rowBytes, `row ${number}`);
    if (row[0] === DELETED) {
      yield null;
      continue;
    }
    const values: Record<string, unknown> = {};
    for (const field of fields) {
      const value = cellValue(decoder.decode(row.subarray(field.from, field.to)), field.type);
      if (value !== null) values[field.name] = value;
    }
    yield values;
  }
}
