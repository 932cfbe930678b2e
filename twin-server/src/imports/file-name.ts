import { extname } from 'node:path';

const EXTENSIONS: ReadonlySet<string> = new Set(['.ifc', '.ifczip']);
const MAX_BYTES = 180;

/**
 * A supplied file's name as it may stand in a folder of ours: no path, no control characters, at most 180 bytes in UTF-8,
 * its ending in lower case. Null where it does not end in .ifc or .ifczip.
 */
export function safeFileName(supplied: string): string | null {
  const base = supplied.split(/[/\\]/).at(-1) ?? '';
  const ending = extname(base);
  const extension = ending.toLowerCase();
  if (!EXTENSIONS.has(extension)) return null;
  let stem = base
    .slice(0, -ending.length)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  while (Buffer.byteLength(stem + extension) > MAX_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem === '' ? null : stem + extension;
}
