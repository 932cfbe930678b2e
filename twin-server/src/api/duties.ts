import { createHash } from 'node:crypto';
import { DutyRecord } from 'twin-core';
import { z } from 'zod';
import { viewPerson } from '../base/mask.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, PersonView } from './exposure.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';

const DutyView = DutyRecord.extend({ person: PersonView });

/** Who is on duty. */
export function dutyEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/duties',
      tag: 'people',
      summary: 'Who is on duty now, by the local time of the site',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: {
        status: 200,
        description: 'The running duties; names and numbers masked by right',
        schema: listOf(DutyView),
      },
      handle: ({ caller, query }) => {
        const exposure = exposureOf(deps, caller.principal);
        const running = registry.dutiesAt((deps.now ?? Date.now)()).flatMap((duty) => {
          const person = registry.person(duty.person);
          return person ? { key: JSON.stringify(duty), view: { ...duty, person: viewPerson(person, exposure) } } : [];
        });
        const { items, next } = pageOfWhole(running, query, ({ key }) => digestOf(key));
        return { items: items.map(({ view }) => view), next };
      },
    }),
  ];
}

/** A duty has no code: its fields tell it apart, without saying in a cursor whose it is. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
