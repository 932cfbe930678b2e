import type { DeviceMarker } from '../state/marker.ts';

/** How much of a device is drawn. */
export type DeviceLevel = 'hidden' | 'dot' | 'symbol';

/** What is looked at besides the whole estate: one building, perhaps one of its storeys. */
export interface DeviceScope {
  readonly building: string;
  readonly storey: string | null;
}

/** What the level of a device depends on besides the device. */
export interface LevelContext {
  readonly selected: string | null;
  readonly scope: DeviceScope | null;
  /** Distance to the camera in metres within which a normal device outdoors is a symbol. */
  readonly symbolWithinM: number;
}

/**
 * Calm first: what needs no attention is a dot. What does, what is selected, what is near outdoors and what stands on the
 * isolated storey is a symbol. While a building is isolated, normal devices
 * in others and on its other storeys are hidden.
 */
export function deviceLevel(marker: DeviceMarker, distanceM: number, context: LevelContext): DeviceLevel {
  if (marker.code === context.selected) return 'symbol';
  if (marker.state === 'alarm' || marker.state === 'fault') return 'symbol';
  const { scope } = context;
  if (marker.building !== null && marker.storey !== null) {
    if (scope === null) return 'dot';
    if (marker.building !== scope.building) return 'hidden';
    return scope.storey === null ? 'dot' : marker.storey === scope.storey ? 'symbol' : 'hidden';
  }
  return distanceM <= context.symbolWithinM ? 'symbol' : 'dot';
}

/** A software renderer draws about this many billboards without falling behind. */
export const SYMBOL_LIMIT = 300;

/** The distance in metres within which at most `limit` of the given devices stand, and never more than `farthestM`. */
export function symbolDistance(distancesM: Float64Array, limit: number, farthestM: number): number {
  if (distancesM.length <= limit) return farthestM;
  const sorted = distancesM.slice().sort();
  return Math.min(farthestM, sorted[limit - 1]!);
}
