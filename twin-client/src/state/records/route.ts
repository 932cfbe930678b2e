import { StoreyClearing, WayInTold, WaysOutTold } from 'twin-core';
import { WalkableFinding } from 'twin-core/geometry';
import { z } from 'zod';

const Place = z.tuple([z.number(), z.number(), z.number()]);
const Degrees = z.tuple([z.number(), z.number()]);

/** The way out of one space. */
export const EscapeRoute = z.object({
  space: z.string(),
  name: z.string(),
  use: z.string().nullable(),
  storey: z.string().nullable(),
  state: z.enum(['safe', 'smoky', 'blocked', 'unconnected']),
  exit: z.string().nullable(),
  exitName: z.string().nullable(),
  lengthM: z.number().nullable(),
  walkS: z.number().nullable(),
  clearS: z.number().nullable(),
  /** `space`: GlobalId of the one walked through to get there; null along a stair. */
  line: z.array(
    z.object({ at: Place, storey: z.string().nullable(), space: z.string().nullable(), inferred: z.boolean() }),
  ),
  blockedBy: z.array(z.string()),
});
export type EscapeRoute = z.infer<typeof EscapeRoute>;

/** What is in the way, and why. */
export const RouteObstruction = z.object({
  at: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  place: Place,
  level: z.enum(['blocked', 'smoke']),
  why: z.enum(['fire', 'smoke', 'openFireDoor', 'locked', 'hand']),
  cause: z.string(),
  clearSince: z.number().nullable(),
});
export type RouteObstruction = z.infer<typeof RouteObstruction>;

/** The ways out of a building as things stand. Lengths in metres, times in seconds. */
export const Evacuation = z.object({
  building: z.string(),
  at: z.number(),
  persons: z.number(),
  stranded: z.number(),
  clearS: z.number(),
  /** Storeys with people, the lowest first. */
  storeys: z.array(StoreyClearing),
  burns: z.boolean(),
  unplaced: z.array(z.string()),
  spaces: z.object({ count: z.number(), withRoute: z.number() }),
  inferred: z.number(),
  /** What of the model makes its ways doubtful. */
  findings: z.array(z.object({ code: WalkableFinding.shape.code, count: z.number() })),
  obstructions: z.array(RouteObstruction),
  exits: z.array(
    z.object({
      exit: z.string(),
      name: z.string(),
      storey: z.string().nullable(),
      place: Place,
      position: Degrees,
      persons: z.number(),
      clearS: z.number().nullable(),
      shelter: z
        .object({
          id: z.string(),
          name: z.string(),
          distanceM: z.number(),
          freeAfter: z.number(),
          line: z.array(Degrees),
        })
        .nullable(),
    }),
  ),
  routes: z.array(EscapeRoute),
  blockedWays: z.array(z.tuple([Place, Place])),
});
export type Evacuation = z.infer<typeof Evacuation>;

const Equipment = z.object({
  code: z.string(),
  name: z.string(),
  storey: z.string().nullable(),
  distanceM: z.number(),
  value: z.number().nullable(),
});

/** The way in for responders. */
export const WayIn = z.object({
  gate: z.object({ name: z.string(), lengthM: z.number(), line: z.array(Degrees) }).nullable(),
  entrance: z.object({ exit: z.string(), name: z.string(), position: Degrees }).nullable(),
  lengthM: z.number().nullable(),
  lanes: z.array(z.object({ code: z.string(), name: z.string(), occupied: z.boolean().nullable() })),
  indoorHydrants: z.array(Equipment),
  outdoorHydrants: z.array(Equipment),
  fireLifts: z.array(Equipment),
  riserInlets: z.array(Equipment),
  riserOutlets: z.array(Equipment),
});
export type WayIn = z.infer<typeof WayIn>;

/** GET /api/v1/alarms/{id}/ways: what people are told of its building; null where it has no walkable model. */
export const AlarmWays = z.object({ out: WaysOutTold.nullable(), in: WayInTold.nullable() });
export type AlarmWays = z.infer<typeof AlarmWays>;
