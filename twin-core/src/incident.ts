import type { Alarm } from './alarm.ts';
import type { Priority } from './facility.ts';

/** The open alarms of a state, and which of them belong together. */
export interface Incidents {
  /** Open alarms by id; a closed one leaves the state and stays in the journal. */
  readonly alarms: Map<string, Alarm>;
  /** Follows from the alarms: the open members of an incident by the id of its leading alarm. */
  readonly members: Map<string, Set<string>>;
  /** Follows from the alarms: the oldest incident that is not critical, by place. */
  readonly leads: Map<string, string>;
}

/** A critical alarm that is no fault of the device itself: never hidden in another's incident. */
export const isCritical = (priority: Priority, fault = false): boolean => priority === 1 && !fault;

/** What alarms of one place and facility have in common in a flood. */
export const placeOf = ({ building, zone, facility }: Pick<Alarm, 'building' | 'zone' | 'facility'>): string =>
  `${building ?? zone ?? ''}/${facility}`;

/** Enters an open alarm in what follows from the alarms. */
export function linkAlarm({ members, leads }: Incidents, alarm: Alarm): void {
  const { id, group, priority, fault } = alarm;
  if (group) {
    const others = members.get(group.lead);
    if (others) others.add(id);
    else members.set(group.lead, new Set([id]));
  } else if (!isCritical(priority, fault) && !leads.has(placeOf(alarm))) leads.set(placeOf(alarm), id);
}

/** Takes it out again. */
export function unlinkAlarm(incidents: Incidents, { id, group, ...where }: Alarm): void {
  const { alarms, members, leads } = incidents;
  if (group) {
    const others = members.get(group.lead);
    others?.delete(id);
    if (others?.size === 0) members.delete(group.lead);
  }
  const place = placeOf(where);
  if (leads.get(place) !== id) return;
  leads.delete(place);
  // The next in age leads, as it would after a restart.
  for (const other of alarms.values()) {
    if (leads.has(place)) break;
    if (other.id !== id && !other.group && placeOf(other) === place) linkAlarm(incidents, other);
  }
}

/** Takes an alarm out of the open ones. Members that it led are incidents of their own from then on. */
export function removeOpenAlarm(incidents: Incidents, alarm: Alarm): void {
  const { alarms, members } = incidents;
  alarms.delete(alarm.id);
  unlinkAlarm(incidents, alarm);
  const led = members.get(alarm.id) ?? [];
  members.delete(alarm.id);
  for (const id of led) {
    const member = alarms.get(id);
    if (member) linkAlarm(incidents, Object.assign(member, { group: null }));
  }
}
