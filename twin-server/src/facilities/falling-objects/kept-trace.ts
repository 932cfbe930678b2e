import { CalibrationDrift, GeoPoint } from 'twin-core';
import { UNDETERMINED } from 'twin-core/geometry';
import { z } from 'zod';

const Probability = z.number().min(0).max(1);

/** A rectangle on a facade by its corners, with the probability that the fall began in it. */
const FacadeMark = z.object({ corners: z.array(GeoPoint).length(4), probability: Probability });

/** Where a falling object was traced back to, as it is kept with its alarm. */
export const KeptTrace = z.object({
  undetermined: z.enum(UNDETERMINED).nullable(),
  storeys: z.array(
    z.object({ building: z.string(), storey: z.string(), probability: Probability, mark: FacadeMark.shape.corners }),
  ),
  other: Probability,
  homes: z.array(
    z.object({
      building: z.string(),
      storey: z.string(),
      home: z.string(),
      probability: Probability,
      marks: z.array(FacadeMark),
    }),
  ),
  otherHome: Probability,
  heightM: z.number().nullable(),
  heightSigmaM: z.number().nullable(),
  startSeen: Probability.nullable(),
  drag: z.array(z.object({ id: z.string(), probability: Probability })),
  path: z.array(
    z.object({ t: z.number().describe('seconds, on the clock of the track'), at: GeoPoint, sigmaM: z.number() }),
  ),
  cameras: z.array(z.string()),
  drifted: z
    .array(
      CalibrationDrift.extend({
        camera: z.string(),
        used: z.boolean().describe('with a wider error; false: its track was left out'),
      }),
    )
    .default([])
    .describe('cameras of the tracks whose calibration was doubted at that time'),
  sightings: z.number().int(),
  wind: z.object({ speedMps: z.number(), fromDeg: z.number(), measured: z.boolean() }),
});
export type KeptTrace = z.infer<typeof KeptTrace>;

/** A home that a person confirmed. */
export interface Confirmation {
  readonly home: string;
  readonly storey: string;
  /** Account id. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly reason: string;
}

/** A trace with what people made of it. */
export interface TraceOfAlarm {
  /** Epoch ms. */
  readonly tracedAt: number;
  readonly trace: KeptTrace;
  readonly confirmed: Confirmation | null;
}
