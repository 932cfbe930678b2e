const RADIANS = Math.PI / 180;
/** WGS 84 half axis in metres and first eccentricity squared. */
const SEMI_MAJOR_M = 6_378_137;
const E2 = 0.0066943799901413165;

/** Plan metres, east and north of a place, for what lies within some kilometres of it. */
export function planFrame(longitude: number, latitude: number): (at: readonly number[]) => readonly [number, number] {
  const w2 = 1 - E2 * Math.sin(latitude * RADIANS) ** 2;
  const perLatitude = ((SEMI_MAJOR_M * (1 - E2)) / w2 ** 1.5) * RADIANS;
  const perLongitude = (SEMI_MAJOR_M / Math.sqrt(w2)) * Math.cos(latitude * RADIANS) * RADIANS;
  return (at) => [(at[0]! - longitude) * perLongitude, (at[1]! - latitude) * perLatitude];
}
