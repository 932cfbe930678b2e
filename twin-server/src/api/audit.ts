import { z } from 'zod';
import { ROLE_NAMES } from '../principal.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, instant, listOf, page, pageIfAsked, pageOf, pageOfWhole, text } from './input.ts';

const AuditKind = z.enum(['change', 'read']);
const AuditResult = z.enum(['done', 'refused', 'failed']);
const AuditView = z.object({
  id: z.int(),
  at: z.number().describe('epoch ms'),
  account: z.string().nullable().describe('account id'),
  accountName: z.string().nullable(),
  action: z.string(),
  kind: AuditKind,
  subject: z.string().nullable(),
  result: AuditResult,
  address: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
const AuditQuery = z
  .strictObject({
    ...page(100),
    account: code.optional().describe('account name'),
    kind: AuditKind.optional(),
    result: AuditResult.optional(),
    q: text(100).min(1).optional().describe('a part of the action or of what it was done to'),
    from: instant.optional(),
    until: instant.optional().describe('before it'),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    error: 'expected a later time than from',
    path: ['until'],
  });

const Audited = z.enum([...ROLE_NAMES, 'apiKey']);
const PolicyView = z.object({
  role: Audited.describe('the role of people, or apiKey for programs'),
  keeps: z.enum(['changes', 'changesAndReads']).describe('refusals, and who came and went, are kept of all'),
});

/** Who did what (8.2.1-5), and what is kept of whom (8.2.1-6). */
export function auditEndpoints({ access }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/audit',
      tag: 'audit',
      summary: 'Who did what, when, from where, with what result; the newest first',
      right: 'audit.read',
      platform: true,
      query: AuditQuery,
      answer: { status: 200, description: 'A page of the audit', schema: listOf(AuditView) },
      handle: async ({ query: { cursor, limit, account, q, ...query } }) => {
        const [before] = cursor === undefined ? [] : decodeCursor(cursor, z.tuple([z.int()]));
        const entries = await access.audit.list({
          ...query,
          accountName: account,
          words: q,
          before,
          limit: limit + 1,
        });
        return pageOf(
          entries.map((entry) => ({ ...entry, detail: entry.detail && { ...entry.detail } })),
          limit,
          (last) => [last.id],
        );
      },
    }),
    endpoint({
      method: 'get',
      path: '/audit-policies',
      tag: 'audit',
      summary: 'What the audit keeps of whom',
      right: 'audit.read',
      platform: true,
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A policy for each role, and for API keys', schema: listOf(PolicyView) },
      problems: ['conflict', 'unavailable'],
      handle: async ({ query }) => {
        const items = Array.from(await access.policies.all(), ([role, keeps]) => ({ role, keeps }));
        return pageOfWhole(items, query, ({ role }) => role);
      },
    }),
    endpoint({
      method: 'put',
      path: '/audit-policies/{role}',
      tag: 'audit',
      summary: 'Say what the audit keeps of a role from now on; what it has stays',
      right: 'account.manage',
      platform: true,
      params: z.object({ role: Audited }),
      body: PolicyView.pick({ keeps: true }).strict(),
      answer: { status: 200, description: 'The policy', schema: PolicyView },
      problems: ['unavailable'],
      handle: async ({ params: { role }, body: { keeps }, caller }) => {
        await access.policies.set(role, keeps);
        await access.audit.append(caller, {
          action: 'audit.policy',
          subject: role,
          result: 'done',
          detail: { keeps },
        });
        return { role, keeps };
      },
    }),
  ];
}
