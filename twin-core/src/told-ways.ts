import { z } from 'zod';

/** People of one storey on their way out. */
export const StoreyClearing = z.object({
  storey: z.string(),
  persons: z.int(),
  /** Those of them without a safe route. */
  stranded: z.int(),
  /** Until the last of the others is outside, seconds from when all set out; null where there is no other. */
  clearS: z.number().nullable(),
});
export type StoreyClearing = z.infer<typeof StoreyClearing>;

/** Ways out of a building in brief: what is said to people who are to leave it. Lengths in metres, times in seconds, `at` epoch ms. */
export const WaysOutTold = z.object({
  about: z.literal('waysOut'),
  at: z.number(),
  building: z.string(),
  persons: z.int(),
  stranded: z.int(),
  clearS: z.number(),
  /** Alarms of a fire nobody knows the room of: the ways are not to be trusted. */
  unplaced: z.int(),
  /** Exits to use, with the shelter behind each; null where none has room. */
  exits: z.array(
    z.object({
      name: z.string(),
      persons: z.int(),
      shelter: z.object({ name: z.string(), distanceM: z.number() }).nullable(),
    }),
  ),
  /** Storeys with people, the lowest first. */
  storeys: z.array(StoreyClearing),
  /** What nobody passes. */
  blocked: z.array(
    z.object({
      storey: z.string().nullable(),
      name: z.string(),
      why: z.enum(['fire', 'smoke', 'openFireDoor', 'locked', 'hand']),
    }),
  ),
});
export type WaysOutTold = z.infer<typeof WaysOutTold>;

const Equipment = z.object({
  code: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  distanceM: z.number(),
});

/** The way in for responders in brief. Lengths in metres, `at` epoch ms. */
export const WayInTold = z.object({
  about: z.literal('wayIn'),
  at: z.number(),
  building: z.string(),
  gate: z.object({ name: z.string(), lengthM: z.number() }).nullable(),
  entrance: z.string().nullable(),
  /** From the entrance to where it burns; null where the room is not known. */
  lengthM: z.number().nullable(),
  /** Lanes and standing grounds of fire engines; occupied is null where no sensor tells. */
  lanes: z.array(z.object({ code: z.string(), name: z.string(), occupied: z.boolean().nullable() })),
  fireLifts: z.array(Equipment),
  riserInlets: z.array(Equipment),
  riserOutlets: z.array(Equipment),
  hydrants: z.array(Equipment),
});
export type WayInTold = z.infer<typeof WayInTold>;

/** What people were told about ways when a step of a procedure was done, as it stood then. */
export const ToldWays = z.discriminatedUnion('about', [WaysOutTold, WayInTold]);
export type ToldWays = z.infer<typeof ToldWays>;
