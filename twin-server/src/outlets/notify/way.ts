import type { Label } from 'twin-core';
import { z } from 'zod';
import type { OutsideClient } from '../../engines/outside/outside-client.ts';
import type { MailServer } from './mail-server.ts';
import type { Language, Notice } from './notice.ts';

/** What ways send with. */
export interface Sending {
  readonly client: OutsideClient;
  /** Null where the settings name none. */
  readonly mail: MailServer | null;
  /** Epoch ms. */
  readonly now: () => number;
  /** For a whole request, from the name to the answer's last byte. */
  readonly timeoutMs: number;
}

/** To whom: the settings and secrets of a receiver, as its way declares them. */
export interface Target<Address, Secrets> {
  readonly address: Address;
  readonly secrets: Secrets;
  readonly language: Language;
}

/** A way of telling somebody. */
interface WaySpec<Id extends string, Address, Secrets> {
  readonly id: Id;
  readonly label: Label;
  readonly address: z.ZodType<Address>;
  /** Never read back, and sealed off from whatever is logged or answered. */
  readonly secrets: z.ZodObject<z.core.$ZodLooseShape> & z.ZodType<Secrets>;
  /** The server that it asks; null for the mail server of the settings. */
  urlOf(address: Address): string | null;
  /** Resolves when the other side has taken it. Rejects with what it said, or why it could not be asked. */
  send(notice: Notice, to: Target<Address, Secrets>, sending: Sending): Promise<void>;
}

export type Way = WaySpec<string, unknown, unknown>;

/** Makes a way; what it sends to has the types of its schemas. */
export function defineWay<Id extends string, Address, Secrets>(spec: WaySpec<Id, Address, Secrets>): Way & { id: Id } {
  // Receivers are checked by the way's own schemas when they are stored and when they are read.
  return spec as unknown as Way & { id: Id };
}

/** An address of a server. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'expected an address that starts with https:// or http://' })
  .max(500)
  .refine((text) => new URL(text).username === '', { error: 'expected an address without a name and password' });
