import { z } from 'zod';
import { Code } from './code.ts';
import { type GeoPoint, localToGeo } from './place.ts';

/** What a camera sees: where it looks, how wide and how far. Its place is the device's own. */
export const CameraView = z.object({
  /** Code of the camera. */
  device: Code,
  /** Azimuth of the middle of the picture, degrees clockwise from true north. */
  headingDeg: z.number().min(0).lt(360),
  /** Of the middle of the picture above the horizon, degrees; looking down is negative. */
  tiltDeg: z.number().min(-90).max(90),
  /** Horizontal field of view, degrees. */
  angleDeg: z.number().positive().max(360),
  /** How far a person can still be made out, metres on the ground. */
  rangeM: z.number().positive().max(2000),
});
export type CameraView = z.infer<typeof CameraView>;

/** Degrees of arc between corners of a sector. */
const STEP_DEG = 4;

/** The ground that a camera sees: a sector as a ring of [longitude, latitude], WGS 84, first point not repeated; all around a circle. */
export function viewSector(
  { longitude, latitude }: Pick<GeoPoint, 'longitude' | 'latitude'>,
  { headingDeg, angleDeg, rangeM }: Pick<CameraView, 'headingDeg' | 'angleDeg' | 'rangeM'>,
): [longitude: number, latitude: number][] {
  const frame = { longitude, latitude, height: 0, headingDeg: 0 };
  const around = angleDeg >= 360;
  const steps = Math.max(2, Math.ceil(angleDeg / STEP_DEG));
  const arc = Array.from({ length: around ? steps : steps + 1 }, (_, step): [number, number] => {
    const azimuth = ((headingDeg - angleDeg / 2 + (angleDeg * step) / steps) * Math.PI) / 180;
    const corner = localToGeo(frame, [rangeM * Math.sin(azimuth), rangeM * Math.cos(azimuth), 0]);
    return [corner.longitude, corner.latitude];
  });
  return around ? arc : [[longitude, latitude], ...arc];
}
