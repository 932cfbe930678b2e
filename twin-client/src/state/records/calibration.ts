import { CalibrationDrift, CalibrationPair, CameraCalibration } from 'twin-core';
import { z } from 'zod';

/** A camera's calibration: what it was solved from, what speaks against it, and the last look at whether it holds (epoch ms, pixels). */
export const CalibrationEntry = CameraCalibration.extend({
  pairs: z.array(CalibrationPair),
  residualPx: z.number().nullable(),
  drift: CalibrationDrift.nullable(),
  check: z.object({ at: z.number(), px: z.number(), points: z.number() }).nullable(),
  version: z.string(),
});
export type CalibrationEntry = z.infer<typeof CalibrationEntry>;

/** GET /api/v1/camera-calibrations. */
export const CalibrationsReply = z.object({ items: z.array(CalibrationEntry) });

/** A pose that was solved from pairs; distances in pixels, of which the root mean square may be `mostPx`. */
export const SolvedCalibration = z.object({
  calibration: CameraCalibration,
  residualPx: z.number(),
  residualsPx: z.array(z.number()),
  mostPx: z.number(),
});
export type SolvedCalibration = z.infer<typeof SolvedCalibration>;

/** Corners of buildings as [longitude, latitude, ellipsoidal height]. */
export const CornersReply = z.object({ corners: z.array(z.tuple([z.number(), z.number(), z.number()])) });
export type GeoCorner = z.infer<typeof CornersReply>['corners'][number];
