import { LayerRecord } from 'twin-core';
import { z } from 'zod';
import { viewPerson } from '../base/mask.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, PersonView } from './exposure.ts';
import { text } from './input.ts';
import { Problem } from './problem.ts';

/** Who is responsible for a feature such as an emergency shelter (clause 5.8.8-2): its property `manager` is a person's code. */
export function featureManagerEndpoints(deps: ApiDeps): Endpoint[] {
  const { layers, registry } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/layers/{code}/features/{id}/manager',
      tag: 'layers',
      summary: 'Who is responsible for a feature; name and number masked by right',
      right: 'twin.view',
      params: z.object({ code: LayerRecord.shape.code, id: text(200).min(1) }),
      answer: {
        status: 200,
        description: 'The person; null where nobody is named',
        schema: z.object({ manager: PersonView.nullable() }),
      },
      problems: ['not-found'],
      handle: async ({ params: { code, id }, caller }) => {
        const feature = await layers.feature(code, id);
        if (!feature) throw new Problem('not-found', `no feature ${id} in layer ${code}`);
        const { manager } = feature.properties;
        const person = typeof manager === 'string' ? registry.person(manager) : undefined;
        return { manager: person ? viewPerson(person, exposureOf(deps, caller.principal)) : null };
      },
    }),
  ];
}
