import type { Reading, Refusal } from 'twin-core';

/** A topic twin/{site}/{device}/{channel}, or undefined for any other. */
export function parseTopic(topic: string): { site: string; device: string; channel: Channel } | undefined {
  if (!topic.startsWith(ROOT)) return undefined;
  const site = topic.indexOf('/', ROOT.length);
  const device = topic.indexOf('/', site + 1);
  const channel = topic.slice(device + 1);
  if (site <= ROOT.length || device <= site + 1 || !isChannel(channel)) return undefined;
  return { site: topic.slice(ROOT.length, site), device: topic.slice(site + 1, device), channel };
}

/** What devices send on. */
export type Channel = 'observations' | 'events' | 'acks';

const isChannel = (name: string): name is Channel => name === 'observations' || name === 'events' || name === 'acks';

const ROOT = 'twin/';

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
  }): Promise<unknown>;
}

/** Takes the answers of devices to commands; gives the reason why one answers nothing, null when it does. */
export type Acks = (device: string, payload: Buffer) => string | null;

/** Where messages go: the estate's own sink, which also keeps what belongs to no site, and others by their site. */
export interface Sinks {
  readonly main: Sink;
  readonly acks: Acks;
  of(site: string): Sink | undefined;
}
