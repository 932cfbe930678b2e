import { type DeviceRecord, deviceByCode, type TwinState } from 'twin-core';
import type { Pipeline } from './pipeline.ts';

/** Registrations of one batch: a hundred thousand at once would fill the pipeline's waiting room. */
const CHUNK = 2_000;

/** Brings devices into the twin: those it does not know yet, and those that changed. */
export async function registerDevices(
  pipeline: Pipeline,
  devices: Iterable<DeviceRecord>,
  state: TwinState,
): Promise<void> {
  const changed = [...devices].filter((record) => !isRegistered(state, record));
  for (let from = 0; from < changed.length; from += CHUNK)
    await Promise.all(changed.slice(from, from + CHUNK).map((record) => pipeline.register(record)));
}

function isRegistered(state: TwinState, record: DeviceRecord): boolean {
  const device = deviceByCode(state, record.code);
  if (!device) return false;
  const { longitude, latitude, height } = device.location;
  return (
    device.name === record.name &&
    device.deviceKind === record.kind &&
    device.building === record.building &&
    device.storey === record.storey &&
    device.space === record.space &&
    device.zone === record.zone &&
    device.parent === record.parent &&
    longitude === record.location.longitude &&
    latitude === record.location.latitude &&
    height === record.location.height
  );
}
