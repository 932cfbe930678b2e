import { Georeference, GeoreferenceReading, GeoreferenceSource, Placement } from 'twin-core';
import { z } from 'zod';

/** Another place that a building may be meant to stand at; metres from where it stands now. */
const Correction = z.object({
  source: z.enum([...GeoreferenceSource.options, 'geoid']),
  reading: GeoreferenceReading,
  crs: z.string().optional(),
  placement: Placement,
  residualM: z.number(),
  upM: z.number(),
  reason: z.string(),
});

/** GET /api/v1/buildings/{building}/georeference. */
export const BuildingPlace = z.object({
  building: z.string(),
  placement: Placement,
  /** Where the record comes from; hand: a person placed it. */
  source: z.string(),
  /** Devices that stand by coordinates of their own and do not move with the model. */
  devices: z.int(),
  georeference: Georeference.nullable(),
  residualM: z.number().nullable(),
  corrections: z.array(Correction),
});
export type BuildingPlace = z.infer<typeof BuildingPlace>;

/** PUT /api/v1/buildings/{building}/placement: what came of it. */
export const MovedBuilding = BuildingPlace.pick({
  building: true,
  placement: true,
  source: true,
  devices: true,
}).extend({
  changed: z.boolean(),
  movedM: z.number(),
});
export type MovedBuilding = z.infer<typeof MovedBuilding>;
