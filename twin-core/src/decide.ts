import { type Alarm, mayClose, refusalOf } from './alarm.ts';
import type { Catalogue } from './catalogue.ts';
import { type LimitCondition, limitHolds } from './detect/limit.ts';
import type { AlarmAction, AlarmHandled, DeviceReported, TwinEvent } from './event.ts';
import type { AlarmRule } from './facility.ts';
import { type Device, datastreamOf, deviceByCode, type Timer, type TwinState } from './twin.ts';

/** An unacknowledged critical alarm escalates after this (WALL: default 60 s for critical). */
const REACTION_LIMIT_MS = 60_000;

/** What a person asks to be done with an alarm. */
export interface AlarmCommand {
  readonly alarm: string;
  readonly action: AlarmAction;
  readonly by: string;
  readonly reason: string | null;
  readonly until: number | null;
  readonly assignee: string | null;
}

/** What decide() is asked about. Each is judged on the state as it is after the events before it were applied. */
export type Input =
  /** A datastream took a fresher value. */
  | { readonly kind: 'value'; readonly datastream: number }
  | { readonly kind: 'reported'; readonly report: DeviceReported }
  | { readonly kind: 'heard'; readonly device: Device }
  | { readonly kind: 'silent'; readonly device: Device }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'command'; readonly command: AlarmCommand };

/** The rules that apply and the state they look at. */
export interface Decision {
  readonly catalogue: Catalogue;
  readonly state: TwinState;
  /** The evaluator's clock, epoch ms; never decreases. */
  readonly now: number;
}

/**
 * What follows from an input: detectors, delays, the alarm machine, silence and escalation. Runs only where a clock is owned
 * (live evaluator, drill, what-if); the outcomes are journaled, so replay and the browser never run it. Changes nothing itself.
 */
export function decide(decision: Decision, input: Input): TwinEvent[] {
  switch (input.kind) {
    case 'value':
      return decideValue(decision, input.datastream);
    case 'reported':
      return decideReport(decision, input.report);
    case 'heard':
      return decideHeard(decision, input.device);
    case 'silent':
      return decideSilent(decision, input.device);
    case 'timer':
      return decideTimer(decision, input.timer);
    case 'command':
      return decideCommand(decision, input.command);
  }
}

function decideValue(decision: Decision, datastream: number): TwinEvent[] {
  const { state, catalogue } = decision;
  const device = state.devices[state.owners[datastream]!];
  const entry = device && catalogue.kind(device.deviceKind);
  if (!device || !entry) return [];
  const events: TwinEvent[] = [];
  for (const rule of entry.limitsOf(state.properties[datastream]!))
    decideLimit(decision, device, rule, rule.when, datastream, events);
  return events;
}

/**
 * Whether a fresh value may have a consequence: what decide() is asked only then. The usual value is within its limits, of a device
 * without an alarm and without a delay running; to see that costs no allocation.
 */
export function mayMatter(catalogue: Catalogue, state: TwinState, datastream: number): boolean {
  const device = state.devices[state.owners[datastream]!];
  const entry = device && catalogue.kind(device.deviceKind);
  if (!device || !entry) return false;
  const limits = entry.limitsOf(state.properties[datastream]!);
  for (let i = 0; i < limits.length; i++) {
    const rule = limits[i]!;
    if (device.alarms.size > 0 || rule.onDelayMs || limitHolds(rule.when, state.values[datastream]!, true)) return true;
  }
  return false;
}

function decideLimit(
  decision: Decision,
  device: Device,
  rule: AlarmRule,
  when: LimitCondition,
  datastream: number,
  events: TwinEvent[],
): void {
  const { state, now } = decision;
  const value = state.values[datastream]!;
  const time = state.times[datastream]!;
  const open = openAlarmOf(state, device, rule.code);
  const key = `raise:${device.code}:${rule.code}`;
  const pending = state.timers.has(key);
  const holds = limitHolds(when, value, open?.active === true || pending) && !excepted(state, device, rule);
  if (holds) {
    if (open?.active) return;
    if (rule.onDelayMs && !open) {
      if (!pending)
        events.push({
          kind: 'timer.set',
          key,
          purpose: 'raise',
          subject: device.code,
          code: rule.code,
          dueAt: now + rule.onDelayMs,
        });
      return;
    }
    events.push(...raise(decision, device, rule, time, value, null));
    return;
  }
  if (pending) events.push({ kind: 'timer.cleared', key, fired: false });
  if (open?.active) events.push(...returnToNormal(open, time));
}

function decideReport(decision: Decision, report: DeviceReported): TwinEvent[] {
  const { state, catalogue, now } = decision;
  const device = deviceByCode(state, report.device);
  const entry = device && catalogue.kind(device.deviceKind);
  if (!device || !entry) return [];
  const events: TwinEvent[] = [];
  for (const rule of entry.rules) {
    if (!('event' in rule.when) || rule.when.event !== report.type) continue;
    const open = openAlarmOf(state, device, rule.code);
    const key = `return:${device.code}:${rule.code}`;
    if (report.data.active === false) {
      if (open?.active) events.push(...clearTimer(state, key), ...returnToNormal(open, report.time));
      continue;
    }
    if (excepted(state, device, rule)) continue;
    events.push(...raise(decision, device, rule, report.time, null, report.data));
    events.push({
      kind: 'timer.set',
      key,
      purpose: 'return',
      subject: device.code,
      code: rule.code,
      dueAt: now + rule.when.holdMs,
    });
  }
  return events;
}

