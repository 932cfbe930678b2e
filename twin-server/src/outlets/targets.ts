import type { ActionRange, DeviceRecord } from 'twin-core';

/** Where devices are looked up. */
export interface TargetSource {
  devices(): Iterable<DeviceRecord>;
  nearest(device: DeviceRecord, kinds: readonly string[], count: number): readonly { readonly code: string }[];
}

/** Of `near` so many where the action does not say. */
const NEAREST = 2;

/** Whether a device is in the range of another's alarm; `near` is a matter of distance and asked of the source. */
const WITHIN: Readonly<Record<Exclude<ActionRange, 'near'>, (other: DeviceRecord, device: DeviceRecord) => boolean>> = {
  device: (other, device) => other.code === device.code,
  zone: (other, { zone }) => zone !== null && other.zone === zone,
  storey: (other, { building, storey }) =>
    building !== null && storey !== null && other.building === building && other.storey === storey,
  building: (other, { building }) => building !== null && other.building === building,
};

/** The codes of the devices of these kinds in the range of an alarm's device. */
export function targetsOf(
  source: TargetSource,
  device: DeviceRecord,
  { kinds, within, count = NEAREST }: { kinds: readonly string[]; within: ActionRange; count?: number | undefined },
): string[] {
  if (within === 'near') return source.nearest(device, kinds, count).map(({ code }) => code);
  const codes: string[] = [];
  for (const other of source.devices())
    if (kinds.includes(other.kind) && WITHIN[within](other, device)) codes.push(other.code);
  return codes;
}
