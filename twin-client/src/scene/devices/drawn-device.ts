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

/** How near to the middle line of a cluster a pointer must come to meet it, CSS pixels. */
export const CLUSTER_REACH_PX = 12;

/** Half the size of a symbol in CSS pixels: how near a pointer must come to meet it. */
export function reachPx(state: DeviceState): number {
  return Math.max(12, SYMBOL_PX[state] / 2);
}
