import { writeEarthCentred } from '../terrain/earth.ts';

/** Longitude, latitude in degrees and metres above the ellipsoid. */
export type Place = [longitude: number, latitude: number, height: number];

const scratch = new Float64Array(6);

/** Distance through the air between two places, metres. */
export function distanceM(a: Readonly<Place>, b: Readonly<Place>): number {
  writeEarthCentred(a[0], a[1], a[2], scratch, 0);
  writeEarthCentred(b[0], b[1], b[2], scratch, 3);
  return Math.hypot(scratch[3]! - scratch[0]!, scratch[4]! - scratch[1]!, scratch[5]! - scratch[2]!);
}

/** Length of a line, metres, to a millimetre. */
export function lineLengthM(line: readonly Readonly<Place>[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distanceM(line[i - 1]!, line[i]!);
  return Math.round(sum * 1000) / 1000;
}

/** A place as it is kept: a tenth of a millimetre in plan, a millimetre in height. */
export function roundPlace([longitude, latitude, height]: Readonly<Place>): Place {
  return [Math.round(longitude * 1e9) / 1e9, Math.round(latitude * 1e9) / 1e9, Math.round(height * 1e3) / 1e3];
}
