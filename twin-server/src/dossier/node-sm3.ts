import { createHash } from 'node:crypto';
import type { Hash } from 'twin-core/dossier';

/** SM3 by OpenSSL: five times as fast as in JavaScript. */
export const nodeSm3: Hash = (...pieces) => {
  const hash = createHash('sm3');
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};
