import type { NamedReply } from '../records/named.ts';

/** What the registry finds by what only it knows, as the pinyin initials of names. Every method rejects with a Problem. */
export interface RegistryPort {
  devices(q: string, limit: number, signal?: AbortSignal): Promise<NamedReply>;
  buildings(q: string, limit: number, signal?: AbortSignal): Promise<NamedReply>;
}
