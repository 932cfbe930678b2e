import type { Alarm } from '../alarm.ts';
import type { Grouping } from '../event.ts';
import type { AlarmRule } from '../facility.ts';
import { isCritical, placeOf } from '../incident.ts';
import { type Device, deviceByCode, type TwinState } from '../twin.ts';
import type { Decision, Following } from './decision.ts';
import { alarmTimer } from './timers.ts';

/** A cause may be told after what it causes: faults of the last so many ms become part of its incident. */
const GATHER_BACK_MS = 300_000;
/** After a cause is gone, what hangs below it has so long to come back before it is shown by itself. */
const RELEASE_AFTER_MS = 120_000;
/** Longer chains of parents are taken for a loop. */
const DEEPEST = 16;

/**
 * The incident a new alarm of this device belongs to, null for one of its own. A critical alarm that is no fault is only ever joined by
 * another of its kind in its zone: an independent fire is never hidden.
 */
export function groupOf(decision: Decision, device: Device, rule: AlarmRule): Grouping | null {
  return sameZone(decision, device, rule) ?? below(decision, device, rule) ?? inFlood(decision, device, rule);
}

/** Sightings of one thing by several detectors of a zone (E6.1.4-1). */
function sameZone({ state, now }: Decision, { zone }: Device, rule: AlarmRule): Grouping | null {
  if (rule.mergeWithinMs === undefined || zone === null) return null;
  for (const alarm of state.alarms.values()) {
    if (alarm.code !== rule.code || alarm.zone !== zone || alarm.group) continue;
    if (alarm.active && now - lastSign(state, alarm) <= rule.mergeWithinMs)
      return { lead: alarm.id, why: 'zone', scope: zone };
  }
  return null;
}

/** When an incident was last seen or joined, epoch ms by the evaluator's clock. */
function lastSign(state: TwinState, lead: Alarm): number {
  let last = lead.raisedAt;
  for (const id of state.members.get(lead.id) ?? []) last = Math.max(last, state.alarms.get(id)?.raisedAt ?? 0);
  return last;
}

/** Silence and faults under a device whose own alarm explains them: the feeder that tripped, the gateway that is gone. */
function below(decision: Decision, device: Device, rule: AlarmRule): Grouping | null {
  if (!mayBeExplained(rule)) return null;
  for (const above of ancestors(decision.state, device)) {
    const cause = explanationAt(decision, above);
    if (cause) return { lead: cause.group?.lead ?? cause.id, why: 'below', scope: above.code };
  }
  return null;
}

function explanationAt({ state, catalogue }: Decision, device: Device): Alarm | undefined {
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (alarm?.active && catalogue.rule(alarm.code)?.explainsBelow) return alarm;
  }
  return undefined;
}

/** While there are more alarms than people can handle, those of one facility in one building are one incident; never critical ones. */
function inFlood({ state }: Decision, device: Device, rule: AlarmRule): Grouping | null {
  if (state.floodSince === null || isCritical(rule.priority, rule.fault)) return null;
  const scope = placeOf(device);
  const lead = state.leads.get(scope);
  return lead === undefined ? null : { lead, why: 'flood', scope };
}

const mayBeExplained = (rule: AlarmRule) => rule.fault === true || 'silent' in rule.when;

function* ancestors(state: TwinState, device: Device): Iterable<Device> {
  let code = device.parent;
  for (let depth = 0; code !== null && depth < DEEPEST; depth++) {
    const above = deviceByCode(state, code);
    if (!above) return;
    yield above;
    code = above.parent;
  }
}

/** Faults that were there before the alarm that explains them join its incident, with whatever they lead. */
export function* gatherBelow(decision: Decision, cause: Device, id: string): Following {
  const { state, catalogue, now } = decision;
  const lead = state.alarms.get(id)?.group?.lead ?? id;
  const group: Grouping = { lead, why: 'below', scope: cause.code };
  for (const alarm of [...state.alarms.values()]) {
    const rule = catalogue.rule(alarm.code);
    if (alarm.id === lead || alarm.group || now - alarm.raisedAt > GATHER_BACK_MS) continue;
    if (!rule || !mayBeExplained(rule) || !hangsBelow(state, alarm, cause)) continue;
    const led = [...(state.members.get(alarm.id) ?? [])];
    yield { kind: 'alarm.grouped', id: alarm.id, group };
    for (const member of led) yield { kind: 'alarm.grouped', id: member, group };
  }
}

function hangsBelow(state: TwinState, alarm: Alarm, cause: Device): boolean {
  const device = deviceByCode(state, alarm.device);
  if (!device) return false;
  for (const above of ancestors(state, device)) if (above.code === cause.code) return true;
  return false;
}

/** The cause is gone; what it explained has some time to follow. */
export function* releaseLater({ state, now }: Decision, lead: Alarm): Following {
  if (state.members.has(lead.id)) yield alarmTimer('release', lead.id, lead.code, now + RELEASE_AFTER_MS);
}

/** What is still wrong long after its cause is gone has another cause: it is shown by itself again. */
export function* releaseMembers({ state }: Decision, lead: Alarm): Following {
  if (lead.active) return;
  for (const id of [...(state.members.get(lead.id) ?? [])]) {
    const member = state.alarms.get(id);
    if (member?.active && member.group?.why !== 'zone') yield { kind: 'alarm.grouped', id, group: null };
  }
}
