import { z } from 'zod';
import { KeptTrace } from '../facilities/falling-objects/kept-trace.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, text } from './input.ts';
import { Problem } from './problem.ts';

const WITHHELD = 'withheld without the right fall.homes';

const Confirmed = z.object({
  storey: z.string(),
  home: z.string().nullable().describe(`null: ${WITHHELD}`),
  by: z.string().describe('account id'),
  at: z.number().describe('epoch ms'),
  reason: z.string().nullable().describe(`null: ${WITHHELD}`),
});
const TraceView = KeptTrace.omit({ homes: true, otherHome: true, path: true }).extend({
  tracedAt: z.number().describe('epoch ms'),
  homes: KeptTrace.shape.homes.nullable().describe(`null: ${WITHHELD}`),
  otherHome: KeptTrace.shape.otherHome.nullable(),
  path: KeptTrace.shape.path.nullable().describe(`it leads to one window: null, ${WITHHELD}`),
  confirmed: Confirmed.nullable(),
});
const ConfirmBody = z.strictObject({
  home: code,
  reason: text(500).refine((value) => value.trim() !== '', { error: 'expected a reason' }),
});

/** Where falling objects were traced back to, and the home that a person confirmed by signature: clauses 7.2.16-2, E6.1.13-2, 8.1.3-7. */
export function throwTraceEndpoints(deps: ApiDeps): Endpoint[] {
  const { site, decide, registry, access, throwTraces, now = Date.now } = deps;
  const read = async (alarm: string, caller: Caller): Promise<z.infer<typeof TraceView> | null> => {
    const found = await throwTraces.of(alarm);
    if (!found) return null;
    const { trace, confirmed, tracedAt } = found;
    const maySee = caller.principal !== null && decide(caller.principal, 'fall.homes', { site }).allowed;
    return {
      ...trace,
      tracedAt,
      homes: maySee ? trace.homes : null,
      otherHome: maySee ? trace.otherHome : null,
      path: maySee ? trace.path : null,
      confirmed: confirmed && {
        ...confirmed,
        home: maySee ? confirmed.home : null,
        reason: maySee ? confirmed.reason : null,
      },
    };
  };
  return [
    endpoint({
      method: 'get',
      path: '/alarms/{id}/throw-trace',
      tag: 'alarms',
      summary: 'Where a falling object came from: storeys for everybody, homes and the path by right',
      right: 'twin.view',
      params: z.object({ id: code }),
      answer: {
        status: 200,
        description: 'The trace',
        schema: TraceView.nullable().describe('null: it told of no track'),
      },
      problems: ['unavailable'],
      handle: ({ params, caller }) => read(params.id, caller),
    }),
    endpoint({
      method: 'post',
      path: '/alarms/{id}/throw-trace/confirmation',
      tag: 'alarms',
      summary: 'Sign that it came from this home, with the reason; once',
      right: 'fall.confirm',
      params: z.object({ id: code }),
      body: ConfirmBody,
      answer: { status: 200, description: 'The trace with its confirmation', schema: TraceView.nullable() },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { id }, body: { home, reason }, caller }) => {
        const found = await throwTraces.of(id);
        if (!found) throw new Problem('not-found', `no track of alarm ${id} was traced`);
        const house = registry.house(home);
        if (!house) throw new Problem('not-found', `no house ${home}`);
        if (found.confirmed) throw new Problem('conflict', 'a home is confirmed already');
        const storey = found.trace.homes.find((each) => each.home === home)?.storey ?? `${house.floorNumber}F`;
        const by = caller.principal!.id;
        // The journal, which every desk is sent, knows the storey; home and reason stand with the trace, where they are seen by right.
        const signed = { action: 'confirmSource', by, reason: null, until: null, assignee: null, step: null } as const;
        const answer = await deps.handleAlarm({ alarm: id, ...signed, answer: storey });
        if ('refused' in answer) throw new Problem('conflict', answer.reason);
        if (!(await throwTraces.confirm(id, { home, storey, by, at: now(), reason })))
          throw new Problem('conflict', 'a home is confirmed already');
        const audit = { subject: `${id} ${home}`, result: 'done', detail: { storey, reason } } as const;
        await access.audit.append(caller, { action: 'fall.confirm', ...audit });
        return read(id, caller);
      },
    }),
  ];
}
