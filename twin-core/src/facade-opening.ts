import { z } from 'zod';

/** What something can be thrown out of: a window, a door without a balcony, or the gap above a balcony's railing. */
export const FacadeOpening = z.object({
  /** GlobalId of the element. */
  globalId: z.string(),
  kind: z.enum(['window', 'door', 'balcony']),
  /** IfcBuildingStorey name. */
  storey: z.string(),
  /** GlobalId of the IfcSpace behind it. */
  space: z.string(),
  /** Of its outer face, metres in the building's frame. */
  middle: z.tuple([z.number(), z.number(), z.number()]),
  /** Where it faces: degrees clockwise from the frame's +Y. */
  outwardDeg: z.number().min(0).max(360),
  widthM: z.number().positive(),
  heightM: z.number().positive(),
});
export type FacadeOpening = z.infer<typeof FacadeOpening>;

/** facade.json, beside building.json: the openings of a building's facades. */
export const FacadeFile = z.object({ version: z.literal(1), openings: z.array(FacadeOpening) });
export type FacadeFile = z.infer<typeof FacadeFile>;
