import { z } from 'zod';

const Words = z.object({ zh: z.string(), en: z.string() });

const PublicValue = z.object({
  property: z.string(),
  label: Words,
  unit: z.string(),
  decimals: z.number(),
  value: z.number(),
  ageMs: z.number(),
});
export type PublicValue = z.infer<typeof PublicValue>;

const PublicPoint = z.object({
  name: z.string(),
  kind: z.string(),
  indoors: z.boolean(),
  values: z.array(PublicValue),
});
export type PublicPoint = z.infer<typeof PublicPoint>;

/** What is published of a site's environment; time is epoch ms. */
export const PublicEnvironment = z.object({
  site: Words,
  timeZone: z.string(),
  time: z.number(),
  points: z.array(PublicPoint),
});
export type PublicEnvironment = z.infer<typeof PublicEnvironment>;
