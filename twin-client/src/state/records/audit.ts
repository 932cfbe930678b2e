import { z } from 'zod';

/** A line of the operation log; at is epoch ms. */
export const AuditLine = z.object({
  id: z.number(),
  at: z.number(),
  accountName: z.string().nullable(),
  action: z.string(),
  kind: z.enum(['change', 'read']),
  subject: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** What the operation log keeps of a role, or of programs with a key. */
export const AuditPolicy = z.object({
  role: z.enum(['administrator', 'operator', 'viewer', 'partner', 'apiKey']),
  keeps: z.enum(['changes', 'changesAndReads']),
});
export type AuditPolicy = z.infer<typeof AuditPolicy>;
