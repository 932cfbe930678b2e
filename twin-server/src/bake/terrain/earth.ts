/** WGS 84: half axes in metres. */
export const SEMI_MAJOR_M = 6_378_137;
export const SEMI_MINOR_M = 6_356_752.314245179;
const E2 = 1 - SEMI_MINOR_M ** 2 / SEMI_MAJOR_M ** 2;
const RADIANS = Math.PI / 180;

/** Writes the earth-centred coordinates in metres of a place in degrees and metres over the ellipsoid to out[at …]. */
export function writeEarthCentred(
  longitude: number,
  latitude: number,
  height: number,
  out: Float64Array,
  at: number,
): void {
  const [phi, lambda] = [latitude * RADIANS, longitude * RADIANS];
  const sin = Math.sin(phi);
  const n = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sin * sin);
  const across = (n + height) * Math.cos(phi);
  out[at] = across * Math.cos(lambda);
  out[at + 1] = across * Math.sin(lambda);
  out[at + 2] = (n * (1 - E2) + height) * sin;
}
