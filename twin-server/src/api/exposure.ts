import { z } from 'zod';
import type { Exposure, IdentityExposure } from '../base/mask.ts';
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

/** What of a person's identity this caller may see. */
export function identityExposureOf({ decide, site }: ApiDeps, principal: Principal | null): IdentityExposure {
  return {
    name: decide(principal, 'person.read', { site }).allowed,
    sensitive: decide(principal, 'person.sensitive', { site }).allowed,
  };
}
