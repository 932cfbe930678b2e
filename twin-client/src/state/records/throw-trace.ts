import { CalibrationDrift, GeoPoint } from 'twin-core';
import { UNDETERMINED } from 'twin-core/geometry';
import { z } from 'zod';

const Mark = z.object({ corners: z.array(GeoPoint), probability: z.number() });

/** GET /api/v1/alarms/{id}/throw-trace: homes and path are null for want of the right fall.homes. */
export const ThrowTraceRecord = z.object({
  tracedAt: z.number(),
  undetermined: z.enum(UNDETERMINED).nullable(),
  storeys: z.array(
    z.object({ building: z.string(), storey: z.string(), probability: z.number(), mark: z.array(GeoPoint) }),
  ),
  other: z.number(),
  homes: z
    .array(
      z.object({
        building: z.string(),
        storey: z.string(),
        home: z.string(),
        probability: z.number(),
        marks: z.array(Mark),
      }),
    )
    .nullable(),
  heightM: z.number().nullable(),
  heightSigmaM: z.number().nullable(),
  path: z.array(z.object({ t: z.number(), at: GeoPoint, sigmaM: z.number() })).nullable(),
  sightings: z.number(),
  cameras: z.array(z.string()),
  /** Whose calibration was doubted then; unused: its track was left out. */
  drifted: z.array(CalibrationDrift.extend({ camera: z.string(), used: z.boolean() })),
  wind: z.object({ speedMps: z.number(), fromDeg: z.number(), measured: z.boolean() }),
  confirmed: z
    .object({
      storey: z.string(),
      home: z.string().nullable(),
      by: z.string(),
      at: z.number(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type ThrowTraceRecord = z.infer<typeof ThrowTraceRecord>;
