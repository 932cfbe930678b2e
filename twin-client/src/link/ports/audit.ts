import { z } from 'zod';
import type { AuditPort } from '../../state/ports/audit.ts';
import { AuditLine, AuditPolicy } from '../../state/records/audit.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Lines that are shown at first, and more each time. */
const PAGE = 100;
const Lines = z.object({ items: z.array(AuditLine), next: z.string().nullable() });
const Policies = z.object({ items: z.array(AuditPolicy) });

/** The operation log. */
export function auditPort(at: Address): AuditPort {
  return {
    page: (asked, cursor, signal) =>
      ask(at('/audit', { ...asked, cursor: cursor ?? undefined, limit: PAGE }), Lines, { signal }),
    policies: async (signal) => (await ask(at('/audit-policies'), Policies, { signal })).items,
    setPolicy: async ({ role, keeps }) => {
      await ask(at(`/audit-policies/${role}`), AuditPolicy, { method: 'PUT', body: { keeps } });
    },
  };
}
