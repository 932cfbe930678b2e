import type { Priority } from 'twin-core';
import type { Receiver, ReceiverDraft } from '../../../state/records/receiver.ts';
import { WAYS } from './ways.ts';

/** What stands in the fields of a receiver. Secrets are empty until one is typed: what is stored is never told. */
export interface ReceiverFields {
  readonly id: string;
  readonly way: string;
  readonly name: string;
  readonly language: 'zh' | 'en';
  readonly enabled: boolean;
  readonly url: string;
  /** Addresses of e-mail, parted by commas, semicolons or line ends. */
  readonly to: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly priorities: readonly Priority[];
  readonly facilities: readonly string[];
  readonly buildings: readonly string[];
}

/** The fields of a receiver, or of a new one. Nothing chosen in a filter is everything. */
export function receiverFields(receiver: Receiver | null): ReceiverFields {
  const { filter, address } = receiver ?? {};
  return {
    id: receiver?.id ?? '',
    way: receiver?.way ?? 'webhook',
    name: receiver?.name ?? '',
    language: receiver?.language ?? 'zh',
    enabled: receiver?.enabled ?? true,
    url: address?.url ?? '',
    to: address?.to?.join('\n') ?? '',
    secrets: {},
    priorities: filter?.priorities ?? [],
    facilities: filter?.facilities ?? [],
    buildings: filter?.buildings ?? [],
  };
}

const orAll = <T>(chosen: readonly T[]): T[] | null => (chosen.length > 0 ? [...chosen] : null);

/** What the fields declare; secrets that were not typed are left out, so that they stay as they are stored. */
export function receiverOf(fields: ReceiverFields): ReceiverDraft {
  const { id, way, name, language, enabled, url, to, secrets, priorities, facilities, buildings } = fields;
  const known = WAYS[way]?.secrets ?? [];
  return {
    id: id.trim(),
    way,
    name: name.trim(),
    language,
    enabled,
    filter: { facilities: orAll(facilities), priorities: orAll(priorities), buildings: orAll(buildings) },
    address:
      WAYS[way]?.address === 'to' ? { to: to.split(/[\s,;\uFF0C\uFF1B]+/).filter(Boolean) } : { url: url.trim() },
    secrets: Object.fromEntries(Object.entries(secrets).filter(([key, value]) => known.includes(key) && value !== '')),
  };
}
