import type { AlarmAction } from 'twin-core';
import { z } from 'zod';
import { AlarmView, viewAlarm } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, instant, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

const SHELVE_LIMIT_MS = 7 * 86_400_000;

const reason = text(500).refine((value) => value.trim() !== '', { error: 'expected a reason' });
const Plain = z.strictObject({ reason: reason.optional() });
const Reasoned = z.strictObject({ reason });

interface ActionInput {
  readonly reason?: string;
  readonly until?: number;
  readonly assignee?: string;
  readonly step?: string;
  readonly answer?: string;
}

/** What can be done with an alarm, and what has to be said with it (WALL: false alarm by reason and confirmation, shelving by reason and end). */
const ACTIONS: Readonly<
  Record<Exclude<AlarmAction, 'proposeDismissal'>, { readonly summary: string; readonly body: z.ZodType<ActionInput> }>
> = {
  acknowledge: { summary: 'Acknowledge', body: Plain },
  dismiss: {
    summary:
      'Call it a false alarm: with reason and confirmation; the record stays. Where the site asks for two people the first is noted, the second decides',
    body: Reasoned.extend({ confirm: z.literal(true, 'expected true, as a second step') }),
  },
  shelve: {
    summary: 'Put aside until a time, at most 7 days ahead, with a reason',
    body: Reasoned.extend({ until: instant }),
  },
  unshelve: { summary: 'Take back what was put aside', body: Plain },
  suppress: { summary: 'Suppress by design, with a reason', body: Reasoned },
  unsuppress: { summary: 'End the suppression', body: Plain },
  outOfService: { summary: 'Take out of service, with a reason', body: Reasoned },
  returnToService: { summary: 'Return to service', body: Plain },
  assign: {
    summary: 'Assign to a person who may handle alarms',
    body: Plain.extend({ assignee: text(64).min(1).describe('account id or name') }),
  },
  resolve: { summary: 'Close the case: what was to do is done', body: Plain },
  step: {
    summary: 'Do a step of its procedure, with the answer where it asks for one',
    body: Plain.extend({ step: code, answer: code.optional() }),
  },
  comment: { summary: 'Add a comment', body: Reasoned },
};

const Handler = z.object({ id: z.string().describe('account id'), account: z.string(), displayName: z.string() });

/** Who may handle alarms: those that one can be assigned to. */
export function handlerEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/handlers',
      tag: 'alarms',
      summary: 'The people who may handle alarms, by account name',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of people, or all of them', schema: listOf(Handler) },
      handle: async ({ query }) => pageOfWhole(await handlers(deps), query, ({ id }) => id),
    }),
  ];
}

/** One operation for each thing an operator may do with an alarm. */
export function alarmActionEndpoints(deps: ApiDeps): Endpoint[] {
  return Object.entries(ACTIONS).map(([name, { summary, body }]) => {
    const action = name as AlarmAction;
    return endpoint({
      method: 'post',
      path: `/alarms/{id}/${action}`,
      tag: 'alarms',
      summary,
      right: 'alarm.handle',
      params: z.object({ id: code }),
      body,
      answer: { status: 200, description: 'The alarm after it, journaled', schema: AlarmView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { id }, body, caller }) => {
        const answer = await deps.handleAlarm({
          alarm: id,
          action,
          // The right makes sure that there is somebody.
          by: caller.principal!.id,
          reason: body.reason ?? null,
          until: checkUntil(deps, body.until),
          assignee: await findAssignee(deps, body.assignee),
          step: body.step ?? null,
          answer: body.answer ?? null,
        });
        if ('alarm' in answer)
          return viewAlarm(answer.alarm, deps.catalogue, deps.registry.device(answer.alarm.device)?.name);
        if (answer.refused === 'unknown' && !(await isClosed(deps, id)))
          throw new Problem('not-found', `no alarm ${id}`);
        throw new Problem('conflict', answer.refused === 'unknown' ? 'the alarm is closed' : answer.reason);
      },
    });
  });
}

function checkUntil({ now = Date.now }: ApiDeps, until: number | undefined): number | null {
  if (until === undefined) return null;
  const ahead = until - now();
  if (ahead > 0 && ahead <= SHELVE_LIMIT_MS) return until;
  const reason = 'expected a time within the next 7 days';
  throw new Problem('invalid-input', `body.until: ${reason}`, { faults: [{ in: 'body', field: 'until', reason }] });
}

async function handlers({ access, decide, site }: ApiDeps): Promise<z.infer<typeof Handler>[]> {
  const people = await access.accounts.people();
  return people
    .filter((person) => decide(person, 'alarm.handle', { site }).allowed)
    .map(({ id, account, displayName }) => ({ id, account, displayName }));
}

async function findAssignee(deps: ApiDeps, given: string | undefined): Promise<string | null> {
  if (given === undefined) return null;
  const name = given.trim().toLowerCase();
  const found = (await handlers(deps)).find(({ id, account }) => id === name || account.toLowerCase() === name);
  if (found) return found.id;
  const reason = 'expected the account of a person who may handle alarms';
  throw new Problem('invalid-input', `body.assignee: ${reason}`, {
    faults: [{ in: 'body', field: 'assignee', reason }],
  });
}

/** The twin holds open alarms only: one it does not know may have been closed. */
async function isClosed({ pool, site }: ApiDeps, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM alarm WHERE site = $1 AND id = $2', [site, id]);
  return rowCount === 1;
}
