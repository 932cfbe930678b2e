import { z } from 'zod';

/** A point [x, y, z] in metres of the building frame: x right, y forward, z up (place.ts). */
const Place = z.tuple([z.number(), z.number(), z.number()]);

/** Where people can be: an IfcSpace. Ways begin in it; none leads through its node. */
export const WalkableSpace = z.object({
  /** GlobalId of the IfcSpace. */
  id: z.string(),
  name: z.string(),
  /** IfcSpace.LongName: what people call it, where that is another. */
  label: z.string().optional(),
  /** Its IfcSpace.ObjectType: HOME, CORRIDOR, STAIR, LIFT …; null where the file says none. */
  use: z.string().nullable(),
  /** Name of its IfcBuildingStorey. */
  storey: z.string().nullable(),
  /** A point on its floor, inside its outline. */
  at: Place,
  areaM2: z.number().nonnegative(),
});
export type WalkableSpace = z.infer<typeof WalkableSpace>;

/** What people pass: a door, a wall's opening without one, a door to the outside at the ground, the foot or the head of a stair. */
const PortalKind = z.enum(['door', 'opening', 'exit', 'stair']);

export const WalkablePortal = z.object({
  /** GlobalId of the IfcDoor or of the opening; of a stair with `/foot` or `/head`. */
  id: z.string(),
  kind: PortalKind,
  name: z.string(),
  storey: z.string().nullable(),
  at: Place,
  /** Clear width, metres; null where nothing says it. */
  widthM: z.number().positive().nullable(),
  /** The spaces it joins; one alone for an exit. */
  spaces: z.array(z.string()),
  /** Joined by where things lie, because the file has no relation that says it. */
  inferred: z.boolean(),
});
export type WalkablePortal = z.infer<typeof WalkablePortal>;

/** A way over a floor within one space, or up and down a stair. People go both ways, but for those that begin in a space's own node. */
export const WalkableEdge = z.object({
  /** A portal, or the space where the way begins. */
  from: z.string(),
  /** A portal. */
  to: z.string(),
  kind: z.enum(['floor', 'stair']),
  /** The space of a floor's way. */
  space: z.string().nullable(),
  /** Metres as walked; along the slope of a stair. */
  lengthM: z.number().nonnegative(),
  /** Width of a stair, metres; null for floors, and where nothing says it. */
  widthM: z.number().positive().nullable(),
  inferred: z.boolean(),
});
export type WalkableEdge = z.infer<typeof WalkableEdge>;

/** Something of a model that makes its ways doubtful: what, how often, and an example. */
export const WalkableFinding = z.object({
  code: z.enum([
    'noSpaces',
    'noDoors',
    'noExit',
    'noStair',
    'doorNowhere',
    'stairNoLanding',
    'spacesOverlap',
    'spaceCutOff',
  ]),
  count: z.int(),
  /** GlobalIds of the first of them. */
  examples: z.array(z.string()),
});
export type WalkableFinding = z.infer<typeof WalkableFinding>;

/** walkable.json of a baked building: where people can walk in it. Metres of the building frame. */
export const WalkableFile = z.object({
  version: z.literal(1),
  spaces: z.array(WalkableSpace),
  portals: z.array(WalkablePortal),
  edges: z.array(WalkableEdge),
  findings: z.array(WalkableFinding),
});
export type WalkableFile = z.infer<typeof WalkableFile>;
