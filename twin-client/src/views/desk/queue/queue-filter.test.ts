import { describe, expect, test } from 'vitest';
import { openAlarms, testAlarm } from '../../../state/alarm.test-kit.ts';
import { foldIncidents } from '../../../state/incidents.ts';
import { alarmOf, countIncidents, filterIncidents, queueItems } from './queue-filter.ts';

const trip = { lead: 'trip', why: 'below', scope: 'PW-1' } as const;
const alarms = [
  testAlarm('waiting'),
  testAlarm('seen', { acknowledged: true }),
  testAlarm('fence', { facility: 'perimeter' }),
  testAlarm('trip', { facility: 'energy', acknowledged: true }),
  testAlarm('dark', { facility: 'video', fault: true, group: trip, acknowledged: true }),
  testAlarm('away', { facility: 'video', fault: true, group: trip, shelvedUntil: 5, acknowledged: true }),
  testAlarm('shelved', { shelvedUntil: 5 }),
  testAlarm('suppressed', { suppressed: true }),
  testAlarm('outOfService', { outOfService: true }),
];
const incidents = foldIncidents(alarms, openAlarms(alarms));
const ids = (show: 'all' | 'waiting' | 'hidden', facility: string | null = null) =>
  filterIncidents(incidents, { show, facility })
    .map(({ lead }) => lead.id)
    .sort();

describe('ISA-18.2 the queue: what is shelved, suppressed or out of service is out of the way, never gone', () => {
  test('all', () => expect(ids('all')).toEqual(['fence', 'seen', 'trip', 'waiting']));
  test('waiting', () => expect(ids('waiting')).toEqual(['fence', 'waiting']));
  test('hidden, members put aside by themselves too', () =>
    expect(ids('hidden')).toEqual(['away', 'outOfService', 'shelved', 'suppressed']));
  test('of one facility', () => expect(ids('all', 'perimeter')).toEqual(['fence']));
  test('of one facility, as a member of an incident too', () => expect(ids('all', 'video')).toEqual(['trip']));
  test('the counts leave hidden ones out', () =>
    expect(countIncidents(incidents)).toEqual({ open: 4, waiting: 2, alarms: 6 }));
});

test('an unfolded incident has its members under it', () => {
  const shown = filterIncidents(incidents, { show: 'all', facility: 'video' });
  expect(queueItems(shown, new Set())).toBe(shown);
  expect(queueItems(shown, new Set(['trip'])).map((item) => alarmOf(item).id)).toEqual(['trip', 'dark', 'away']);
});
