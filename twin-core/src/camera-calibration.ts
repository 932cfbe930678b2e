import { z } from 'zod';
import { Code } from './code.ts';
import { GeoPoint, geoToLocal, type Placement } from './place.ts';

/** Standard deviations of a calibration. */
export const CalibrationSigma = z.object({
  /** Of each coordinate of the place, metres. */
  positionM: z.number().min(0.001).max(20),
  /** Of the rotation about each of the camera's axes, degrees. */
  angleDeg: z.number().min(0.001).max(20),
  /** Of the focal length, as a share of it. */
  focal: z.number().min(0).max(0.5),
  k1: z.number().min(0).max(0.5),
  /** Of one sighting, pixels. */
  pixelPx: z.number().min(0.1).max(50),
  /** Of its clock against those of other cameras, seconds. */
  clockS: z.number().min(0).max(5),
});

/**
 * Share of the picture's width that points may lie beside where a calibration puts them: as much as masks over windows are widened by
 * (docs/sight.md). Beyond it a pose is refused as wrong, and a camera is taken to have drifted.
 */
export const MOST_RESIDUAL_SHARE = 0.005;

/** A point of the picture, pixels right and down of the calibration's size, and the corner of the model that it shows. */
export const CalibrationPair = z.strictObject({ pixel: z.tuple([z.number(), z.number()]), place: GeoPoint });
export type CalibrationPair = z.infer<typeof CalibrationPair>;

/** A pose needs so many pairs. */
export const LEAST_PAIRS = 4;
/** So many are looked at again to say whether a calibration holds: two fix where a camera looks. */
export const LEAST_CHECKED = 2;

/** Why no pose is solved from pairs, as the server says it. */
export const POSE_FAULTS = {
  'few-pairs': 'expected at least 4 corners',
  'in-line': 'the corners lie in one line; expected some aside of it',
  'no-pose': 'no pose shows the corners where they are',
  loose: 'the corners do not fix a pose; expected them farther apart, and not all on one face',
} as const;
export type PoseRefusal = keyof typeof POSE_FAULTS;

/** How a camera stands and sees, measured well enough to follow what falls (7.2.16-2). CameraView says it roughly, for people. */
export const CameraCalibration = z.object({
  /** Code of the camera. */
  camera: Code,
  /** Of its lens. */
  location: GeoPoint,
  /** Azimuth of the optical axis, degrees clockwise from true north. */
  headingDeg: z.number().min(0).lt(360),
  /** Of the optical axis above the horizon, degrees. */
  tiltDeg: z.number().min(-90).max(90),
  /** The camera turned clockwise about its axis as seen from behind it, degrees. */
  rollDeg: z.number().min(-180).max(180),
  focalPx: z.number().positive().max(100_000),
  widthPx: z.number().int().positive().max(20_000),
  heightPx: z.number().int().positive().max(20_000),
  /** Radial distortion: x·(1 + k1·r²), x and r by focal length. */
  k1: z.number().min(-1).max(1),
  sigma: CalibrationSigma,
});
export type CameraCalibration = z.infer<typeof CameraCalibration>;

/** A calibration in a frame of metres: its place, and its heading from the frame's north. */
export function calibrationIn(frame: Placement, { camera: _, location, headingDeg, ...rest }: CameraCalibration) {
  return { ...rest, position: geoToLocal(frame, location), headingDeg: headingDeg - frame.headingDeg };
}
