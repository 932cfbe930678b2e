import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'express';

/** Content codings of HTTP that a browser takes (RFC 9110, 8.4.1; RFC 7932). */
export type Encoding = 'br' | 'gzip';

/** Compressed twins that a bake or a build writes beside a file (`X.br`, `X.gz`), the smaller first. */
const TWINS: readonly (readonly [Encoding, suffix: string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** The encodings that the caller takes, the smaller first. */
export function acceptedTwins(request: Request): typeof TWINS {
  return TWINS.filter(([encoding]) => request.acceptsEncodings(encoding) !== false);
}

/**
 * Hands out a file, or the smallest of its twins that the caller takes; its type, how long it is kept, and Vary are told by who calls. Resolves to false
 * where there is none.
 */
export async function sendPacked(request: Request, response: Response, folder: string, file: string): Promise<boolean> {
  const isFile = async (name: string) => (await stat(join(folder, name)).catch(() => null))?.isFile() ?? false;
  if (!(await isFile(file))) return false;
  let name = file;
  for (const [encoding, suffix] of acceptedTwins(request)) {
    if (!(await isFile(file + suffix))) continue;
    response.setHeader('Content-Encoding', encoding);
    name += suffix;
    break;
  }
  response.sendFile(name, { root: folder, cacheControl: false }, (error) => {
    // A caller who hung up needs no answer.
    if (error && !response.headersSent) request.next?.(error);
  });
  return true;
}
