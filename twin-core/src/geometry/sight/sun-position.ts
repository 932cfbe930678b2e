/** Where the sun stands as seen from a place. */
export interface SunPosition {
  /** Clockwise from true north, degrees. */
  readonly azimuthDeg: number;
  /** Above the horizon, without refraction, degrees. */
  readonly elevationDeg: number;
  readonly declinationDeg: number;
  /** Apparent less mean solar time, minutes. */
  readonly equationOfTimeMin: number;
}

const DAY_MS = 86_400_000;
/** Julian day of the Unix epoch, and of J2000.0. */
const UNIX_JD = 2440587.5;
const J2000_JD = 2451545;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;
const turned = (angleDeg: number) => ((angleDeg % 360) + 360) % 360;

/** Apparent declination of the sun, degrees, and the equation of time, minutes: Meeus, Astronomical Algorithms (1998), chapters 25 and 28, to 0.01°. */
export function sunAt(epochMs: number): Pick<SunPosition, 'declinationDeg' | 'equationOfTimeMin'> {
  const t = (epochMs / DAY_MS + UNIX_JD - J2000_JD) / 36525;
  const meanLongitude = radians(turned(280.46646 + t * (36000.76983 + 0.0003032 * t)));
  const anomaly = radians(turned(357.52911 + t * (35999.05029 - 0.0001537 * t)));
  const eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const center =
    Math.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
    Math.sin(2 * anomaly) * (0.019993 - 0.000101 * t) +
    Math.sin(3 * anomaly) * 0.000289;
  const node = radians(125.04 - 1934.136 * t);
  const longitude = meanLongitude + radians(center - 0.00569 - 0.00478 * Math.sin(node));
  const seconds = 21.448 - t * (46.815 + t * (0.00059 - 0.001813 * t));
  const obliquity = radians(23 + (26 + seconds / 60) / 60 + 0.00256 * Math.cos(node));
  const y = Math.tan(obliquity / 2) ** 2;
  const equation =
    y * Math.sin(2 * meanLongitude) -
    2 * eccentricity * Math.sin(anomaly) +
    4 * eccentricity * y * Math.sin(anomaly) * Math.cos(2 * meanLongitude) -
    0.5 * y * y * Math.sin(4 * meanLongitude) -
    1.25 * eccentricity ** 2 * Math.sin(2 * anomaly);
  return {
    declinationDeg: degrees(Math.asin(Math.sin(obliquity) * Math.sin(longitude))),
    equationOfTimeMin: 4 * degrees(equation),
  };
}

/** Where the sun stands at an instant (epoch ms) as seen from a place in degrees, WGS 84. */
export function sunPosition(epochMs: number, longitude: number, latitude: number): SunPosition {
  const sun = sunAt(epochMs);
  const minutes = ((((epochMs / 60_000) % 1440) + 1440) % 1440) + sun.equationOfTimeMin + 4 * longitude;
  const [east, north, up] = sunDirection(sun.declinationDeg, minutes / 60, latitude);
  return { ...sun, azimuthDeg: turned(degrees(Math.atan2(east, north))), elevationDeg: degrees(Math.asin(up)) };
}

/** Direction to the sun at an apparent solar time, in hours: a vector of length 1, east, north and up. */
export function sunDirection(declinationDeg: number, solarHours: number, latitude: number): [number, number, number] {
  const [declination, phi, hour] = [radians(declinationDeg), radians(latitude), radians((solarHours - 12) * 15)];
  const [sd, cd, sp, cp] = [Math.sin(declination), Math.cos(declination), Math.sin(phi), Math.cos(phi)];
  return [-cd * Math.sin(hour), sd * cp - cd * Math.cos(hour) * sp, sd * sp + cd * cp * Math.cos(hour)];
}

/** Instant of the winter solstice of a year on the northern half, epoch ms: Meeus, chapter 27, without its periodic terms, to half an hour. */
export function winterSolstice(year: number): number {
  const y = (year - 2000) / 1000;
  const julian = 2451900.05952 + y * (365242.74049 - y * (0.06223 + y * (0.00823 - y * 0.00032)));
  return Math.round((julian - UNIX_JD) * DAY_MS);
}
