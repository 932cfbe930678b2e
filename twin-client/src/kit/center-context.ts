import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Alarm, Device } from 'twin-core';
import type { Center } from '../state/center.ts';
import type { Connection } from '../state/connection.ts';
import type { Health } from '../state/health.ts';
import type { Incident } from '../state/incidents.ts';
import type { DeviceCondition } from '../state/marker.ts';
import type { SiteView } from '../state/site-view.ts';
import { useTick } from './ticker.ts';

/** The center of the signed-in pages. */
export const CenterContext = createContext<Center | null>(null);

/** The center; throws an Error outside the signed-in pages. */
export function useCenter(): Center {
  const center = useContext(CenterContext);
  if (!center) throw new Error('this component stands outside a CenterContext');
  return center;
}

/** A device with its condition, rendered again only when this device changes. */
export function useDevice(code: string): { device: Device; condition: DeviceCondition | undefined } | null {
  const { store } = useCenter();
  useRegistryRevision();
  const slot = store.state.slotByCode.get(code) ?? -1;
  useSyncExternalStore(
    (listener) => store.subscribeDevice(slot, listener),
    () => store.deviceRevision(slot),
  );
  const device = store.state.devices[slot];
  return device ? { device, condition: store.condition(slot) } : null;
}

/** Open alarms, most urgent first. */
export function useAlarms(): readonly Alarm[] {
  const { store } = useCenter();
  useSyncExternalStore(store.alarmsRevision.subscribe, store.alarmsRevision.get);
  return store.alarms();
}

/** Open alarms folded to incidents, most urgent first. */
export function useIncidents(): readonly Incident[] {
  const { store } = useCenter();
  useSyncExternalStore(store.alarmsRevision.subscribe, store.alarmsRevision.get);
  return store.incidents();
}

/** Renders again when devices were registered, changed or removed; the number is 0 before the first snapshot. */
export function useRegistryRevision(): number {
  const { store } = useCenter();
  return useSyncExternalStore(store.registryRevision.subscribe, store.registryRevision.get);
}

/** The site as last read, rendered again when it changes. */
export function useSite(): SiteView {
  const center = useCenter();
  useSyncExternalStore(center.siteRevision.subscribe, center.siteRevision.get);
  return center.site;
}

/** Counts of devices by state. */
export function useHealth(): Health {
  const { store } = useCenter();
  return useSyncExternalStore(store.health.subscribe, store.health.get);
}

export function useConnection(): Connection {
  const { connection } = useCenter();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** The scene clock, epoch ms, rendered again every second: for ages. */
export function useNow(): number {
  const { clock } = useCenter();
  useTick();
  return clock.now();
}
