import type { DeviceRecord, PersonRecord } from 'twin-core';
import type { BaseRegistry } from './registry.ts';

/** Somebody to be called for an alarm, and why: who looks after the device, or is on duty in a role. */
export interface CallEntry {
  readonly person: PersonRecord;
  /** Of the duty; null for whoever looks after the device. */
  readonly role: string | null;
}

/**
 * Who is to be called at an instant (epoch ms): whoever looks after the device, then the people on duty in the order of the duty list, each
 * once. Base data do not say which building or facility a duty is for.
 */
export function callList(registry: BaseRegistry, device: DeviceRecord | undefined, instant: number): CallEntry[] {
  const entries = new Map<string, CallEntry>();
  const add = (code: string, role: string | null) => {
    const person = registry.person(code);
    if (person && !entries.has(code)) entries.set(code, { person, role });
  };
  if (device?.maintainer) add(device.maintainer, null);
  for (const { person, role } of registry.dutiesAt(instant)) add(person, role);
  return [...entries.values()];
}
