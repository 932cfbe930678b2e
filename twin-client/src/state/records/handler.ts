import { z } from 'zod';

/** GET /api/v1/handlers: the people alarms can be assigned to. The journal and the twin hold their ids alone. */
export const HandlersReply = z.object({
  items: z.array(z.object({ id: z.string(), account: z.string(), displayName: z.string() })),
});
