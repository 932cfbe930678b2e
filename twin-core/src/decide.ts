import type { Catalogue } from './catalogue.ts';
import type { Decision, Following } from './decide/decision.ts';
import { decideFlood } from './decide/flood.ts';
import { releaseMembers } from './decide/group.ts';
import { type AlarmCommand, decideClosing, decideCommand, decideOrder, type Order } from './decide/handle.ts';
import { openAlarmOf, raise, returnToNormal } from './decide/raise.ts';
import { clearTimer } from './decide/timers.ts';
import { type LimitCondition, limitHolds } from './detect/limit.ts';
import type { ActionEnded, AlarmHandled, DeviceReported } from './event.ts';
import type { AlarmRule } from './facility.ts';
import { stepsLeft } from './procedure.ts';
import { type Device, datastreamOf, deviceByCode, type Timer, type TwinState } from './twin.ts';

/** What decide() is asked about. Each is judged on the state as it is after the events before it were applied. */
export type Input =
  /** A datastream took a fresher value. */
  | { readonly kind: 'value'; readonly datastream: number }
  | { readonly kind: 'reported'; readonly report: DeviceReported }
  | { readonly kind: 'heard'; readonly device: Device }
  | { readonly kind: 'silent'; readonly device: Device }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'command'; readonly command: AlarmCommand }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'ended'; readonly ended: ActionEnded }
  /** The clock went on. */
  | { readonly kind: 'tick' };

/**
 * What follows from an input: detectors, delays, the alarm machine, incidents, silence and escalation. Runs only where a clock is owned
 * (live evaluator, drill, what-if); the outcomes are journaled, so replay and the browser never run it. Changes nothing itself.
 */
