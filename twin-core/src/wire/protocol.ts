import { z } from 'zod';

/** Socket.IO namespace of the push channel (W5). */
export const NAMESPACE = '/twin';

/** What a client wants to see; a missing list means everything of that kind. Alarm events of the site always come. */
export const Interest = z.object({
  facilities: z.array(z.string()).max(64).optional(),
  buildings: z.array(z.string()).max(1000).optional(),
  storeys: z
    .array(z.object({ building: z.string(), storey: z.string() }))
    .max(1000)
    .optional(),
  devices: z.array(z.string()).max(10_000).optional(),
  /** A window of the map: west, south, east, north in degrees. */
  window: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
});
export type Interest = z.infer<typeof Interest>;

/** Client → server `watch` (W7): from nothing, or from the last seq it has. */
export const WatchRequest = z.object({
  site: z.string(),
  interest: Interest,
  /** The last upto it folded; the answer then continues after it, or is a snapshot. */
  resumeAfter: z.number().int().nonnegative().nullable(),
});
export type WatchRequest = z.infer<typeof WatchRequest>;

/** Client → server `credit` (W24): frames it has folded up to this seq. */
export const Credit = z.object({ upto: z.number().int().nonnegative() });
export type Credit = z.infer<typeof Credit>;

/** How another course of the site's time than the live one goes (W34): a replay of what was recorded, or a drill. */
export interface Course {
  readonly kind: 'replay' | 'drill';
  /** The course's clock, epoch ms. */
  readonly at: number;
  /** How many seconds of the course pass in a second. */
  readonly speed: number;
  readonly playing: boolean;
  /** The span it plays again and again, epoch ms; null where it goes on. */
  readonly loop: readonly [from: number, to: number] | null;
  /** It stands before a stretch of which nothing was recorded, and when that ends; null for none. */
  readonly gapUntil: number | null;
  /** Grows when what the API tells of it became another. */
  readonly revision: number;
}

/** How many unacknowledged frames the server sends before it waits and coalesces (W24). */
export const CREDIT_WINDOW = 8;

/** Names of the messages on the channel. Both blocks are one binary argument. */
export const MESSAGE = {
  watch: 'watch',
  credit: 'credit',
  snapshot: 'snapshot',
  frame: 'frame',
  refused: 'refused',
} as const;
