import { describe, expect, test } from 'vitest';
import type { AlarmCourse } from './alarm-course.ts';
import { alarmLoadOf } from './alarm-load.ts';
import { compareCourses } from './compare-courses.ts';

const HOUR_MS = 3_600_000;
const course = (raisedAt: number, more: Partial<AlarmCourse> = {}): AlarmCourse => ({
  id: `A${raisedAt}`,
  code: 'env.noise',
  device: 'N1',
  facility: 'environment',
  building: null,
  storey: null,
  space: null,
  zone: null,
  priority: 3,
  fault: false,
  raisedAt,
  acknowledgedAt: null,
  returnedAt: null,
  closedAt: null,
  escalated: false,
  occurrences: 1,
  grouped: false,
  ...more,
});

describe('7.2.4-5 two runs side by side', () => {
  test('an alarm is the other’s where both were open at one time, the first first', () => {
    const [a, b] = [course(0, { closedAt: 10 }), course(20, { closedAt: 30 })];
    expect(compareCourses([a, b], [course(5, { closedAt: 25 })]).map(({ kind }) => kind)).toEqual(['changed', 'lost']);
    expect(compareCourses([a], [course(11)]).map(({ kind }) => kind)).toEqual(['lost', 'gained']);
    expect(compareCourses([a], [{ ...a, id: 'A9' }]).map(({ kind }) => kind)).toEqual(['same']);
    expect(compareCourses([a], [{ ...a, priority: 1 }]).map(({ kind }) => kind)).toEqual(['changed']);
    expect(compareCourses([], [])).toEqual([]);
  });

  test('the load: raised by the hour, the most that waited at once, how long they waited', () => {
    const courses = [
      course(-10, { acknowledgedAt: 20 }),
      course(10, { acknowledgedAt: 40, device: 'N2' }),
      course(20, { acknowledgedAt: 25, device: 'N3' }),
      course(HOUR_MS + 1, { escalated: true }),
    ];
    expect(alarmLoadOf(courses, 0, 1.5 * HOUR_MS)).toEqual({
      raised: 3,
      byHour: [2, 1],
      perHour: 2,
      mostUnacknowledged: 2,
      unacknowledged: 1,
      acknowledgeMs: 5,
      escalated: 1,
    });
  });
});
