import { type Alarm, mayClose, referralFault, refusalOf } from '../alarm.ts';
import type { Catalogue } from '../catalogue.ts';
import type { AlarmAction, AlarmHandled, DeviceOrder } from '../event.ts';
import { stepsLeft, stepsOf } from '../procedure.ts';
import type { Decision, Following } from './decision.ts';
import { acknowledgedWith } from './raise.ts';
import { alarmTimer, clearTimer } from './timers.ts';

/** What a person asks to be done with an alarm. */
export type AlarmCommand = { readonly alarm: string } & Omit<AlarmHandled, 'kind' | 'id'>;

/** What a person tells a device; `id` is the order's own. */
export interface Order {
  readonly id: string;
  readonly by: string;
  readonly alarm: string | null;
  readonly device: string;
  readonly action: DeviceOrder;
}

const ACKNOWLEDGES: ReadonlySet<AlarmAction> = new Set(['acknowledge', 'dismiss', 'resolve']);

export function* decideCommand(decision: Decision, command: AlarmCommand): Following {
  const { state, now } = decision;
  const alarm = state.alarms.get(command.alarm);
  // Two people at once: the first wins, the second finds it done.
  if (!alarm || refusalOf(alarm, command.action) !== null) return;
  if (referralFault(alarm, command) !== null) return;
  if (command.action === 'step' && stepFault(decision.catalogue, alarm, command) !== null) return;
  const { alarm: id, ...rest } = command;
  if (isFirstOfTwo(decision.catalogue, alarm, command)) {
    if (alarm.dismissalBy === null) yield { kind: 'alarm.handled', id, ...rest, action: 'proposeDismissal' };
    return;
  }
  yield { kind: 'alarm.handled', id, ...rest };
  if (command.action === 'shelve' && command.until !== null)
    yield alarmTimer('unshelve', id, alarm.code, command.until);
  if (command.action === 'unshelve') yield* clearTimer(state, `unshelve:${id}`);
  if (command.action === 'step') yield* clearTimer(state, `step:${id}:${command.step}`);
  if (!ACKNOWLEDGES.has(command.action)) return;
  yield* clearTimer(state, `escalate:${id}`);
  if (alarm.sourceNormalAt !== null && alarm.active) yield { kind: 'alarm.returned', id, time: alarm.sourceNormalAt };
  const again = decision.catalogue.rule(alarm.code)?.reAlarmMs;
  if (again !== undefined && alarm.active) yield alarmTimer('reAlarm', id, alarm.code, now + again);
  yield* handleMembers(decision, alarm, command);
}

/** Whether a dismissal is only the word of the first person, where the site asks for two. */
export function isFirstOfTwo(
  catalogue: Catalogue,
  alarm: Alarm,
  { action, by }: Pick<AlarmCommand, 'action' | 'by'>,
): boolean {
  if (action !== 'dismiss' || !catalogue.rule(alarm.code)?.secondPerson) return false;
  return alarm.dismissalBy === null || alarm.dismissalBy === by;
}

/** What is done with an incident is done with its members: evidences of a false alarm are false too, what it explains is only seen. */
function* handleMembers({ state }: Decision, lead: Alarm, command: AlarmCommand): Following {
  for (const id of [...(state.members.get(lead.id) ?? [])]) {
    const member = state.alarms.get(id);
    if (!member) continue;
    if (command.action === 'dismiss' && member.group?.why === 'zone') {
      const { alarm: _lead, ...rest } = command;
      yield { kind: 'alarm.handled', id, ...rest };
    } else if (!member.acknowledged) yield acknowledgedWith(id, command.by, lead.id);
    if (member.active && member.sourceNormalAt !== null)
      yield { kind: 'alarm.returned', id, time: member.sourceNormalAt };
  }
}

/** Why this step may not be done so, in a few words; null when it may. A step may be answered anew: the last answer holds. */
export function stepFault(
  catalogue: Catalogue,
  alarm: Alarm,
  { step, answer }: Pick<AlarmCommand, 'step' | 'answer'>,
): string | null {
  const procedure = alarm.procedure === null ? undefined : catalogue.procedureFor(alarm.code);
  const asked = procedure && stepsOf(alarm, procedure).find(({ id }) => id === step);
  if (!asked) return `no step ${step} of its procedure is to be done now`;
  if (!asked.answers) return answer === null ? null : `step ${step} takes no answer`;
  const names = asked.answers.map(({ name }) => name);
  return answer !== null && names.includes(answer) ? null : `step ${step} takes one of ${names.join(', ')}`;
}

export function* decideOrder(order: Order): Following {
  yield { kind: 'action.asked', ...order };
}

/**
 * Closes an alarm whose source is normal, whose case and mandatory steps are done, and that leads no open alarm: asked after every
 * change of it.
 */
export function* decideClosing(decision: Decision, id: string): Following {
  const { state, catalogue } = decision;
  const alarm = state.alarms.get(id);
  if (!alarm || !mayClose(alarm) || state.members.has(id)) return;
  if (alarm.procedure !== null && stepsLeft(alarm, catalogue.procedureFor(alarm.code)).length > 0) return;
  const { group } = alarm;
  for (const purpose of ['escalate', 'unshelve', 'reAlarm', 'release']) yield* clearTimer(state, `${purpose}:${id}`);
  for (const step of catalogue.procedureFor(alarm.code)?.steps ?? []) yield* clearTimer(state, `step:${id}:${step.id}`);
  yield { kind: 'alarm.closed', id, from: alarm.case };
  if (group) yield* decideClosing(decision, group.lead);
}
