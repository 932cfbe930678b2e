import { type Catalogue, type Device, datastreamOf, type GeoPoint, type TwinState } from 'twin-core';

/** Properties by which a device says where it is, degrees, WGS 84: a kind that declares both moves. */
export const WHEREABOUTS = { longitude: 'longitudeDeg', latitude: 'latitudeDeg' } as const;

/** Whether devices of a kind say where they are. */
export function isMoving(catalogue: Catalogue, deviceKind: string): boolean {
  const declared = catalogue.kind(deviceKind)?.kind.datastreams;
  return declared !== undefined && WHEREABOUTS.longitude in declared && WHEREABOUTS.latitude in declared;
}

/** Where a device said last that it is, at the height it is registered at; null where it never did. */
export function whereaboutsOf(state: Readonly<TwinState>, device: Device): GeoPoint | null {
  const told = (property: string) => {
    const slot = datastreamOf(device, property);
    return slot < 0 ? Number.NaN : (state.values[slot] ?? Number.NaN);
  };
  const [longitude, latitude] = [told(WHEREABOUTS.longitude), told(WHEREABOUTS.latitude)];
  if (Number.isNaN(longitude) || Number.isNaN(latitude)) return null;
  return { ...device.location, longitude, latitude };
}
