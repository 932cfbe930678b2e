import type { Catalogue, Device, DeviceRecord, DeviceRegistered } from 'twin-core';

/** The next free slots; advanced as registrations take them. */
export interface Slots {
  device: number;
  datastream: number;
}

/**
 * The registration event of a device record: keeps the slots it had, gives new ones for what is new.
 * Throws an Error for a kind the catalogue does not know: the edge that takes records asks first.
 */
export function registrationOf(
  record: DeviceRecord,
  before: Device | undefined,
  catalogue: Catalogue,
  slots: Slots,
): DeviceRegistered {
  const entry = catalogue.kind(record.kind);
  if (!entry) throw new Error(`unknown device kind ${record.kind}`);
  const known = new Map(before?.properties.map((property, i) => [property, before.slots[i]!]));
  return {
    kind: 'device.registered',
    slot: before?.slot ?? slots.device++,
    code: record.code,
    name: record.name,
    deviceKind: record.kind,
    facility: entry.facility.id,
    building: record.building,
    storey: record.storey,
    space: record.space,
    zone: record.zone,
    parent: record.parent,
    location: record.location,
    datastreams: entry.properties.map((property) => ({ property, slot: known.get(property) ?? slots.datastream++ })),
  };
}
