import type { Alarm } from '../alarm.ts';
import type { Grouping } from '../event.ts';
import type { AlarmRule, Priority } from '../facility.ts';
import type { Procedure } from '../procedure.ts';
import type { Device, TwinState } from '../twin.ts';
import type { Decision, Following } from './decision.ts';
import { gatherBelow, groupOf, releaseLater } from './group.ts';
import { alarmTimer } from './timers.ts';

/** Unacknowledged for longer, an alarm escalates (WALL: default 60 s for critical); none of the other priorities does by itself. */
const REACTION_LIMIT_MS: Readonly<Record<Priority, number | null>> = { 1: 60_000, 2: null, 3: null, 4: null };

/** What made a rule's condition hold; time is phenomenonTime, epoch ms. */
export interface Cause {
  readonly time: number;
  readonly value: number | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** A new alarm, or a recurrence of the open one: one open alarm a device and code. */
export function* raise(decision: Decision, device: Device, rule: AlarmRule, cause: Cause): Following {
  const { state, catalogue } = decision;
  const open = openAlarmOf(state, device, rule.code);
  if (open) return yield { kind: 'alarm.recurred', id: open.id, ...cause };
  const id = `A${String(state.alarmCount + 1).padStart(6, '0')}`;
  const group = groupOf(decision, device, rule);
  const procedure = group ? undefined : catalogue.procedureFor(rule.code);
  const { building, storey, space, zone, facility } = device;
  yield {
    kind: 'alarm.raised',
    id,
    code: rule.code,
    device: device.code,
    facility,
    priority: rule.priority,
    fault: rule.fault ?? false,
    building,
    storey,
    space,
    zone,
    property: 'property' in rule.when ? rule.when.property : null,
    ...cause,
    group,
    procedure: procedure?.id ?? null,
  };
  if (group) yield* joinQuietly(state, id, group);
  else yield* announce(decision, id, rule, procedure);
  if (rule.explainsBelow) yield* gatherBelow(decision, device, id);
}

/** What an incident of its own brings with it: its reaction limit, its procedure's limits, its linked actions. */
function* announce({ now }: Decision, id: string, rule: AlarmRule, procedure: Procedure | undefined): Following {
  const limit = rule.reactionLimitMs ?? REACTION_LIMIT_MS[rule.priority];
  if (limit !== null) yield alarmTimer('escalate', id, rule.code, now + limit);
  for (const step of procedure?.steps ?? []) {
    if (step.limitMs === undefined) continue;
    const key = `step:${id}:${step.id}`;
    yield { kind: 'timer.set', key, purpose: 'step', subject: id, code: step.id, dueAt: now + step.limitMs };
  }
  for (const [i, action] of (rule.actions ?? []).entries())
    yield { kind: 'action.asked', id: `${id}-${i + 1}`, alarm: id, device: null, action, by: 'rule' };
}

/** Whoever acknowledged the incident need not do it again for what joins it. */
function* joinQuietly(state: TwinState, id: string, { lead }: Grouping): Following {
  if (state.alarms.get(lead)?.acknowledged) yield acknowledgedWith(id, 'system', lead);
}

/** A member of an incident is acknowledged with it. */
export function acknowledgedWith(id: string, by: string, lead: string) {
  const nothing = { until: null, assignee: null, step: null, answer: null };
  return { kind: 'alarm.handled', id, action: 'acknowledge', by, reason: lead, ...nothing } as const;
}

/** The source is normal again: so is the alarm, unless it is latched and nobody has seen it. */
export function* returnToNormal(decision: Decision, alarm: Alarm, time: number): Following {
  if (!alarm.active) return;
  if (decision.catalogue.rule(alarm.code)?.latched && !alarm.acknowledged) {
    if (alarm.sourceNormalAt === null) yield { kind: 'alarm.sourceNormal', id: alarm.id, time };
    return;
  }
  yield { kind: 'alarm.returned', id: alarm.id, time };
  yield* releaseLater(decision, alarm);
}

export function openAlarmOf(state: TwinState, device: Device, code: string): Alarm | undefined {
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (alarm?.code === code) return alarm;
  }
  return undefined;
}
