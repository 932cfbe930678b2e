import { DutyRecord } from 'twin-core';
import { viewPerson } from '../base/mask.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, PersonView } from './exposure.ts';
import { listOf } from './input.ts';

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
      answer: {
        status: 200,
        description: 'The running duties; names and numbers masked by right',
        schema: listOf(DutyView),
      },
      handle: ({ caller }) => {
        const exposure = exposureOf(deps, caller.principal);
        const items = registry.dutiesAt((deps.now ?? Date.now)()).flatMap((duty) => {
          const person = registry.person(duty.person);
          return person ? { ...duty, person: viewPerson(person, exposure) } : [];
        });
        return { items, next: null };
      },
    }),
  ];
}
