import { type DeviceRecord, isCamera } from 'twin-core';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';

/** The camera of a code. Throws Problem where there is none. */
export function cameraOf({ registry, catalogue }: ApiDeps, code: string): DeviceRecord {
  const device = registry.device(code);
  const kind = device && catalogue.kind(device.kind)?.kind;
  if (!device || !kind || !isCamera(kind)) throw new Problem('not-found', `no camera ${code}`);
  return device;
}

/** An address as it may be shown: without name, password and query. */
export function shownAddress(address: string): string {
  const url = new URL(address);
  const query = url.search === '' ? '' : '?…';
  return `${url.protocol}//${url.host}${url.pathname}${query}`;
}

/** Refuses an address in the body that this server may not ask. */
export function checkAddress({ video }: ApiDeps, field: string, address: string): void {
  try {
    video.client.locate(address);
  } catch (cause) {
    throw bodyFault(field, cause instanceof Error ? cause.message : 'is not allowed', cause);
  }
}

/** What is wrong with a field of the body. */
export function bodyFault(field: string, reason: string, cause?: unknown): Problem {
  return new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }], cause });
}
