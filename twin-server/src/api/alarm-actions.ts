import type { AlarmAction } from 'twin-core';
import { z } from 'zod';
import type { DeskAnswer } from '../alarm/desk.ts';
import { handlers, partners } from './alarm-people.ts';
import { AlarmView, viewAlarm } from './alarm-view.ts';
import { toldInStep } from './alarm-ways.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, instant, text } from './input.ts';
import { Problem } from './problem.ts';

const SHELVE_LIMIT_MS = 7 * 86_400_000;

const reason = text(500).refine((value) => value.trim() !== '', { error: 'expected a reason' });
const Plain = z.strictObject({ reason: reason.optional() });
const Reasoned = z.strictObject({ reason });

interface ActionInput {
  readonly reason?: string;
  readonly until?: number;
  readonly assignee?: string;
  readonly partner?: string;
  readonly step?: string;
  readonly answer?: string;
}

/** What can be done with an alarm, and what has to be said with it (WALL: false alarm by reason and confirmation, shelving by reason and end). */
const ACTIONS: Readonly<
  Record<
    Exclude<AlarmAction, 'proposeDismissal' | 'receive' | 'reply' | 'confirmSource'>,
    { readonly summary: string; readonly body: z.ZodType<ActionInput> }
  >
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
  refer: {
    summary:
      'Pass it to another party, such as the street office or the police, which says that it has it and replies (E6.1.8-2)',
    body: Reasoned.extend({ partner: text(64).min(1).describe('account id or name of the party') }),
  },
  resolve: { summary: 'Close the case: what was to do is done', body: Plain },
  step: {
    summary: 'Do a step of its procedure, with the answer where it asks for one',
    body: Plain.extend({ step: code, answer: code.optional() }),
  },
  comment: { summary: 'Add a comment', body: Reasoned },
};

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
          assignee: await findAccount(deps, body),
          step: body.step ?? null,
          answer: body.answer ?? null,
          ...(body.step !== undefined && { told: await toldInStep(deps, id, body.step) }),
        });
        return viewHandled(deps, id, answer);
      },
    });
  });
}

/** The alarm after something was done with it. Throws Problem where it was refused. */
export async function viewHandled(deps: ApiDeps, id: string, answer: DeskAnswer): Promise<AlarmView> {
  if ('alarm' in answer)
    return viewAlarm(answer.alarm, deps.catalogue, deps.registry.device(answer.alarm.device)?.name);
  if (answer.refused === 'unknown' && !(await isClosed(deps, id))) throw new Problem('not-found', `no alarm ${id}`);
  throw new Problem('conflict', answer.refused === 'unknown' ? 'the alarm is closed' : answer.reason);
}

function checkUntil({ now = Date.now }: ApiDeps, until: number | undefined): number | null {
  if (until === undefined) return null;
  const ahead = until - now();
  if (ahead > 0 && ahead <= SHELVE_LIMIT_MS) return until;
  const reason = 'expected a time within the next 7 days';
  throw new Problem('invalid-input', `body.until: ${reason}`, { faults: [{ in: 'body', field: 'until', reason }] });
}

/** The id of the account an alarm goes to: of somebody who handles alarms, or of another party. Throws Problem for others. */
async function findAccount(deps: ApiDeps, { assignee, partner }: ActionInput): Promise<string | null> {
  const field = partner === undefined ? 'assignee' : 'partner';
  const name = (partner ?? assignee)?.trim().toLowerCase();
  if (name === undefined) return null;
  const people = await (partner === undefined ? handlers(deps) : partners(deps));
  const found = people.find(({ id, account }) => id === name || account.toLowerCase() === name);
  if (found) return found.id;
  const reason = `expected the account of ${partner === undefined ? 'a person who may handle alarms' : 'a partner'}`;
  throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}

/** The twin holds open alarms only: one it does not know may have been closed. */
async function isClosed({ pool, site }: ApiDeps, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM alarm WHERE site = $1 AND id = $2', [site, id]);
  return rowCount === 1;
}
