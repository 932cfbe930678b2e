import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$';

/**
 * IfcGloballyUniqueId of 22 characters made from a stable path, so that authoring twice gives the same identity.
 * The 128 bits are the start of the path's SHA-256, in the base 64 of buildingSMART (first character 0 to 3).
 */
export function globalId(path: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(path).digest('hex').slice(0, 32)}`);
  let id = '';
  for (let shift = 126n; shift >= 0n; shift -= 6n) id += ALPHABET[Number((bits >> shift) & 63n)];
  return id;
}
