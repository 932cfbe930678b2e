import proj4, { type Converter } from 'proj4';
import { crsExtent, projDefinition } from './definitions.ts';

/** WGS 84 longitude and latitude in degrees. */
export interface LongitudeLatitude {
  readonly longitude: number;
  readonly latitude: number;
}

/** Easting and northing in the units of the CRS (metres; degrees for geographic ones), easting first always. */
export interface GridPoint {
  readonly easting: number;
  readonly northing: number;
}

/**
 * The EPSG number in a CRS name: `EPSG:4547`, `urn:ogc:def:crs:EPSG::4547`, or the words of the CGCS2000 3-degree zones
 * (`CGCS2000 / 3-degree Gauss-Kruger CM 114E`) and of UTM on WGS 84 (`WGS 84 / UTM zone 50N`); null where none is meant.
 */
export function epsgOf(name: string): number | null {
  const code = /EPSG\D{0,8}(\d{4,5})/i.exec(name);
  if (code) return Number(code[1]);
  const meridian = /(?:CGCS ?2000).*3-degree.*CM (\d{2,3})E/i.exec(name);
  if (meridian) return 4534 + (Number(meridian[1]) - 75) / 3;
  const zone = /(?:CGCS ?2000).*3-degree.*zone (\d{2})/i.exec(name);
  if (zone) return 4513 + Number(zone[1]) - 25;
  const utm = /WGS ?(?:19)?84.*UTM zone (\d{1,2})([NS])/i.exec(name);
  if (utm) return (utm[2]?.toUpperCase() === 'N' ? 32600 : 32700) + Number(utm[1]);
  return null;
}

/** Whether toGeographic and fromGeographic know the CRS. */
export function isKnownCrs(crs: string): boolean {
  const epsg = epsgOf(crs);
  return epsg !== null && projDefinition(epsg) !== null;
}

/** Whether a WGS 84 place lies where the CRS is used, give or take a degree; false for an unknown CRS. */
export function isWithinCrs(crs: string, longitude: number, latitude: number): boolean {
  const epsg = epsgOf(crs);
  const extent = epsg === null ? null : crsExtent(epsg);
  if (!extent) return false;
  return longitude >= extent.west && longitude <= extent.east && latitude >= extent.south && latitude <= extent.north;
}

// Building one takes longer than a thousand conversions.
const CONVERTERS = new Map<string, Converter>();

function converter(crs: string): Converter {
  let found = CONVERTERS.get(crs);
  if (!found) {
    const epsg = epsgOf(crs);
    const isDefinition = /^\s*(?:\+proj=|(?:PROJ|GEOG|GEOD|BOUND)[A-Z]*\[)/i.test(crs);
    const definition = isDefinition ? crs : epsg === null ? null : projDefinition(epsg);
    if (definition === null) throw new RangeError(`unknown coordinate reference system: ${crs}`);
    try {
      found = proj4('+proj=longlat +datum=WGS84 +no_defs', definition);
    } catch (cause) {
      throw new RangeError(`not a coordinate reference system that is understood: ${crs.slice(0, 80)}`, { cause });
    }
    CONVERTERS.set(crs, found);
  }
  return found;
}

/** Grid coordinates to WGS 84. CGCS2000 and ETRS89 are taken as equal to WGS 84 (< 1 m). Throws RangeError for an unknown CRS. */
export function toGeographic(crs: string, easting: number, northing: number): LongitudeLatitude {
  const [longitude, latitude] = converter(crs).inverse([easting, northing]) as [number, number];
  return { longitude, latitude };
}

/** WGS 84 degrees to grid coordinates; the inverse of toGeographic. Throws RangeError for an unknown CRS. */
export function fromGeographic(crs: string, longitude: number, latitude: number): GridPoint {
  const [easting, northing] = converter(crs).forward([longitude, latitude]) as [number, number];
  return { easting, northing };
}

/**
 * Azimuth of grid north at a point, degrees clockwise from true north: positive east of the central meridian in the
 * northern hemisphere. Taken over 100 m of the grid's own northing, so it holds for every CRS. Throws RangeError.
 */
export function gridConvergenceDeg(crs: string, easting: number, northing: number): number {
  const { forward, inverse } = converter(crs);
  const from = inverse([easting, northing]) as [number, number];
  // Degrees on the ground that 100 m of northing span, so that geographic CRSs work too.
  const stepDeg = 100 / 111_320;
  const unitsPerDegree = (forward([from[0], from[1] + stepDeg])[1] as number) - northing;
  const to = inverse([easting, northing + unitsPerDegree]) as [number, number];
  const phi = (((from[1] + to[1]) / 2) * Math.PI) / 180;
  // WGS 84 first eccentricity squared: the ratio of parallel to meridian radius on the ellipsoid.
  const e2 = 0.0066943799901413165;
  const ratio = (Math.cos(phi) * (1 - e2 * Math.sin(phi) ** 2)) / (1 - e2);
  return (Math.atan2((to[0] - from[0]) * ratio, to[1] - from[1]) * 180) / Math.PI;
}
