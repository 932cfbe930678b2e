import { geoToLocal } from 'twin-core';
import type { LongitudeLatitude } from 'twin-core/crs';

/** Mean Earth radius R1 of IUGG, metres. */
const EARTH_RADIUS_M = 6_371_008.8;
/** Beyond this the tangent plane is no better than the sphere. */
const NEAR_DEG = 0.1;

/**
 * Distance on the ground between two WGS 84 places, metres, at the first one's height (0 where it has none): to a
 * centimetre within 1 km, to 0.5 % anywhere.
 */
export function groundDistanceM(a: LongitudeLatitude & { readonly height?: number }, b: LongitudeLatitude): number {
  const { longitude, latitude, height = 0 } = a;
  if (Math.abs(a.longitude - b.longitude) < NEAR_DEG && Math.abs(a.latitude - b.latitude) < NEAR_DEG) {
    const [x, y] = geoToLocal(
      { longitude, latitude, height, headingDeg: 0 },
      { longitude: b.longitude, latitude: b.latitude, height },
    );
    return Math.hypot(x, y);
  }
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [phi, psi] = [radians(a.latitude), radians(b.latitude)];
  const half =
    Math.sin((psi - phi) / 2) ** 2 +
    Math.cos(phi) * Math.cos(psi) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}
