/** A place by longitude and latitude in degrees, WGS 84. */
export type GeodesicPlace = readonly [longitude: number, latitude: number];

// WGS 84 defining parameters (NIMA TR8350.2, table 3.1).
const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

/** Rounds until the longitude stands still to 1e-14 rad (60 nm: a profile adds up hundreds of lines); lines of an estate need three. Near antipodes it never does. */
const ROUNDS = 200;

const reduced = (latitude: number) => Math.atan((1 - F) * Math.tan(latitude * RADIANS));

/** The series of Vincenty (1975, Survey Review XXIII 176) for a line whose equatorial azimuth has this square of the cosine. */
function seriesOf(cosSqAlpha: number) {
  const u2 = (cosSqAlpha * (A * A - B * B)) / (B * B);
  return {
    a: 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2))),
    b: (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2))),
    c: (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha)),
  };
}

function deltaSigma(b: number, sinSigma: number, cosSigma: number, cos2: number): number {
  const inner = cosSigma * (-1 + 2 * cos2 * cos2) - (b / 6) * cos2 * (-3 + 4 * sinSigma ** 2) * (-3 + 4 * cos2 * cos2);
  return b * sinSigma * (cos2 + (b / 4) * inner);
}

/** The shortest line between two places on the ellipsoid: metres, and its azimuth at the first, degrees clockwise from north. */
export function geodesic(
  [fromLongitude, fromLatitude]: GeodesicPlace,
  [toLongitude, toLatitude]: GeodesicPlace,
): { readonly distanceM: number; readonly azimuthDeg: number } {
  const [u1, u2] = [reduced(fromLatitude), reduced(toLatitude)];
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const turn = (toLongitude - fromLongitude) * RADIANS;
  let lambda = turn;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda);
    if (sinSigma === 0) return { distanceM: 0, azimuthDeg: 0 };
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosSqAlpha = 1 - sinAlpha ** 2;
    const cos2 = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha;
    const { a, b, c } = seriesOf(cosSqAlpha);
    const before = lambda;
    lambda = turn + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2 + c * cosSigma * (-1 + 2 * cos2 * cos2)));
    if (Math.abs(lambda - before) > 1e-14) continue;
    const azimuth = Math.atan2(cosU2 * sinLambda, cosU1 * sinU2 - sinU1 * cosU2 * cosLambda) / RADIANS;
    return {
      distanceM: B * a * (sigma - deltaSigma(b, sinSigma, cosSigma, cos2)),
      azimuthDeg: (azimuth + 360) % 360,
    };
  }
  return { distanceM: Number.NaN, azimuthDeg: Number.NaN };
}

/** Where one comes to from a place in a direction (degrees clockwise from north) after a distance in metres: Vincenty's direct solution. */
export function travel([longitude, latitude]: GeodesicPlace, azimuthDeg: number, distanceM: number): [number, number] {
  const alpha = azimuthDeg * RADIANS;
  const u1 = reduced(latitude);
  const [sinU1, cosU1] = [Math.sin(u1), Math.cos(u1)];
  const sigma1 = Math.atan2(Math.tan(u1), Math.cos(alpha));
  const sinAlpha = cosU1 * Math.sin(alpha);
  const { a, b, c } = seriesOf(1 - sinAlpha ** 2);
  const straight = distanceM / (B * a);
  let sigma = straight;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = straight + deltaSigma(b, Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma));
    if (Math.abs(next - sigma) < 1e-13) break;
    sigma = next;
  }
  const [sinSigma, cosSigma, cos2] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
  const north = sinU1 * cosSigma + cosU1 * sinSigma * Math.cos(alpha);
  const aside = sinU1 * sinSigma - cosU1 * cosSigma * Math.cos(alpha);
  const phi = Math.atan2(north, (1 - F) * Math.hypot(sinAlpha, aside));
  const lambda = Math.atan2(sinSigma * Math.sin(alpha), cosU1 * cosSigma - sinU1 * sinSigma * Math.cos(alpha));
  const more = c * sinSigma * (cos2 + c * cosSigma * (-1 + 2 * cos2 * cos2));
  const turn = lambda - (1 - c) * F * sinAlpha * (sigma + more);
  return [longitude + turn / RADIANS, phi / RADIANS];
}

/** Metres along a line of places, on the ellipsoid. */
export function geodesicLengthM(line: readonly GeodesicPlace[]): number {
  return line.slice(1).reduce((sum, place, i) => sum + geodesic(line[i]!, place).distanceM, 0);
}

/** Places along a line: its corners, and between them others that are at most `stepM` apart. */
export function placesAlong(line: readonly GeodesicPlace[], stepM: number): GeodesicPlace[] {
  const places: GeodesicPlace[] = line.slice(0, 1);
  line.slice(1).forEach((corner, i) => {
    const from = line[i]!;
    const { distanceM, azimuthDeg } = geodesic(from, corner);
    const steps = Math.max(1, Math.ceil(distanceM / stepM));
    for (let step = 1; step < steps; step += 1) places.push(travel(from, azimuthDeg, (distanceM * step) / steps));
    places.push(corner);
  });
  return places;
}

/** Sides are followed in steps of this: what a chord of it cuts off is 0.06 mm wide at 38° latitude. */
const AREA_STEP_M = 100;

/** Half the ellipsoid's area south of a latitude, over π b²: it grows with latitude as area does (Snyder, PP 1395, 3-12). */
function zoneOf(latitude: number): number {
  const sine = Math.sin(latitude * RADIANS);
  return (1 - E2) * (sine / (1 - E2 * sine ** 2) + Math.atanh(E * sine) / E);
}

/**
 * Area in square metres that a ring of places (the first not repeated) encloses on the ellipsoid, its sides the shortest lines: on the
 * cylinder that keeps areas (Snyder, PP 1395, 10-14 and 3-12) with sides followed in steps.
 */
export function geodesicAreaM2(ring: readonly GeodesicPlace[]): number {
  const [first] = ring;
  if (!first || ring.length < 3) return 0;
  const places = placesAlong([...ring, first], AREA_STEP_M);
  const [x0, y0] = [first[0], zoneOf(first[1])];
  let doubled = 0;
  for (let i = 1; i < places.length; i += 1) {
    const [from, to] = [places[i - 1]!, places[i]!];
    const [ax, ay] = [(from[0] - x0) * RADIANS, zoneOf(from[1]) - y0];
    const [bx, by] = [(to[0] - x0) * RADIANS, zoneOf(to[1]) - y0];
    doubled += ax * by - bx * ay;
  }
  return (Math.abs(doubled) / 2) * (A * A * 0.5);
}