function decideHeard(decision: Decision, device: Device): TwinEvent[] {
  if (!device.silent) return [];
  const events: TwinEvent[] = [{ kind: 'device.heard', device: device.code }];
  for (const rule of silenceRules(decision, device)) {
    const open = openAlarmOf(decision.state, device, rule.code);
    if (open?.active) events.push(...returnToNormal(open, decision.now));
  }
  return events;
}

function decideSilent(decision: Decision, device: Device): TwinEvent[] {
  if (device.silent) return [];
  const events: TwinEvent[] = [{ kind: 'device.silent', device: device.code }];
  for (const rule of silenceRules(decision, device))
    events.push(...raise(decision, device, rule, decision.now, null, null));
  return events;
}

function decideTimer(decision: Decision, timer: Timer): TwinEvent[] {
  const events: TwinEvent[] = [{ kind: 'timer.cleared', key: timer.key, fired: true }];
  const { state, catalogue } = decision;
  if (timer.purpose === 'escalate' || timer.purpose === 'unshelve') {
    const alarm = state.alarms.get(timer.subject);
    if (!alarm) return events;
    if (timer.purpose === 'escalate' && !alarm.acknowledged) events.push({ kind: 'alarm.escalated', id: alarm.id });
    if (timer.purpose === 'unshelve' && alarm.shelvedUntil !== null) events.push(bySystem(alarm.id, 'unshelve'));
    return events;
  }
  const device = deviceByCode(state, timer.subject);
  const rule = catalogue.rule(timer.code);
  if (!device || !rule) return events;
  if (timer.purpose === 'raise' && 'property' in rule.when) {
    const slot = datastreamOf(device, rule.when.property);
    if (slot >= 0 && !excepted(state, device, rule))
      events.push(...raise(decision, device, rule, state.times[slot]!, state.values[slot]!, null));
  }
  if (timer.purpose === 'return') {
    const open = openAlarmOf(state, device, rule.code);
    if (open?.active) events.push(...returnToNormal(open, decision.now));
  }
  return events;
}

function decideCommand(decision: Decision, command: AlarmCommand): TwinEvent[] {
  const { state } = decision;
  const alarm = state.alarms.get(command.alarm);
  // Two people at once: the first wins, the second finds it done.
  if (!alarm || refusalOf(alarm, command.action) !== null) return [];
  const { alarm: id, ...rest } = command;
  const handled: AlarmHandled = { kind: 'alarm.handled', id, ...rest };
  const events: TwinEvent[] = [handled];
  if (command.action === 'shelve' && command.until !== null) {
    events.push({
      kind: 'timer.set',
      key: `unshelve:${id}`,
      purpose: 'unshelve',
      subject: id,
      code: alarm.code,
      dueAt: command.until,
    });
  }
  if (command.action === 'unshelve') events.push(...clearTimer(state, `unshelve:${id}`));
  const acknowledges = command.action === 'acknowledge' || command.action === 'dismiss' || command.action === 'resolve';
  if (acknowledges) events.push(...clearTimer(state, `escalate:${id}`));
  return events;
}

/** Closes an alarm whose source is normal and whose case is done: asked after every change of it. */
export function decideClosing(state: TwinState, id: string): TwinEvent[] {
  const alarm = state.alarms.get(id);
  if (!alarm || !mayClose(alarm)) return [];
  return [
    ...clearTimer(state, `escalate:${id}`),
    ...clearTimer(state, `unshelve:${id}`),
    { kind: 'alarm.closed', id, from: alarm.case },
  ];
}

/** A new alarm, or a recurrence of the open one: one open alarm a device and code. */
function raise(
  decision: Decision,
  device: Device,
  rule: AlarmRule,
  time: number,
  value: number | null,
  data: Readonly<Record<string, unknown>> | null,
): TwinEvent[] {
  const { state, now } = decision;
  const open = openAlarmOf(state, device, rule.code);
  if (open) return [{ kind: 'alarm.recurred', id: open.id, time, value, data }];
  const id = `A${String(state.alarmCount + 1).padStart(6, '0')}`;
  const events: TwinEvent[] = [
    {
      kind: 'alarm.raised',
      id,
      code: rule.code,
      device: device.code,
      facility: device.facility,
      priority: rule.priority,
      fault: rule.fault ?? false,
      time,
      building: device.building,
      storey: device.storey,
      space: device.space,
      zone: device.zone,
      property: 'property' in rule.when ? rule.when.property : null,
      value,
      data,
    },
  ];
  if (rule.priority === 1) {
    events.push({
      kind: 'timer.set',
      key: `escalate:${id}`,
      purpose: 'escalate',
      subject: id,
      code: rule.code,
      dueAt: now + REACTION_LIMIT_MS,
    });
  }
  return events;
}

function returnToNormal(alarm: Alarm, time: number): TwinEvent[] {
  return [{ kind: 'alarm.returned', id: alarm.id, time }];
}

function clearTimer(state: TwinState, key: string): TwinEvent[] {
  return state.timers.has(key) ? [{ kind: 'timer.cleared', key, fired: false }] : [];
}

function bySystem(id: string, action: AlarmAction): AlarmHandled {
  return { kind: 'alarm.handled', id, action, by: 'system', reason: null, until: null, assignee: null };
}

function openAlarmOf(state: TwinState, device: Device, code: string): Alarm | undefined {
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (alarm?.code === code) return alarm;
  }
  return undefined;
}

function silenceRules(decision: Decision, device: Device): AlarmRule[] {
  return (decision.catalogue.kind(device.deviceKind)?.rules ?? []).filter((rule) => 'silent' in rule.when);
}

function excepted(state: TwinState, device: Device, rule: AlarmRule): boolean {
  if (!rule.unless) return false;
  const slot = datastreamOf(device, rule.unless.property);
  return slot >= 0 && state.values[slot] === rule.unless.equals;
}
