/** Heights of the ground at places in degrees, metres above the ellipsoid; NaN where nobody knows. */
export type GroundHeights = (longitudes: Float64Array, latitudes: Float64Array) => Promise<Float64Array>;

/** Level ground at a height above the ellipsoid, for networks without a terrain. */
export function levelGround(heightM: number): GroundHeights {
  return async (longitudes) => new Float64Array(longitudes.length).fill(heightM);
}
