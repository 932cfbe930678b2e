import type { AlarmCourse } from './alarm-course.ts';

const HOUR_MS = 3_600_000;

/** What a run asked of the people at the desk. */
export interface AlarmLoad {
  /** Raised in the span; hour by hour from its beginning, the last hour as long as it is. */
  readonly raised: number;
  readonly byHour: readonly number[];
  /** The same as a rate, alarms an hour; a span shorter than an hour counts as one. */
  readonly perHour: number;
  /** The most that waited at once for somebody to acknowledge them, and how many did at the end; faults and members of incidents too. */
  readonly mostUnacknowledged: number;
  readonly unacknowledged: number;
  /** The middle time from raised to acknowledged of those raised in the span, ms; null where none was acknowledged. */
  readonly acknowledgeMs: number | null;
  readonly escalated: number;
}

/** The load of [from, to), epoch ms. */
export function alarmLoadOf(courses: readonly AlarmCourse[], from: number, to: number): AlarmLoad {
  const raised = courses.filter(({ raisedAt }) => raisedAt >= from && raisedAt < to);
  const byHour = Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, () => 0);
  for (const { raisedAt } of raised) byHour[Math.floor((raisedAt - from) / HOUR_MS)]!++;
  const waits = raised.flatMap(({ raisedAt, acknowledgedAt }) =>
    acknowledgedAt === null ? [] : [acknowledgedAt - raisedAt],
  );
  return {
    raised: raised.length,
    byHour,
    perHour: raised.length / Math.max(1, (to - from) / HOUR_MS),
    mostUnacknowledged: mostAtOnce(courses, from, to),
    unacknowledged: courses.filter((course) => waitsUntil(course) >= to && course.raisedAt < to).length,
    acknowledgeMs: middleOf(waits),
    escalated: raised.filter(({ escalated }) => escalated).length,
  };
}

/** Until when an alarm waits for a person. */
const waitsUntil = ({ acknowledgedAt, closedAt }: AlarmCourse) =>
  acknowledgedAt ?? closedAt ?? Number.POSITIVE_INFINITY;

function mostAtOnce(courses: readonly AlarmCourse[], from: number, to: number): number {
  const turns = courses.flatMap((course) => {
    const [begin, end] = [Math.max(from, course.raisedAt), Math.min(to, waitsUntil(course))];
    return end <= begin
      ? []
      : [
          { at: begin, by: 1 },
          { at: end, by: -1 },
        ];
  });
  // Who acknowledges at the instant at which another is raised has one before, and one after.
  turns.sort((a, b) => a.at - b.at || a.by - b.by);
  let [now, most] = [0, 0];
  for (const { by } of turns) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** The middle one, of an even number the lower; null of none. */
export function middleOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;
}
