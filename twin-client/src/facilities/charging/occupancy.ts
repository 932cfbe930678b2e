import { type Device, datastreamOf, type GeoPoint, type ObservedProperty, type TwinState } from 'twin-core';
import { geodesic } from 'twin-core/geometry';
import type { TwinStore } from '../../state/twin-store.ts';

/** How many ports are in each state; `unknown` never reported. */
export interface Occupancy {
  readonly total: number;
  /** By name of the state, in declared order. */
  readonly counts: ReadonlyMap<string, number>;
  readonly property: ObservedProperty | undefined;
}

/** What charging ports tell and cabinets do not. */
export const PORT_STATE = 'portState';
const IDLE = 'idle';

/** Counts the charging ports of the estate by their state. */
export function occupancyOf(store: TwinStore): Occupancy {
  const state: Readonly<TwinState> = store.state;
  const counts = new Map<string, number>();
  let total = 0;
  let property: ObservedProperty | undefined;
  for (const device of state.devices) {
    if (device?.facility !== 'charging') continue;
    const slot = datastreamOf(device, PORT_STATE);
    if (slot < 0) continue;
    property ??= store.catalogue.property(device.deviceKind, PORT_STATE);
    const name = property?.states?.[state.values[slot]!]?.name ?? 'unknown';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    total++;
  }
  return { total, counts, property };
}

/** The nearest port to a place that is idle and in order, in a straight line over the ground; null where there is none (7.2.11-4). */
export function nearestIdle(store: TwinStore, { longitude, latitude }: GeoPoint): Device | null {
  const state: Readonly<TwinState> = store.state;
  let best: { readonly device: Device; readonly distanceM: number } | null = null;
  for (const device of state.devices) {
    if (device?.facility !== 'charging' || store.condition(device.slot)?.state !== 'normal') continue;
    const slot = datastreamOf(device, PORT_STATE);
    const property = store.catalogue.property(device.deviceKind, PORT_STATE);
    if (slot < 0 || property?.states?.[state.values[slot]!]?.name !== IDLE) continue;
    const { location } = device;
    const { distanceM } = geodesic([longitude, latitude], [location.longitude, location.latitude]);
    if (!best || distanceM < best.distanceM) best = { device, distanceM };
  }
  return best?.device ?? null;
}
