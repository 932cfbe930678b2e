import type { Catalogue, Device, Facility, Label } from 'twin-core';

/** A device kind of a facility with how many devices there are. */
export interface KindCount {
  readonly kind: string;
  readonly label: Label;
  readonly count: number;
}

/** A facility with the kinds of it that there are. */
export interface FacilityCount {
  readonly facility: string;
  readonly declared: Facility | undefined;
  readonly label: Label;
  readonly count: number;
  readonly kinds: readonly KindCount[];
}

/** Devices by facility and kind, the most first. What no declaration knows is told by its code. */
export function countKinds(devices: Iterable<Device | null | undefined>, catalogue: Catalogue): FacilityCount[] {
  const facilities = new Map<string, Map<string, number>>();
  for (const device of devices) {
    if (!device) continue;
    const kinds = facilities.get(device.facility) ?? new Map<string, number>();
    facilities.set(device.facility, kinds.set(device.deviceKind, (kinds.get(device.deviceKind) ?? 0) + 1));
  }
  const most = (a: { count: number }, b: { count: number }) => b.count - a.count;
  return [...facilities]
    .map(([facility, kinds]) => {
      const declared = catalogue.facility(facility);
      return {
        facility,
        declared,
        label: declared?.label ?? { zh: facility, en: facility },
        count: [...kinds.values()].reduce((sum, count) => sum + count, 0),
        kinds: [...kinds]
          .map(([kind, count]) => ({ kind, label: catalogue.kind(kind)?.kind.label ?? { zh: kind, en: kind }, count }))
          .sort(most),
      };
    })
    .sort(most);
}
