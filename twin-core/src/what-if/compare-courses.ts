import type { AlarmCourse } from './alarm-course.ts';

/** What became of an alarm: in one run alone, in both and otherwise, in both and the same. */
export type DifferenceKind = 'lost' | 'gained' | 'changed' | 'same';

/** One alarm in both runs; null in the run that has none. */
export interface AlarmDifference {
  readonly kind: DifferenceKind;
  readonly before: AlarmCourse | null;
  readonly after: AlarmCourse | null;
}

/**
 * The alarms of two runs side by side, in the order in which they were raised. Of one device and kind there is one open alarm at a time, so
 * an alarm is the other run's where they were open at one time, the first first; numbers do not count, for one alarm more moves all that follow.
 */
export function compareCourses(before: readonly AlarmCourse[], after: readonly AlarmCourse[]): AlarmDifference[] {
  const others = new Map<string, AlarmCourse[]>();
  for (const course of after) {
    const list = others.get(keyOf(course));
    if (list) list.push(course);
    else others.set(keyOf(course), [course]);
  }
  const differences = before.map((course): AlarmDifference => {
    const list = others.get(keyOf(course)) ?? [];
    const at = list.findIndex((one) => wereOpenTogether(course, one));
    const other = at < 0 ? null : list.splice(at, 1)[0]!;
    const kind = other === null ? 'lost' : isSame(course, other) ? 'same' : 'changed';
    return { kind, before: course, after: other };
  });
  for (const list of others.values())
    for (const course of list) differences.push({ kind: 'gained', before: null, after: course });
  return differences.sort((a, b) => raisedAt(a) - raisedAt(b));
}

/** An alarm of either run: what it is and where is the same in both. */
export const anyOf = ({ before, after }: AlarmDifference): AlarmCourse => (before ?? after)!;

const raisedAt = (difference: AlarmDifference) => anyOf(difference).raisedAt;
const keyOf = ({ device, code }: AlarmCourse) => `${device}\n${code}`;

function wereOpenTogether(a: AlarmCourse, b: AlarmCourse): boolean {
  const end = (course: AlarmCourse) => course.closedAt ?? Number.POSITIVE_INFINITY;
  return a.raisedAt <= end(b) && b.raisedAt <= end(a);
}

/** What is compared of an alarm that both runs have. */
const COMPARED = [
  'priority',
  'raisedAt',
  'acknowledgedAt',
  'returnedAt',
  'closedAt',
  'escalated',
  'occurrences',
  'grouped',
] as const;

const isSame = (a: AlarmCourse, b: AlarmCourse) => COMPARED.every((field) => a[field] === b[field]);
