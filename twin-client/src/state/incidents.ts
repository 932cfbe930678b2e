import { type Alarm, isCritical, type Priority } from 'twin-core';

/** One thing that happened: its leading alarm with the open alarms folded under it. */
export interface Incident {
  readonly lead: Alarm;
  /** Most urgent first. */
  readonly members: readonly Alarm[];
  /** The highest of its open alarms, those put aside left out. */
  readonly priority: Priority;
  /** The first of them that nobody has acknowledged; null where all are. */
  readonly waiting: Alarm | null;
}

/** Taken out of the way on purpose: shelved, suppressed or out of service. */
export function isHidden(alarm: Alarm): boolean {
  return alarm.shelvedUntil !== null || alarm.suppressed || alarm.outOfService;
}

/**
 * Whether an alarm stands under another one. Never a critical alarm that is independent (only sightings of one zone are the same thing),
 * and never under one that is folded itself: nothing is out of sight.
 */
export function isFolded(open: ReadonlyMap<string, Alarm>, alarm: Alarm): boolean {
  const lead = mayFold(alarm) ? open.get(alarm.group!.lead) : undefined;
  return lead !== undefined && !mayFold(lead);
}

const mayFold = ({ group, priority, fault }: Alarm): boolean =>
  group !== null && (group.why === 'zone' || !isCritical(priority, fault));

const NONE: readonly Alarm[] = [];

/** The incidents of alarms given in the queue's order, most urgent first. */
export function foldIncidents(ordered: readonly Alarm[], open: ReadonlyMap<string, Alarm>): readonly Incident[] {
  const leads: Alarm[] = [];
  const members = new Map<string, Alarm[]>();
  for (const alarm of ordered) {
    if (!isFolded(open, alarm)) {
      leads.push(alarm);
      continue;
    }
    const { lead } = alarm.group!;
    const others = members.get(lead);
    if (others) others.push(alarm);
    else members.set(lead, [alarm]);
  }
  // Nearly in order already: members lift only few of them.
  return leads.map((lead) => incidentOf(lead, members.get(lead.id) ?? NONE)).sort(byIncidentUrgency);
}

function incidentOf(lead: Alarm, members: readonly Alarm[]): Incident {
  let { priority } = lead;
  let waiting = lead.acknowledged ? null : lead;
  for (const member of members) {
    if (isHidden(member)) continue;
    if (member.priority < priority) priority = member.priority;
    if (!member.acknowledged) waiting ??= member;
  }
  return { lead, members, priority, waiting };
}

function byIncidentUrgency(a: Incident, b: Incident): number {
  return (
    a.priority - b.priority ||
    Number(a.waiting === null) - Number(b.waiting === null) ||
    a.lead.raisedAt - b.lead.raisedAt ||
    (a.lead.id < b.lead.id ? -1 : 1)
  );
}
