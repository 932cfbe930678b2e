/** First four bytes of a block, little-endian: "TWB1" (W1). */
export const BLOCK_MAGIC = 0x31425754;

/** The arrays a block may carry, by the name of their element type. */
export type BlockArray = Int32Array | Float64Array;

interface ArrayEntry {
  readonly name: string;
  readonly type: 'i32' | 'f64';
  readonly length: number;
}

const ALIGN = 8;
const padded = (bytes: number) => Math.ceil(bytes / ALIGN) * ALIGN;

/**
 * Encodes a header and named arrays as one block (SPEC W1–W4): magic u32, header length u32, header as JSON in UTF-8 padded with
 * spaces to 8 bytes, then each array little-endian, padded with zeros to 8 bytes. The header gains `arrays`.
 */
export function encodeBlock(header: object, arrays: Readonly<Record<string, BlockArray>>): Uint8Array<ArrayBuffer> {
  const entries: ArrayEntry[] = Object.entries(arrays).map(([name, array]) => ({
    name,
    type: array instanceof Int32Array ? 'i32' : 'f64',
    length: array.length,
  }));
  const json = new TextEncoder().encode(JSON.stringify({ ...header, arrays: entries }));
  const headerBytes = padded(json.length);
  const bodyBytes = Object.values(arrays).reduce((sum, array) => sum + padded(array.byteLength), 0);
  const block = new Uint8Array(ALIGN + headerBytes + bodyBytes);
  const view = new DataView(block.buffer);
  view.setUint32(0, BLOCK_MAGIC, true);
  view.setUint32(4, headerBytes, true);
  block.fill(0x20, ALIGN, ALIGN + headerBytes);
  block.set(json, ALIGN);
  let offset = ALIGN + headerBytes;
  for (const array of Object.values(arrays)) {
    block.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += padded(array.byteLength);
  }
  return block;
}

/** A decoded block: its header without `arrays`, and the arrays by name. */
export interface Block {
  readonly header: Record<string, unknown>;
  readonly arrays: Readonly<Record<string, BlockArray>>;
}

/** Decodes a block. Throws an Error that says what is wrong with the bytes. Platforms are little-endian, as every browser's is. */
export function decodeBlock(input: Uint8Array | ArrayBuffer): Block {
  // A view is copied so that typed arrays may stand on it: a socket's buffer can start at any offset.
  const bytes = new Uint8Array(input);
  if (bytes.length < ALIGN) throw new Error(`block of ${bytes.length} bytes is shorter than its 8-byte start`);
  const view = new DataView(bytes.buffer);
  const magic = view.getUint32(0, true);
  if (magic !== BLOCK_MAGIC)
    throw new Error(`block starts with 0x${magic.toString(16)}, expected 0x${BLOCK_MAGIC.toString(16)} (TWB1)`);
  const headerBytes = view.getUint32(4, true);
  if (ALIGN + headerBytes > bytes.length) throw new Error(`block header of ${headerBytes} bytes runs past its end`);
  const { arrays: entries, ...header } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(ALIGN, ALIGN + headerBytes)),
  ) as {
    arrays: ArrayEntry[];
  } & Record<string, unknown>;
  const arrays: Record<string, BlockArray> = {};
  let offset = ALIGN + headerBytes;
  for (const { name, type, length } of entries) {
    const size = length * (type === 'i32' ? 4 : 8);
    if (offset + size > bytes.length) throw new Error(`block array ${name} of ${length} elements runs past its end`);
    arrays[name] =
      type === 'i32' ? new Int32Array(bytes.buffer, offset, length) : new Float64Array(bytes.buffer, offset, length);
    offset += padded(size);
  }
  return { header, arrays };
}
