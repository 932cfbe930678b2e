import { WallLayout, WallWish } from 'twin-core';
import { z } from 'zod';

export const LayoutEntry = WallLayout.extend({
  /** Every site has it; it is not changed. */
  preset: z.boolean(),
  version: z.string(),
});
export type LayoutEntry = z.infer<typeof LayoutEntry>;

/** GET /api/v1/wall: what the wall shows, who holds it, and the layouts it can have. Times are epoch ms. */
export const Wall = z.object({
  wish: WallWish,
  setBy: z.string().nullable(),
  setAt: z.number().nullable(),
  holder: z.object({ account: z.string(), name: z.string(), until: z.number(), own: z.boolean() }).nullable(),
  layouts: z.array(LayoutEntry),
});
export type Wall = z.infer<typeof Wall>;
