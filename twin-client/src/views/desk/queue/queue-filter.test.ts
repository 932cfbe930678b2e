import { type Alarm, type AlarmRaised, apply, emptyState } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { countAlarms, filterAlarms } from './queue-filter.ts';

function alarm(id: string, change: Partial<Alarm> = {}): Alarm {
  const raised: AlarmRaised = {
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
  };
  const state = emptyState('test');
  apply(state, raised, { seq: 1, ordinal: 0, recordedAt: 0 });
  return { ...state.alarms.get(id)!, ...change };
}

describe('ISA-18.2 the queue: what is shelved, suppressed or out of service is out of the way, never gone', () => {
  const alarms = [
    alarm('waiting'),
    alarm('seen', { acknowledged: true }),
    alarm('fence', { facility: 'perimeter' }),
    alarm('shelved', { shelvedUntil: 5 }),
    alarm('suppressed', { suppressed: true }),
    alarm('outOfService', { outOfService: true }),
  ];
  const ids = (show: 'all' | 'waiting' | 'hidden', facility: string | null = null) =>
    filterAlarms(alarms, { show, facility }).map(({ id }) => id);

  test('all', () => expect(ids('all')).toEqual(['waiting', 'seen', 'fence']));
  test('waiting', () => expect(ids('waiting')).toEqual(['waiting', 'fence']));
  test('hidden', () => expect(ids('hidden')).toEqual(['shelved', 'suppressed', 'outOfService']));
  test('of one facility', () => expect(ids('all', 'perimeter')).toEqual(['fence']));
  test('the counts leave hidden ones out', () => expect(countAlarms(alarms)).toEqual({ open: 3, waiting: 2 }));
});
