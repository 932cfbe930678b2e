import { z } from 'zod';
import type { Exposure } from '../base/mask.ts';
import type { Principal } from '../principal.ts';
import type { ApiDeps } from './deps.ts';

/** A person as given out: masked unless the caller has the right (clause 8.1.3-7). */
export const PersonView = z.object({
  code: z.string(),
  name: z.string().describe('surname only, without the right person.read'),
  phone: z.string().nullable().describe('the middle hidden, without the right person.contact'),
});

/** How much of a person this caller may see. */
export function exposureOf({ decide, site }: ApiDeps, principal: Principal | null): Exposure {
  if (decide(principal, 'person.contact', { site }).allowed) return 'full';
  return decide(principal, 'person.read', { site }).allowed ? 'name' : 'masked';
}
