import type { DeviceRecord } from 'twin-core';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';

/** The device of a code. Throws Problem where there is none. */
export function deviceOf({ registry }: Pick<ApiDeps, 'registry'>, code: string): DeviceRecord {
  const device = registry.device(code);
  if (!device) throw new Problem('not-found', `no device ${code}`);
  return device;
}
