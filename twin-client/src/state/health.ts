import type { DeviceState } from 'twin-core';

/** How many devices are in each state. */
export type Health = Record<DeviceState, number>;

/** The states in the order they are listed: worst first. */
export const DEVICE_STATES: readonly DeviceState[] = ['alarm', 'fault', 'offline', 'stale', 'unknown', 'normal'];

/** No devices at all. */
export function emptyHealth(): Health {
  return { alarm: 0, fault: 0, offline: 0, stale: 0, unknown: 0, normal: 0 };
}
