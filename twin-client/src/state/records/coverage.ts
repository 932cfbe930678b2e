import { z } from 'zod';

const Position = z.tuple([z.number(), z.number()]);

/** A stretch of the boundary: metres along it, and its ends. */
const Stretch = z.object({ fromM: z.number(), toM: z.number(), from: Position, to: Position });

/** The six kinds of place of clause 7.2.10-1. */
const PlaceKind = z.enum(['estateEntrance', 'unitEntrance', 'carParkEntrance', 'mainRoad', 'fireLane', 'publicArea']);

/** What cameras and fences cover of the site. Heights are metres above the ellipsoid. */
export const Coverage = z.object({
  facades: z.array(
    z.object({
      building: z.string(),
      storey: z.string().nullable(),
      areaM2: z.number(),
      seenM2: z.number(),
      lowM: z.number(),
      highM: z.number(),
    }),
  ),
  perimeter: z.object({
    lengthM: z.number(),
    unfencedM: z.number(),
    unseenM: z.number(),
    openM: z.number(),
    unfenced: z.array(Stretch),
    unseen: z.array(Stretch),
    open: z.array(Stretch),
  }),
  placeKinds: z.array(z.object({ kind: PlaceKind, places: z.number(), covered: z.number() })),
  places: z.array(
    z.object({ kind: PlaceKind, code: z.string(), at: Position, seenShare: z.number(), covered: z.boolean() }),
  ),
});
export type Coverage = z.infer<typeof Coverage>;

/** Coverage as it is, and as it would be. */
export const CoverageChange = z.object({ now: Coverage, changed: Coverage });
export type CoverageChange = z.infer<typeof CoverageChange>;
