import { z } from 'zod';

const Span = z.tuple([z.number(), z.number()]);

/** A replay that is open: the past, played for everybody who follows it. Times are epoch ms. */
export const Replay = z.object({
  /** Also the name of its course. */
  id: z.string(),
  /** Who began it, and when. */
  by: z.string(),
  since: z.number(),
  at: z.number(),
  speed: z.number(),
  playing: z.boolean(),
  loop: Span.nullable(),
  gapUntil: z.number().nullable(),
});
export type Replay = z.infer<typeof Replay>;

export const ReplaysReply = z.object({ items: z.array(Replay) });

/** What can be changed of a replay; what is not given stays. */
export interface ReplayChange {
  readonly at?: number;
  readonly speed?: number;
  readonly playing?: boolean;
  readonly loop?: readonly [number, number] | null;
}

export const Bookmark = z.object({ id: z.string(), at: z.number(), label: z.string(), by: z.string() });
export type Bookmark = z.infer<typeof Bookmark>;

/** A span of the recorded past at a glance. */
export const PastSpan = z.object({
  from: z.number(),
  to: z.number(),
  /** Alarms raised in each of equal parts of the span, by facility. */
  density: z.array(z.object({ facility: z.string(), counts: z.array(z.number()) })),
  /** When nothing was recorded. */
  gaps: z.array(Span),
  bookmarks: z.array(Bookmark),
});
export type PastSpan = z.infer<typeof PastSpan>;

/** An alarm that a search found, as a mark in time. */
export const FoundAlarm = z.object({
  id: z.string(),
  raisedAt: z.number(),
  facility: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  label: z.object({ zh: z.string(), en: z.string() }),
  deviceName: z.string(),
});
export type FoundAlarm = z.infer<typeof FoundAlarm>;
export const FoundAlarms = z.object({ items: z.array(FoundAlarm), next: z.string().nullable() });
