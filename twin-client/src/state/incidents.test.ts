import fc from 'fast-check';
import type { Alarm, GroupReason, Priority } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { openAlarms, testAlarm } from './alarm.test-kit.ts';
import { byUrgency, reorder } from './alarm-order.ts';
import { foldIncidents, type Incident } from './incidents.ts';

const fold = (alarms: readonly Alarm[]) => foldIncidents([...alarms].sort(byUrgency), openAlarms(alarms));
const under = (lead: string, why: GroupReason, scope = 'Z01') => ({ lead, why, scope });
const told = (incidents: readonly Incident[]) =>
  incidents.map(({ lead, members }) => [lead.id, ...members.map(({ id }) => id)]);

/** Any open alarms, grouped as the alarm machine might and as it never would. */
const anyAlarms = fc
  .array(
    fc.record({
      priority: fc.constantFrom<Priority>(1, 2, 3, 4),
      fault: fc.boolean(),
      acknowledged: fc.boolean(),
      shelved: fc.boolean(),
      raisedAt: fc.integer({ min: 0, max: 20 }),
      lead: fc.option(fc.nat({ max: 25 })),
      why: fc.constantFrom<GroupReason>('zone', 'below', 'flood'),
    }),
    { maxLength: 20 },
  )
  .map((drawn) =>
    drawn.map(({ lead, why, shelved, ...change }, i) =>
      testAlarm(`A${i}`, {
        ...change,
        shelvedUntil: shelved ? 9 : null,
        group: lead === null || lead === i ? null : under(`A${lead}`, why),
      }),
    ),
  );

describe('incidents', () => {
  test('E6.1.4-1 sightings of one zone are one row with its evidences', () => {
    const alarms = [
      testAlarm('fence', { code: 'perimeter.intrusion' }),
      testAlarm('beam', { group: under('fence', 'zone'), raisedAt: 1 }),
      testAlarm('camera', { group: under('fence', 'zone'), raisedAt: 2 }),
      testAlarm('elsewhere', { raisedAt: 3 }),
    ];
    expect(told(fold(alarms))).toEqual([['fence', 'beam', 'camera'], ['elsewhere']]);
  });

  test('the highest priority of its open members is the incident\u2019s; those put aside do not count', () => {
    const feeder = testAlarm('feeder', { priority: 3 });
    const lost = testAlarm('lost', { priority: 2, fault: true, group: under('feeder', 'below') });
    expect(fold([feeder, lost])[0]!.priority).toBe(2);
    expect(fold([feeder, { ...lost, shelvedUntil: 9 }])[0]!.priority).toBe(3);
  });

  test('it waits while any of its alarms does', () => {
    const lead = testAlarm('lead', { acknowledged: true });
    const member = testAlarm('member', { group: under('lead', 'zone') });
    expect(fold([lead, member])[0]!.waiting?.id).toBe('member');
    expect(fold([lead, { ...member, acknowledged: true }])[0]!.waiting).toBeNull();
  });

  test('7.2.7-2 an independent critical alarm is always a row of its own, and every alarm is in exactly one', () => {
    fc.assert(
      fc.property(anyAlarms, (alarms) => {
        const incidents = fold(alarms);
        const rows = new Set(incidents.map(({ lead }) => lead.id));
        for (const { id, priority, fault, group } of alarms)
          if (priority === 1 && !fault && group?.why !== 'zone') expect(rows).toContain(id);
        expect(told(incidents).flat().sort()).toEqual(alarms.map(({ id }) => id).sort());
        const priorities = incidents.map(({ priority }) => priority);
        expect(priorities).toEqual([...priorities].sort());
      }),
    );
  });
});

describe('the order of the queue', () => {
  test('is kept by putting in what changed, as if all were sorted anew', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 19 }), fc.constantFrom('ack', 'close', 'raise')), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(anyAlarms, changes, (alarms, deeds) => {
        const open = openAlarms(alarms);
        const before = [...open.values()].sort(byUrgency);
        const changed = new Set<string>();
        for (const [i, deed] of deeds) {
          const id = deed === 'raise' ? `B${i}` : `A${i}`;
          const alarm = open.get(id);
          if (deed === 'close') open.delete(id);
          else if (deed === 'raise') open.set(id, testAlarm(id, { raisedAt: i }));
          else if (alarm) alarm.acknowledged = !alarm.acknowledged;
          changed.add(id);
        }
        expect(reorder(before, open, changed).map(({ id }) => id)).toEqual(
          [...open.values()].sort(byUrgency).map(({ id }) => id),
        );
      }),
    );
  });
});
