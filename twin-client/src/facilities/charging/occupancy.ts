import { type Device, datastreamOf, type GeoPoint, type Label, type ObservedProperty } from 'twin-core';
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

/** How a port is taken; null for what is no charging port. Without a label nothing was ever told of it. */
export function portStateOf(
  store: TwinStore,
  device: Device | undefined,
): { readonly name: string; readonly label: Label | null } | null {
  if (device?.facility !== 'charging') return null;
  const slot = datastreamOf(device, PORT_STATE);
  if (slot < 0) return null;
  const told = store.catalogue.property(device.deviceKind, PORT_STATE)?.states?.[store.state.values[slot]!];
  return told ? { name: told.name, label: told.label } : { name: 'unknown', label: null };
}

/** Counts charging ports by their state: those of the estate, where no others are named. */
export function occupancyOf(
  store: TwinStore,
  devices: readonly (Device | undefined)[] = store.state.devices,
): Occupancy {
  const counts = new Map<string, number>();
  let total = 0;
  let property: ObservedProperty | undefined;
  for (const device of devices) {
    const port = portStateOf(store, device);
    if (!port) continue;
    property ??= store.catalogue.property(device!.deviceKind, PORT_STATE);
    counts.set(port.name, (counts.get(port.name) ?? 0) + 1);
    total++;
  }
  return { total, counts, property };
}

/** The nearest port to a place that is idle and in order, in a straight line over the ground; null where there is none (7.2.11-4). */
export function nearestIdle(store: TwinStore, { longitude, latitude }: GeoPoint): Device | null {
  let best: { readonly device: Device; readonly distanceM: number } | null = null;
  for (const device of store.state.devices) {
    if (!device || store.condition(device.slot)?.state !== 'normal' || portStateOf(store, device)?.name !== IDLE)
      continue;
    const { location } = device;
    const { distanceM } = geodesic([longitude, latitude], [location.longitude, location.latitude]);
    if (!best || distanceM < best.distanceM) best = { device, distanceM };
  }
  return best?.device ?? null;
}
