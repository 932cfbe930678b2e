import { z } from 'zod';

/** Records by code and name, a page of a search: GET /api/v1/devices?q=, /api/v1/buildings?q=. */
export const NamedReply = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string() })),
  next: z.string().nullable(),
});
export type NamedReply = z.infer<typeof NamedReply>;
