import { fromShifted, toShifted } from './chinese-offset.ts';
import { epsgOf, fromGeographic, type LongitudeLatitude, toGeographic } from './projection.ts';

/** Coordinate systems on the ground that people choose among; which zone a grid has follows from the site. */
export const MAP_SYSTEMS = ['wgs84', 'cgcs2000', 'gaussKruger', 'utm', 'gcj02', 'bd09'] as const;
export type MapSystem = (typeof MAP_SYSTEMS)[number];

/** A site as far as its grids follow from it. */
export interface GridSite {
  /** Projected CRS of the site's drawings: of a CGCS2000 Gauss–Krüger zone, it is the site's zone. */
  readonly crs: string;
  readonly frame: LongitudeLatitude;
}

/** CGCS2000 Gauss–Krüger, 6-degree and 3-degree zones. */
const isGaussKruger = (epsg: number | null) => epsg !== null && epsg >= 4491 && epsg <= 4554;

/** The site's own Gauss–Krüger zone, else the 3-degree zone (without number before the easting) whose meridian is nearest. */
function gaussKrugerOf({ crs, frame }: GridSite): string {
  if (isGaussKruger(epsgOf(crs))) return `EPSG:${epsgOf(crs)}`;
  const zone = Math.max(0, Math.min(20, Math.round((frame.longitude - 75) / 3)));
  return `EPSG:${4534 + zone}`;
}

function utmOf({ frame }: GridSite): string {
  const zone = Math.min(60, Math.floor((frame.longitude + 180) / 6) + 1);
  return `EPSG:${(frame.latitude < 0 ? 32700 : 32600) + zone}`;
}

/** What a system is called at a site: an EPSG code, or GCJ-02 or BD-09, which have none. */
export function crsOf(system: MapSystem, site: GridSite): string {
  switch (system) {
    case 'wgs84':
      return 'EPSG:4326';
    case 'cgcs2000':
      return 'EPSG:4490';
    case 'gaussKruger':
      return gaussKrugerOf(site);
    case 'utm':
      return utmOf(site);
    case 'gcj02':
      return 'GCJ-02';
    case 'bd09':
      return 'BD-09';
  }
}

/** Whether a system's coordinates are metres of a grid, and not degrees. */
export function isGrid(system: MapSystem): boolean {
  return system === 'gaussKruger' || system === 'utm';
}

/** A WGS 84 place in a system: [longitude, latitude] in degrees, or [easting, northing] in metres. */
export function toSystem(system: MapSystem, site: GridSite, place: LongitudeLatitude): [number, number] {
  switch (system) {
    case 'wgs84':
    case 'cgcs2000':
      return [place.longitude, place.latitude];
    case 'gaussKruger':
    case 'utm': {
      const { easting, northing } = fromGeographic(crsOf(system, site), place.longitude, place.latitude);
      return [easting, northing];
    }
    case 'gcj02':
    case 'bd09': {
      const { longitude, latitude } = toShifted(system === 'gcj02' ? 'GCJ-02' : 'BD-09', place);
      return [longitude, latitude];
    }
  }
}

/** Coordinates of a system to WGS 84; the inverse of toSystem. */
export function fromSystem(system: MapSystem, site: GridSite, [x, y]: readonly [number, number]): LongitudeLatitude {
  switch (system) {
    case 'wgs84':
    case 'cgcs2000':
      return { longitude: x, latitude: y };
    case 'gaussKruger':
    case 'utm':
      return toGeographic(crsOf(system, site), x, y);
    case 'gcj02':
    case 'bd09':
      return fromShifted(system === 'gcj02' ? 'GCJ-02' : 'BD-09', { longitude: x, latitude: y });
  }
}
