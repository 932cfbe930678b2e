import { stat } from 'node:fs/promises';
import { codeOf, InputError, reasonOf } from '../problem.ts';

/** How much of a file is read before it is refused. */
export interface ReadLimits {
  /** Bytes of the file, and of what it unpacks to. */
  readonly maxBytes: number;
  /** Unpacked bytes for each packed one, beyond the first 16 MiB; deflate makes at most 1,032, map data 3 to 30. */
  readonly maxRatio: number;
  readonly maxFeatures: number;
  /** Bytes of one feature. */
  readonly maxFeatureBytes: number;
  /** Nodes of OpenStreetMap data that are held at a time: 16 bytes each. */
  readonly maxNodes: number;
}

/** The limits where none are given: 2 GiB, two million features, ten million nodes. */
export const READ_LIMITS: ReadLimits = {
  maxBytes: 2 ** 31,
  maxRatio: 200,
  maxFeatures: 2_000_000,
  maxFeatureBytes: 2 ** 26,
  maxNodes: 10_000_000,
};

// Small files of spaces and zeros may well be packed beyond the ratio.
const FREE_BYTES = 2 ** 24;

/** Why unpacking is to end here; null while it may go on. */
export function unpackedTooFar(unpacked: number, packed: number, { maxBytes, maxRatio }: ReadLimits): string | null {
  if (unpacked > maxBytes) return `unpacks to more than ${maxBytes} bytes`;
  if (unpacked > FREE_BYTES && unpacked > packed * maxRatio) {
    return `unpacks to more than ${maxRatio} times its size, as no map does`;
  }
  return null;
}

/** Bytes of a file that may be read. Throws InputError for one that is missing, empty, no file, or too large. */
export async function checkedSize(path: string, place: string, { maxBytes }: ReadLimits): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new InputError(codeOf(cause) === 'ENOENT' ? 'no such file' : reasonOf(cause), { place, cause });
  });
  if (!found.isFile()) throw new InputError('not a file', { place });
  if (found.size === 0) throw new InputError('the file is empty', { place });
  if (found.size > maxBytes) {
    throw new InputError(`${found.size} bytes, at most ${maxBytes} are read: cut it into parts`, { place });
  }
  return found.size;
}
