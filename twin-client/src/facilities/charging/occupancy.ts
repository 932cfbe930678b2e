import { datastreamOf, type ObservedProperty, type TwinState } from 'twin-core';
import type { TwinStore } from '../../state/twin-store.ts';

/** How many ports are in each state; `unknown` never reported. */
export interface Occupancy {
  readonly total: number;
  /** By name of the state, in declared order. */
  readonly counts: ReadonlyMap<string, number>;
  readonly property: ObservedProperty | undefined;
}

const PORT_STATE = 'portState';

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
