import type { AlarmAction, AlarmHandled, AlarmRaised, Case } from './event.ts';
import type { Priority } from './facility.ts';

/** State of the condition as one word (ISA-18.2 / IEC 62682 clause 5): what the source says and how it is presented. */
export type Condition = 'active' | 'acknowledged' | 'returned' | 'normal' | 'shelved' | 'suppressed' | 'outOfService';

/** An open alarm. Times are epoch ms. People are account ids. */
export interface Alarm {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly facility: string;
  readonly priority: Priority;
  readonly fault: boolean;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
  readonly zone: string | null;
  readonly property: string | null;
  /** phenomenonTime of the first occurrence, and when it was recorded. */
  readonly time: number;
  readonly raisedAt: number;
  /** The source is in alarm now. */
  active: boolean;
  acknowledged: boolean;
  returnedAt: number | null;
  acknowledgedAt: number | null;
  acknowledgedBy: string | null;
  shelvedUntil: number | null;
  shelvedBy: string | null;
  suppressed: boolean;
  outOfService: boolean;
  case: Case;
  falseAlarm: boolean;
  assignee: string | null;
  escalated: boolean;
  occurrences: number;
  lastTime: number;
  value: number | null;
  data: Readonly<Record<string, unknown>> | null;
}

/** A new alarm as its raising event describes it. */
export function openAlarm(event: AlarmRaised, recordedAt: number): Alarm {
  const { kind: _kind, ...described } = event;
  return {
    ...described,
    raisedAt: recordedAt,
    active: true,
    acknowledged: false,
    returnedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    shelvedUntil: null,
    shelvedBy: null,
    suppressed: false,
    outOfService: false,
    case: 'new',
    falseAlarm: false,
    assignee: null,
    escalated: false,
    occurrences: 1,
    lastTime: event.time,
  };
}

/** The condition as one word; the presentation states (shelved, suppressed, out of service) cover the others. */
export function conditionOf(alarm: Alarm): Condition {
  if (alarm.outOfService) return 'outOfService';
  if (alarm.suppressed) return 'suppressed';
  if (alarm.shelvedUntil !== null) return 'shelved';
  if (alarm.active) return alarm.acknowledged ? 'acknowledged' : 'active';
  return alarm.acknowledged ? 'normal' : 'returned';
}

/** Why an action may not be done to this alarm now, in a few words; null when it may. */
export function refusalOf(alarm: Alarm, action: AlarmAction): string | null {
  if (alarm.case === 'closed') return 'the alarm is closed';
  switch (action) {
    case 'acknowledge':
      return alarm.acknowledged ? 'the alarm is already acknowledged' : null;
    case 'shelve':
      return alarm.shelvedUntil !== null ? 'the alarm is already shelved' : null;
    case 'unshelve':
      return alarm.shelvedUntil === null ? 'the alarm is not shelved' : null;
    case 'suppress':
      return alarm.suppressed ? 'the alarm is already suppressed' : null;
    case 'unsuppress':
      return alarm.suppressed ? null : 'the alarm is not suppressed';
    case 'outOfService':
      return alarm.outOfService ? 'the alarm is already out of service' : null;
    case 'returnToService':
      return alarm.outOfService ? null : 'the alarm is not out of service';
    case 'resolve':
      return alarm.case === 'resolved' ? 'the case is already resolved' : null;
    case 'dismiss':
      return alarm.falseAlarm ? 'the alarm is already dismissed as false' : null;
    case 'assign':
    case 'comment':
      return null;
  }
}

/** Folds what a person did into the alarm, in place. */
export function handleAlarm(alarm: Alarm, event: AlarmHandled, recordedAt: number): void {
  switch (event.action) {
    case 'acknowledge':
      acknowledge(alarm, event.by, recordedAt);
      if (alarm.case === 'new') alarm.case = 'acknowledged';
      break;
    case 'dismiss':
      acknowledge(alarm, event.by, recordedAt);
      alarm.falseAlarm = true;
      alarm.case = 'resolved';
      break;
    case 'shelve':
      alarm.shelvedUntil = event.until;
      alarm.shelvedBy = event.by;
      break;
    case 'unshelve':
      alarm.shelvedUntil = null;
      alarm.shelvedBy = null;
      break;
    case 'suppress':
      alarm.suppressed = true;
      break;
    case 'unsuppress':
      alarm.suppressed = false;
      break;
    case 'outOfService':
      alarm.outOfService = true;
      break;
    case 'returnToService':
      alarm.outOfService = false;
      break;
    case 'assign':
      alarm.assignee = event.assignee;
      alarm.case = 'inProgress';
      break;
    case 'resolve':
      acknowledge(alarm, event.by, recordedAt);
      alarm.case = 'resolved';
      break;
    case 'comment':
      break;
  }
}

function acknowledge(alarm: Alarm, by: string, recordedAt: number): void {
  if (alarm.acknowledged) return;
  alarm.acknowledged = true;
  alarm.acknowledgedAt = recordedAt;
  alarm.acknowledgedBy = by;
}

/** An alarm closes by itself when its source is normal, it was acknowledged, and nobody has it in work. */
export function mayClose(alarm: Alarm): boolean {
  return !alarm.active && alarm.acknowledged && (alarm.case === 'acknowledged' || alarm.case === 'resolved');
}
