import type { DeviceRecord, ZoneRecord } from 'twin-core';
import { isInside } from 'twin-core/geometry';

/** The kind of device that is a loudspeaker. */
export const TERMINAL = 'broadcast-terminal';

/** Where loudspeakers and zones are looked up. */
export interface LoudspeakerSource {
  devices(): Iterable<DeviceRecord>;
  zone(code: string): ZoneRecord | undefined;
}

/**
 * The loudspeakers of zones and buildings by their codes. One that is assigned to a zone belongs to that alone, wherever it stands, so that
 * whoever may use a zone reaches nobody else; one that is not belongs to the zone around it.
 */
export function loudspeakersIn(source: LoudspeakerSource, places: readonly string[]): string[] {
  const rings = places.flatMap((place) => {
    const geometry = source.zone(place)?.geometry;
    return geometry?.type === 'Polygon' ? [geometry.coordinates[0]!] : [];
  });
  const codes: string[] = [];
  for (const { code, kind, zone, building, location } of source.devices()) {
    if (kind !== TERMINAL) continue;
    const { longitude, latitude } = location;
    const isThere =
      (zone !== null && places.includes(zone)) ||
      (building !== null && places.includes(building)) ||
      (zone === null && building === null && rings.some((ring) => isInside(ring, longitude, latitude)));
    if (isThere) codes.push(code);
  }
  return codes;
}
