import type { Device } from 'twin-core';
import { portStateOf } from '../../../facilities/charging/occupancy.ts';
import { OccupancyBar } from '../../../facilities/charging/occupancy-bar.tsx';
import { useCenter, useHealth, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { DeviceList } from './device-list.tsx';

/** The devices of a zone; of a charging station its ports with how each is taken (7.2.11-4). */
export function ZoneList({ zone }: { zone: string }) {
  const { store, site } = useCenter();
  const format = useFormat();
  useHealth();
  useRegistryRevision();
  const devices = store.state.devices.filter((device) => device?.zone === zone) as Device[];
  const name = site.zones.find(({ code }) => code === zone)?.name ?? zone;
  const port = (device: Device) => {
    const state = portStateOf(store, device);
    return state && (state.label ? format.label(state.label) : format.text('charging.unknown'));
  };
  return (
    <DeviceList title={name} devices={devices} tell={port}>
      {devices.some((device) => portStateOf(store, device)) && <OccupancyBar devices={devices} />}
    </DeviceList>
  );
}
