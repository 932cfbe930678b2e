import type { Alarm } from 'twin-core';
import { type Incident, isHidden } from '../../../state/incidents.ts';
import type { QueueFilter } from '../desk.ts';

/** A row of the queue: an incident, or an alarm of the unfolded one above it. */
export type QueueItem = Incident | Alarm;

export const isIncident = (item: QueueItem): item is Incident => 'lead' in item;

/** The alarm a row is about. */
export const alarmOf = (item: QueueItem): Alarm => (isIncident(item) ? item.lead : item);

/**
 * The incidents a filter lets through, in the order given. What is done with the leading alarm is done with its incident; a member put
 * aside by itself stands among what is put aside, by itself.
 */
export function filterIncidents(incidents: readonly Incident[], { show, facility }: QueueFilter): readonly Incident[] {
  const shown: Incident[] = [];
  for (const incident of incidents) {
    if (facility !== null && !isOf(incident, facility)) continue;
    const hidden = isHidden(incident.lead);
    if (show === 'hidden') {
      if (hidden) shown.push(incident);
      else for (const member of incident.members) if (isHidden(member)) shown.push(alone(member));
    } else if (!hidden && (show === 'all' || incident.waiting !== null)) shown.push(incident);
  }
  return shown;
}

const isOf = ({ lead, members }: Incident, facility: string): boolean =>
  lead.facility === facility || members.some((member) => member.facility === facility);

const alone = (alarm: Alarm): Incident => ({
  lead: alarm,
  members: [],
  priority: alarm.priority,
  waiting: alarm.acknowledged ? null : alarm,
});

/** The rows: the members of an unfolded incident stand under it. `unfolded`: ids of leading alarms. */
export function queueItems(incidents: readonly Incident[], unfolded: ReadonlySet<string>): readonly QueueItem[] {
  if (unfolded.size === 0) return incidents;
  return incidents.flatMap((incident): readonly QueueItem[] =>
    unfolded.has(incident.lead.id) ? [incident, ...incident.members] : [incident],
  );
}

/** Open incidents, those that wait for a person, and the alarms in all of them; hidden ones left out. */
export function countIncidents(incidents: Iterable<Incident>): { open: number; waiting: number; alarms: number } {
  let [open, waiting, alarms] = [0, 0, 0];
  for (const incident of incidents) {
    if (isHidden(incident.lead)) continue;
    open++;
    alarms += 1 + incident.members.length;
    if (incident.waiting !== null) waiting++;
  }
  return { open, waiting, alarms };
}
