import { type Alarm, openAlarm } from 'twin-core';

/** An open alarm with what a test says of it; a smoke alarm of FA-1 raised at 0 where it says nothing. */
export function testAlarm(id: string, change: Partial<Alarm> = {}): Alarm {
  const raised = openAlarm(
    {
      kind: 'alarm.raised',
      id,
      code: 'fire.smoke',
      device: 'FA-1',
      facility: 'fire-alarm',
      priority: 1,
      fault: false,
      time: 0,
      building: null,
      storey: null,
      space: null,
      zone: null,
      property: null,
      value: null,
      data: null,
      group: null,
      procedure: null,
    },
    0,
  );
  return { ...raised, ...change };
}

/** The open alarms by their ids. */
export const openAlarms = (alarms: readonly Alarm[]): Map<string, Alarm> =>
  new Map(alarms.map((alarm) => [alarm.id, alarm]));
