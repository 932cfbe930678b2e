import { z } from 'zod';
import { callList } from '../base/call-list.ts';
import { viewPerson } from '../base/mask.ts';
import type { ListedAlarm } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, PersonView } from './exposure.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const CallView = z.object({
  person: PersonView,
  role: z.string().nullable().describe('of the duty; null for whoever looks after the device'),
});

const id = z.object({ id: code });

/** An alarm for others: as an alert for other systems, and the people to be called. */
export function alarmOutletEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry } = deps;
  const known = async (given: string): Promise<ListedAlarm> => {
    const { rows } = await pool.query<{ body: ListedAlarm }>('SELECT body FROM alarm WHERE site = $1 AND id = $2', [
      site,
      given,
    ]);
    if (!rows[0]) throw new Problem('not-found', `no alarm ${given}`);
    return rows[0].body;
  };
  return [
    endpoint({
      method: 'get',
      path: '/alarms/{id}.cap',
      tag: 'alarms',
      summary: 'An alarm as an alert for other systems: the newest message of the Common Alerting Protocol 1.2',
      right: 'twin.view',
      params: id,
      answer: { status: 200, description: 'The message (application/cap+xml)', schema: z.unknown() },
      problems: ['not-found', 'gone', 'unavailable'],
      handle: async ({ params, setHeader }) => {
        const alert = await deps.alertOf(await known(params.id));
        if (alert === null) throw new Problem('gone', `the journal of ${params.id} is not kept any more`);
        setHeader('Content-Type', 'application/cap+xml; charset=utf-8');
        return piecesOf(alert);
      },
    }),
    endpoint({
      method: 'get',
      path: '/alarms/{id}/call-list',
      tag: 'alarms',
      summary: 'Who is to be called for an alarm now: whoever looks after its device, then the people on duty',
      right: 'twin.view',
      params: id,
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'Names and numbers masked by right', schema: listOf(CallView) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query, caller }) => {
        const { device } = await known(params.id);
        const exposure = exposureOf(deps, caller.principal);
        const entries = callList(registry, registry.device(device), (deps.now ?? Date.now)());
        const items = entries.map(({ person, role }) => ({ person: viewPerson(person, exposure), role }));
        return pageOfWhole(items, query, ({ person }) => person.code);
      },
    }),
  ];
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  yield text;
}