export function* decide(decision: Decision, input: Input): Following {
  switch (input.kind) {
    case 'value':
      return yield* decideValue(decision, input.datastream);
    case 'reported':
      return yield* decideReport(decision, input.report);
    case 'heard':
      return yield* decideHeard(decision, input.device);
    case 'silent':
      return yield* decideSilent(decision, input.device);
    case 'timer':
      return yield* decideTimer(decision, input.timer);
    case 'command':
      return yield* decideCommand(decision, input.command);
    case 'order':
      return yield* decideOrder(input.order);
    case 'ended':
      // A second end of one action, after a restart, is none.
      if (decision.state.actions.has(input.ended.id)) yield input.ended;
      return;
    case 'tick':
      return yield* decideFlood(decision);
  }
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

function* decideValue(decision: Decision, datastream: number): Following {
  const { state, catalogue } = decision;
  const device = state.devices[state.owners[datastream]!];
  const entry = device && catalogue.kind(device.deviceKind);
  if (!device || !entry) return;
  for (const rule of entry.limitsOf(state.properties[datastream]!))
    yield* decideLimit(decision, device, rule, rule.when, datastream);
}

function* decideLimit(
  decision: Decision,
  device: Device,
  rule: AlarmRule,
  when: LimitCondition,
  datastream: number,
): Following {
  const { state, now } = decision;
  const value = state.values[datastream]!;
  const time = state.times[datastream]!;
  const open = openAlarmOf(state, device, rule.code);
  const raising = `raise:${device.code}:${rule.code}`;
  const returning = `return:${device.code}:${rule.code}`;
  const sounding = open?.active === true && open.sourceNormalAt === null;
  const holds = limitHolds(when, value, sounding || state.timers.has(raising)) && !excepted(state, device, rule);
  const delay = { subject: device.code, code: rule.code };
  if (!holds) {
    yield* clearTimer(state, raising);
    if (!open || !sounding) return;
    if (!rule.offDelayMs) yield* returnToNormal(decision, open, time);
    else if (!state.timers.has(returning))
      yield { kind: 'timer.set', key: returning, purpose: 'return', ...delay, dueAt: now + rule.offDelayMs };
    return;
  }
  yield* clearTimer(state, returning);
  if (sounding) return;
  if (!rule.onDelayMs || open) return yield* raise(decision, device, rule, { time, value, data: null });
  if (!state.timers.has(raising))
    yield { kind: 'timer.set', key: raising, purpose: 'raise', ...delay, dueAt: now + rule.onDelayMs };
}

function* decideReport(decision: Decision, report: DeviceReported): Following {
  const { state, catalogue, now } = decision;
  const device = deviceByCode(state, report.device);
  const entry = device && catalogue.kind(device.deviceKind);
  if (!device || !entry) return;
  for (const rule of entry.rules) {
    if (!('event' in rule.when) || rule.when.event !== report.type) continue;
    const key = `return:${device.code}:${rule.code}`;
    if (report.data.active === false) {
      const open = openAlarmOf(state, device, rule.code);
      yield* clearTimer(state, key);
      if (open) yield* returnToNormal(decision, open, report.time);
      continue;
    }
    if (excepted(state, device, rule)) continue;
    yield* raise(decision, device, rule, { time: report.time, value: null, data: report.data });
    const dueAt = now + rule.when.holdMs;
    yield { kind: 'timer.set', key, purpose: 'return', subject: device.code, code: rule.code, dueAt };
  }
}

function* decideHeard(decision: Decision, device: Device): Following {
  if (!device.silent) return;
  yield { kind: 'device.heard', device: device.code };
  for (const rule of silenceRules(decision, device)) {
    const open = openAlarmOf(decision.state, device, rule.code);
    if (open) yield* returnToNormal(decision, open, decision.now);
  }
}

function* decideSilent(decision: Decision, device: Device): Following {
  if (device.silent) return;
  yield { kind: 'device.silent', device: device.code };
  for (const rule of silenceRules(decision, device))
    if (!rule.disabled) yield* raise(decision, device, rule, { time: decision.now, value: null, data: null });
}

function* decideTimer(decision: Decision, timer: Timer): Following {
  const { state, catalogue } = decision;
  yield { kind: 'timer.cleared', key: timer.key, fired: true };
  if (timer.purpose === 'raise' || timer.purpose === 'return') return yield* decideDelay(decision, timer);
  const alarm = state.alarms.get(timer.subject);
  if (!alarm) return;
  switch (timer.purpose) {
    case 'escalate':
      if (!alarm.acknowledged) yield { kind: 'alarm.escalated', id: alarm.id };
      return;
    case 'unshelve':
      if (alarm.shelvedUntil !== null) yield unshelvedByClock(alarm.id);
      return;
    case 'reAlarm':
      if (alarm.active && alarm.acknowledged) yield { kind: 'alarm.reannounced', id: alarm.id };
      return;
    case 'step': {
      const left = stepsLeft(alarm, catalogue.procedureFor(alarm.code)).map(({ id }) => id);
      if (left.includes(timer.code)) yield { kind: 'alarm.stepOverdue', id: alarm.id, step: timer.code };
      return;
    }
    case 'release':
      yield* releaseMembers(decision, alarm);
      return yield* decideClosing(decision, alarm.id);
  }
}

/** A delay before raising or returning is over. */
function* decideDelay(decision: Decision, timer: Timer): Following {
  const { state, catalogue } = decision;
  const device = deviceByCode(state, timer.subject);
  const rule = catalogue.rule(timer.code);
  if (!device || !rule) return;
  if (timer.purpose === 'return') {
    const open = openAlarmOf(state, device, rule.code);
    if (open) yield* returnToNormal(decision, open, decision.now);
  } else if ('property' in rule.when) {
    const slot = datastreamOf(device, rule.when.property);
    if (slot < 0 || excepted(state, device, rule)) return;
    yield* raise(decision, device, rule, { time: state.times[slot]!, value: state.values[slot]!, data: null });
  }
}

const unshelvedByClock = (id: string): AlarmHandled => ({
  kind: 'alarm.handled',
  id,
  action: 'unshelve',
  by: 'system',
  reason: null,
  until: null,
  assignee: null,
  step: null,
  answer: null,
});

function silenceRules(decision: Decision, device: Device): AlarmRule[] {
  return (decision.catalogue.kind(device.deviceKind)?.rules ?? []).filter((rule) => 'silent' in rule.when);
}

function excepted(state: TwinState, device: Device, rule: AlarmRule): boolean {
  if (rule.disabled) return true;
  if (!rule.unless) return false;
  const slot = datastreamOf(device, rule.unless.property);
  return slot >= 0 && state.values[slot] === rule.unless.equals;
}
