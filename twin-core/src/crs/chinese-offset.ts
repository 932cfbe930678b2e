import gcoord from 'gcoord';
import type { LongitudeLatitude } from './projection.ts';

/** The shifted systems of Chinese web maps: GCJ-02 (national), and BD-09 (Baidu's) on top of it. */
export type ShiftedSystem = 'GCJ-02' | 'BD-09';

const SYSTEMS = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 } as const;

/** Whether a CRS name means a shifted system; EPSG has no number for them. */
export function shiftedSystemOf(name: string): ShiftedSystem | null {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (plain === 'GCJ02') return 'GCJ-02';
  return plain === 'BD09' || plain === 'BD09LL' ? 'BD-09' : null;
}

/** WGS 84 to a shifted system, degrees. Outside China both leave the place where it is. */
export function toShifted(system: ShiftedSystem, { longitude, latitude }: LongitudeLatitude): LongitudeLatitude {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.WGS84, SYSTEMS[system]);
  return { longitude: x, latitude: y };
}

// The shift changes by less than 1/1000 of the distance: each round gains three digits.
const ROUNDS = 4;

/** A shifted system to WGS 84, degrees: the place whose shift it is, found by iteration to below a millimetre. */
export function fromShifted(system: ShiftedSystem, shifted: LongitudeLatitude): LongitudeLatitude {
  let { longitude, latitude } = shifted;
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = toShifted(system, { longitude, latitude });
    longitude += shifted.longitude - there.longitude;
    latitude += shifted.latitude - there.latitude;
  }
  return { longitude, latitude };
}

/** BD-09 to Baidu's Mercator, in which its tiles lie: metres east and north of 0°, 0°. */
export function toBaiduMercator({ longitude, latitude }: LongitudeLatitude): readonly [x: number, y: number] {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.BD09, gcoord.BD09MC);
  return [x, y];
}
