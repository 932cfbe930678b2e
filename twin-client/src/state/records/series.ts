import { z } from 'zod';

/** One interval of a datastream's history; time is its start. */
export const SeriesPoint = z.object({
  /** Epoch ms. */
  time: z.number(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  last: z.number(),
  count: z.number(),
});
export type SeriesPoint = z.infer<typeof SeriesPoint>;

/** GET /api/v1/devices/{code}/observations with `interval`. */
export const SeriesReply = z.object({ items: z.array(SeriesPoint) });

/** Which part of a history is asked for; times are epoch ms. */
export interface SeriesRequest {
  readonly property: string;
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
}
