import type { Catalogue, Device, ObservedProperty } from 'twin-core';

/** A datastream of a device. */
export interface Stream {
  readonly device: Device;
  readonly property: string;
  readonly declared: ObservedProperty;
}

/** Unlike that of any other datastream. */
export const streamKey = ({ device, property }: Pick<Stream, 'device' | 'property'>): string =>
  `${device.code}/${property}`;

/**
 * Measured datastreams of the same unit as one, itself left out, whose device or name holds every word typed (as `nameOf` tells it): those
 * of the device first, then those of its kind near to it by code, then others. `most` at most.
 */
export function comparableStreams(
  catalogue: Catalogue,
  devices: Iterable<Device | null | undefined>,
  to: Stream,
  { typed, most, nameOf }: { readonly typed: string; readonly most: number; nameOf(stream: Stream): string },
): Stream[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const found: { readonly stream: Stream; readonly rank: number }[] = [];
  for (const device of devices) {
    if (!device) continue;
    for (const property of device.properties) {
      const declared = catalogue.property(device.deviceKind, property);
      if (declared?.type !== 'number' || declared.unit !== to.declared.unit) continue;
      const stream = { device, property, declared };
      if (streamKey(stream) === streamKey(to)) continue;
      const text = `${device.code} ${nameOf(stream)}`.toLowerCase();
      if (words.every((word) => text.includes(word))) found.push({ stream, rank: rankOf(stream, to) });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank || (streamKey(a.stream) < streamKey(b.stream) ? -1 : 1))
    .slice(0, most)
    .map(({ stream }) => stream);
}

function rankOf({ device, property }: Stream, to: Stream): number {
  if (device.code === to.device.code) return 0;
  if (property !== to.property) return 3;
  return device.deviceKind === to.device.deviceKind ? 1 : 2;
}
