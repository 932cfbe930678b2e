/** Mean radius of the Earth in metres (IUGG): enough for an area that is shown in whole square metres. */
const EARTH_RADIUS_M = 6_371_009;

/** Area in square metres of a small ring of [longitude, latitude] in degrees, first point not repeated. */
export function ringAreaM2(ring: readonly (readonly [longitude: number, latitude: number])[]): number {
  const radians = Math.PI / 180;
  const [, latitude = 0] = ring[0] ?? [];
  const metresEast = EARTH_RADIUS_M * radians * Math.cos(latitude * radians);
  const metresNorth = EARTH_RADIUS_M * radians;
  let doubled = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    // Counted from the first point: products of whole degrees would drown the differences.
    const [x0, y0] = ring[0]!;
    doubled += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  }
  return (Math.abs(doubled) / 2) * metresEast * metresNorth;
}
