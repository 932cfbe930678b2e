import type { Alarm } from 'twin-core';
import type { QueueFilter } from '../desk.ts';

/** Taken out of the way on purpose: shelved, suppressed or out of service. */
export function isHidden(alarm: Alarm): boolean {
  return alarm.shelvedUntil !== null || alarm.suppressed || alarm.outOfService;
}

/** The alarms a filter lets through, in the order given. */
export function filterAlarms(alarms: readonly Alarm[], { show, facility }: QueueFilter): readonly Alarm[] {
  return alarms.filter(
    (alarm) =>
      (facility === null || alarm.facility === facility) &&
      isHidden(alarm) === (show === 'hidden') &&
      (show !== 'waiting' || !alarm.acknowledged),
  );
}

/** Open alarms and those that wait for a person, hidden ones left out. */
export function countAlarms(alarms: readonly Alarm[]): { open: number; waiting: number } {
  let open = 0;
  let waiting = 0;
  for (const alarm of alarms) {
    if (isHidden(alarm)) continue;
    open++;
    if (!alarm.acknowledged) waiting++;
  }
  return { open, waiting };
}
