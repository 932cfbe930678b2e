import { fromShifted, shiftedSystemOf } from './chinese-offset.ts';
import { type LongitudeLatitude, toGeographic } from './projection.ts';

/** From a CRS's own coordinates, easting or longitude first, to WGS 84. */
export type GroundProjector = (x: number, y: number) => LongitudeLatitude;

// Degrees of these are WGS 84's own: CGCS2000 is declared equal.
const SAME = new Set(['EPSG:4326', 'EPSG:4490']);

/** The way to WGS 84 from a CRS as readCrs gives it, GCJ-02 and BD-09 too. Throws RangeError for one that is not known. */
export function groundProjector(crs: string): GroundProjector {
  if (SAME.has(crs)) return (longitude, latitude) => ({ longitude, latitude });
  const shifted = shiftedSystemOf(crs);
  if (shifted) return (longitude, latitude) => fromShifted(shifted, { longitude, latitude });
  // Fails here rather than at the first point.
  toGeographic(crs, 0, 0);
  return (x, y) => toGeographic(crs, x, y);
}
