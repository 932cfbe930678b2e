import { z } from 'zod';

/** What a screen says of itself. Ages are ms. */
export const ScreenReport = z.object({
  name: z.string().nullable(),
  page: z.string(),
  framesAsked: z.number(),
  framesCame: z.number(),
  dataAgeMs: z.number().nullable(),
  scene: z.enum(['drawn', 'loading', 'instead', 'failed', 'hidden']),
  sound: z.enum(['on', 'off', 'blocked']),
});
export type ScreenReport = z.infer<typeof ScreenReport>;

/** A screen of the monitoring centre as the server knows it. Times are epoch ms. */
export const ScreenEntry = z.object({
  id: z.string(),
  name: z.string().nullable(),
  device: z.string().nullable(),
  condition: z.enum(['alive', 'silent', 'closed']),
  userAgent: z.string().nullable(),
  heardAt: z.number(),
  ageMs: z.number(),
  report: ScreenReport.nullable(),
});
export type ScreenEntry = z.infer<typeof ScreenEntry>;
