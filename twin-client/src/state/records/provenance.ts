import { z } from 'zod';

/** Storage times (epoch ms) and source of a record: clauses 6.4.1-2-4, 6.4.1-3-5, 6.4.1-8-4. */
export const Provenance = z.object({ storedAt: z.number(), updatedAt: z.number(), source: z.string() });
export type Provenance = z.infer<typeof Provenance>;
