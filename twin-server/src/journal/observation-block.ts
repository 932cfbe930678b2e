import type { Observations } from 'twin-core';

/**
 * A batch of observations as it stands in the database. Header of 8 bytes: version (u8), three zeros, count (u32); then times (f64, epoch
 * ms), values (f64), datastream slots (i32). Version 1 is little-endian, as every typed array here; version 2 is big-endian, written by
 * the migration that gathered single rows.
 */
const HEADER = 8;
const BYTES_EACH = 20;
const LITTLE = 1;
const BIG = 2;

/** A batch as one block, 20 bytes an observation. */
export function encodeObservations({ datastreams, times, values }: Observations): Buffer {
  const count = datastreams.length;
  const block = Buffer.allocUnsafeSlow(HEADER + count * BYTES_EACH);
  block.fill(0, 0, HEADER);
  block[0] = LITTLE;
  block.writeUInt32LE(count, 4);
  new Float64Array(block.buffer, HEADER, count).set(times);
  new Float64Array(block.buffer, HEADER + count * 8, count).set(values);
  new Int32Array(block.buffer, HEADER + count * 16, count).set(datastreams);
  return block;
}

/** The batch a block holds. Throws an Error for a version or a length that is none. */
export function decodeObservations(block: Buffer): Observations {
  // A copy: its arrays must stand on multiples of 8 bytes, a buffer of the driver's pool starts anywhere.
  const bytes = Buffer.allocUnsafeSlow(block.length);
  block.copy(bytes);
  const version = bytes[0];
  if (version !== LITTLE && version !== BIG) throw new Error(`observation block of unknown version ${version}`);
  if (version === BIG) turn(bytes);
  const count = bytes.readUInt32LE(4);
  if (bytes.length !== HEADER + count * BYTES_EACH)
    throw new Error(`observation block of ${bytes.length} bytes, expected ${count} observations`);
  return {
    kind: 'observations',
    times: new Float64Array(bytes.buffer, HEADER, count),
    values: new Float64Array(bytes.buffer, HEADER + count * 8, count),
    datastreams: new Int32Array(bytes.buffer, HEADER + count * 16, count),
  };
}

/** From big-endian to little-endian, in place. */
function turn(bytes: Buffer): void {
  const count = bytes.readUInt32BE(4);
  bytes.subarray(4, HEADER).swap32();
  bytes.subarray(HEADER, HEADER + count * 16).swap64();
  bytes.subarray(HEADER + count * 16).swap32();
}
