import { isUtf8 } from 'node:buffer';

/** The body of a message as JSON; undefined with the reason when it is none. */
export function parseBody(payload: Buffer): { body: unknown } | { reason: string } {
  if (!isUtf8(payload)) return { reason: 'not JSON: it is not UTF-8' };
  try {
    return { body: JSON.parse(payload.toString('utf8')) as unknown };
  } catch (cause) {
    return { reason: `not JSON: ${(cause as Error).message}` };
  }
}
