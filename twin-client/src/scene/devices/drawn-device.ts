import type { Cartesian3 } from '@cesium/engine';
import type { DeviceState } from 'twin-core';
import type { DeviceMarker } from '../../state/marker.ts';

/** What stands for a device: nothing, a point, a symbol that it shares with others, or one of its own. */
export type DeviceLevel = 'hidden' | 'dot' | 'cluster' | 'symbol';

/** A device as it is drawn: its own place in earth-centred metres and what stands for it. */
export interface DrawnDevice {
  readonly marker: DeviceMarker;
  readonly position: Cartesian3;
  readonly level: DeviceLevel;
}

/** Width of a symbol by its state, CSS pixels. */
export const SYMBOL_PX: Readonly<Record<DeviceState, number>> = {
  alarm: 36,
  fault: 28,
  offline: 24,
  stale: 24,
  unknown: 22,
  normal: 22,
};

/** Half the size in CSS pixels of what stands for a device: how near a pointer must come to meet it. */
export function reachPx(device: Pick<DrawnDevice, 'level' | 'marker'>): number {
  if (device.level === 'symbol') return Math.max(12, SYMBOL_PX[device.marker.state] / 2);
  return device.marker.storey === null ? 10 : 4;
}
