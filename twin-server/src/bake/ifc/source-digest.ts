import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { codeOf, InputError, reasonOf } from '../../problem.ts';

/** SHA-256 of bytes, lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a file, read piece by piece: whoever asks may not have room for it. Throws InputError where it cannot be read. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(piece);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return hash.digest('hex');
}

/** The refusal of a file that cannot be read, in words. */
export function unreadable(file: string, cause: unknown): InputError {
  const code = codeOf(cause);
  const reason =
    code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'not a file' : `cannot be read (${reasonOf(cause)})`;
  return new InputError(reason, { place: file, cause });
}
