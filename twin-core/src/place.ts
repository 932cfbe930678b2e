import { z } from 'zod';

/** WGS 84 longitude and latitude in degrees, height in metres above the WGS 84 ellipsoid. CGCS2000 input is declared equal. */
export const GeoPoint = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  height: z.number(),
});
export type GeoPoint = z.infer<typeof GeoPoint>;

/**
 * Where a local frame stands: its origin on the ellipsoid and the azimuth of its +Y axis.
 * headingDeg is clockwise from true north, so 0 means +X east, +Y north, +Z up (ENU).
 */
export const Placement = GeoPoint.extend({ headingDeg: z.number() });
export type Placement = z.infer<typeof Placement>;

/** A point [x, y, z] in metres in a local frame: x right, y forward, z up. */
export type LocalPoint = readonly [x: number, y: number, z: number];

// WGS 84 defining parameters (NIMA TR8350.2, table 3.1): semi-major axis in metres and flattening.
const SEMI_MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);

/** Metres of northing per radian of latitude and easting per radian of longitude at a placement's origin and height. */
function radii(at: GeoPoint): { meridianM: number; parallelM: number } {
  const phi = (at.latitude * Math.PI) / 180;
  const w2 = 1 - E2 * Math.sin(phi) ** 2;
  const meridianM = (SEMI_MAJOR_M * (1 - E2)) / w2 ** 1.5 + at.height;
  const parallelM = (SEMI_MAJOR_M / Math.sqrt(w2) + at.height) * Math.cos(phi);
  return { meridianM, parallelM };
}

/**
 * A local point to longitude, latitude and ellipsoidal height. First-order tangent plane with earth curvature in height:
 * the error stays under 1 cm within 1 km of the origin.
 */
export function localToGeo(frame: Placement, [x, y, z]: LocalPoint): GeoPoint {
  const a = (frame.headingDeg * Math.PI) / 180;
  const east = x * Math.cos(a) + y * Math.sin(a);
  const north = -x * Math.sin(a) + y * Math.cos(a);
  const { meridianM, parallelM } = radii(frame);
  return {
    longitude: frame.longitude + (east / parallelM) * (180 / Math.PI),
    latitude: frame.latitude + (north / meridianM) * (180 / Math.PI),
    height: frame.height + z + (east * east + north * north) / (2 * SEMI_MAJOR_M),
  };
}

/** The inverse of localToGeo, to the same accuracy. */
export function geoToLocal(frame: Placement, point: GeoPoint): LocalPoint {
  const { meridianM, parallelM } = radii(frame);
  const east = ((point.longitude - frame.longitude) * Math.PI * parallelM) / 180;
  const north = ((point.latitude - frame.latitude) * Math.PI * meridianM) / 180;
  const a = (frame.headingDeg * Math.PI) / 180;
  const up = point.height - frame.height - (east * east + north * north) / (2 * SEMI_MAJOR_M);
  return [east * Math.cos(a) - north * Math.sin(a), east * Math.sin(a) + north * Math.cos(a), up];
}
