import { type GeoPoint, geoToLocal, localToGeo } from 'twin-core';
import type { CameraPose } from '../../../scene/site-room.ts';

/** From so far before it a facade is looked at, metres, and how wide, degrees. */
const AWAY_M = 42;
const ANGLE_DEG = 60;

/** A look straight at a strip of facade, given by its corners from the lower left on. */
export function poseBefore([lowerLeft, lowerRight, upperRight]: readonly GeoPoint[]): CameraPose | null {
  if (!lowerLeft || !lowerRight || !upperRight) return null;
  const frame = { ...lowerLeft, headingDeg: 0 };
  const [east, north] = geoToLocal(frame, lowerRight);
  const [, , up] = geoToLocal(frame, upperRight);
  const length = Math.hypot(east, north) || 1;
  const [outEast, outNorth] = [-north / length, east / length];
  const location = localToGeo(frame, [east / 2 + AWAY_M * outEast, north / 2 + AWAY_M * outNorth, up / 2]);
  const headingDeg = ((Math.atan2(-outEast, -outNorth) * 180) / Math.PI + 360) % 360;
  return { location, headingDeg, tiltDeg: 0, angleDeg: ANGLE_DEG };
}
