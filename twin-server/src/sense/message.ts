import type { Reading, Refusal } from 'twin-core';

/** A topic twin/{site}/{device}/{channel}, or undefined for any other. */
export function parseTopic(
  topic: string,
): { site: string; device: string; channel: 'observations' | 'events' } | undefined {
  const [root, site, device, channel, ...rest] = topic.split('/');
  if (root !== 'twin' || !site || !device || rest.length > 0) return undefined;
  return channel === 'observations' || channel === 'events' ? { site, device, channel } : undefined;
}

/** The body of a message as JSON; undefined with the reason when it is none. */
export function parseBody(payload: Uint8Array): { body: unknown } | { reason: string } {
  try {
    return { body: JSON.parse(DECODER.decode(payload)) as unknown };
  } catch (cause) {
    return { reason: `not JSON: ${(cause as Error).message}` };
  }
}

const DECODER = new TextDecoder('utf-8', { fatal: true });

/** What a protocol hands on: a reading, or what it could not read as one. Resolves after COMMIT. */
export interface Sink {
  /** Resolves with what was refused of it, which is in the dead letters by then. */
  take(reading: Reading): Promise<{ readonly refusals: readonly Refusal[] }>;
  refuse(refused: {
    device: string;
    channel: string;
    protocol: string;
    reason: string;
    payload: unknown;
    receivedAt: number;
  }): Promise<void>;
}
