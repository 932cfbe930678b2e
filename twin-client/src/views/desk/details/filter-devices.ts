import type { AssetState, Device, DeviceState } from 'twin-core';
import type { DeviceFilter } from '../selection.ts';

/** What a device's filter asks beside the device itself. */
export interface DeviceFacts {
  stateOf(device: Device): DeviceState | undefined;
  /** Null while the ledgers have not been read. */
  assetOf(device: Device): AssetState | null;
}

/** Devices that pass every part of a filter but those left out: what a count by that part is made of. */
export function filterDevices(
  devices: Iterable<Device | null | undefined>,
  filter: DeviceFilter,
  { stateOf, assetOf }: DeviceFacts,
  without: readonly Exclude<keyof DeviceFilter, 'kind'>[] = [],
): Device[] {
  const wanted = (part: Exclude<keyof DeviceFilter, 'kind'>) => (without.includes(part) ? undefined : filter[part]);
  const passes = (asked: string | undefined, is: string | null | undefined) => asked === undefined || asked === is;
  const found: Device[] = [];
  for (const device of devices) {
    if (
      device &&
      passes(wanted('facility'), device.facility) &&
      passes(wanted('deviceKind'), device.deviceKind) &&
      passes(wanted('building'), device.building) &&
      passes(wanted('storey'), device.storey) &&
      (wanted('state') === undefined || passes(wanted('state'), stateOf(device))) &&
      (wanted('asset') === undefined || passes(wanted('asset'), assetOf(device)))
    )
      found.push(device);
  }
  return found;
}
