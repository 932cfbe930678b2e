import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { decodeCursor, listOf, page, pageOf } from './input.ts';

const AuditView = z.object({
  id: z.int(),
  at: z.number().describe('epoch ms'),
  account: z.string().nullable().describe('account id'),
  accountName: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});

/** Who did what. */
export function auditEndpoints({ access }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/audit',
      tag: 'audit',
      summary: 'Who did what, when, from where, with what result; the newest first',
      right: 'audit.read',
      platform: true,
      query: z.strictObject(page(100)),
      answer: { status: 200, description: 'A page of the audit', schema: listOf(AuditView) },
      handle: async ({ query }) => {
        const [before] = query.cursor === undefined ? [] : decodeCursor(query.cursor, z.tuple([z.int()]));
        const entries = await access.audit.list({ before, limit: query.limit + 1 });
        return pageOf(
          entries.map((entry) => ({ ...entry, detail: entry.detail && { ...entry.detail } })),
          query.limit,
          (last) => [last.id],
        );
      },
    }),
  ];
}
