import type { GeoPoint } from 'twin-core';

/** A place on the ground as somebody typed it. */
export type TypedGround = Omit<GeoPoint, 'height'> & { readonly height: number | null };

/**
 * Reads "longitude, latitude" or "longitude, latitude, height" in degrees and metres over the ellipsoid, with commas
 * (Western or Chinese), semicolons or spaces between; null where it is something else or not on Earth.
 */
export function readGround(text: string): TypedGround | null {
  const parts = text
    .trim()
    .split(/[\s,;\uFF0C\uFF1B\u3001]+/)
    .map((part) => part.replace(/°$/, ''));
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part === '')) return null;
  const [longitude, latitude, height = null] = parts.map(Number);
  if (longitude === undefined || latitude === undefined || !Number.isFinite(longitude) || !Number.isFinite(latitude))
    return null;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90 || (height !== null && !Number.isFinite(height)))
    return null;
  return { longitude, latitude, height };
}
