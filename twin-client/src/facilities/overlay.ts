import { type AssetState, type Catalogue, type Device, type Facility, isPresented, type TwinState } from 'twin-core';
import type { DeviceCondition, DeviceMarker, ZoneCondition } from '../state/marker.ts';
import { placeName } from '../state/place-name.ts';
import type { SiteView } from '../state/site-view.ts';
import { assetMark } from './asset-mark.ts';

/** Drawn for a device no declaration knows: a plain ring. */
const NO_SYMBOL = 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 3a5 5 0 1 1 0 10 5 5 0 0 1 0-10z';

/** The symbol of a device kind: its own, else its facility's. */
export function symbolOf(catalogue: Catalogue, deviceKind: string): string {
  const entry = catalogue.kind(deviceKind);
  return entry?.kind.symbol ?? entry?.facility.symbol ?? NO_SYMBOL;
}

/** The symbol of a facility. */
export function facilitySymbol(facility: Facility | undefined): string {
  return facility?.symbol ?? NO_SYMBOL;
}

/** A device as the rooms draw it, by its declaration and its state as an asset (in service where not given). */
export function markerOf(
  catalogue: Catalogue,
  site: SiteView,
  device: Device,
  condition: DeviceCondition,
  asset?: AssetState,
): DeviceMarker {
  return {
    code: device.code,
    name: device.name,
    building: device.building,
    storey: device.storey,
    location: device.location,
    symbol: symbolOf(catalogue, device.deviceKind) + assetMark(asset),
    place: placeName(site, device) || device.name,
    ...condition,
  };
}

/** How a zone is drawn: by the worst open alarm of its devices; offline when one of them is and nothing is worse. */
export function zoneCondition(
  state: Readonly<TwinState>,
  members: readonly { device: Device; condition: DeviceCondition }[],
): ZoneCondition {
  let worst: ZoneCondition = { state: 'normal', priority: null, acknowledged: true };
  for (const { device, condition } of members) {
    if (condition.state === 'offline' && worst.state === 'normal') worst = { ...worst, state: 'offline' };
    for (const id of device.alarms) {
      const alarm = state.alarms.get(id);
      if (!alarm || !isPresented(alarm)) continue;
      const found: ZoneCondition = {
        state: alarm.fault ? 'fault' : 'alarm',
        priority: alarm.priority,
        acknowledged: alarm.acknowledged,
      };
      if (zoneRank(found) > zoneRank(worst)) worst = found;
    }
  }
  return worst;
}

function zoneRank({ state, priority, acknowledged }: ZoneCondition): number {
  const kind = { normal: 0, offline: 1, fault: 10, alarm: 20 }[state];
  return kind + (priority === null ? 0 : 4 - priority) + (acknowledged ? 0 : 0.5);
}
