import type { RegistryPort } from '../../state/ports/registry.ts';
import { NamedReply } from '../../state/records/named.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Searches of the base registry. */
export function registryPort(at: Address): RegistryPort {
  return {
    devices: (q, limit, signal) => ask(at('/devices', { q, limit }), NamedReply, { signal }),
    buildings: (q, limit, signal) => ask(at('/buildings', { q, limit }), NamedReply, { signal }),
  };
}
