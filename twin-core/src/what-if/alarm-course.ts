import type { Alarm } from '../alarm.ts';
import type { Priority } from '../facility.ts';

/** What became of one alarm in a run; epoch ms of the run's clock. */
export interface AlarmCourse {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly facility: string;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
  readonly zone: string | null;
  readonly priority: Priority;
  readonly fault: boolean;
  readonly raisedAt: number;
  readonly acknowledgedAt: number | null;
  readonly returnedAt: number | null;
  readonly closedAt: number | null;
  readonly escalated: boolean;
  readonly occurrences: number;
  /** It belongs to the incident of another alarm. */
  readonly grouped: boolean;
}

/** The alarms of a run, the open ones of its beginning first, each as it stood last. */
export class CourseBook {
  readonly #courses = new Map<string, AlarmCourse>();

  /** Notes how alarms stand at `now`, epoch ms. */
  note(alarms: Iterable<Alarm>, now: number): void {
    for (const alarm of alarms) this.#courses.set(alarm.id, courseOf(alarm, this.#courses.get(alarm.id), now));
  }

  get all(): readonly AlarmCourse[] {
    return [...this.#courses.values()];
  }
}

function courseOf(alarm: Alarm, before: AlarmCourse | undefined, now: number): AlarmCourse {
  const { id, code, device, facility, building, storey, space, zone, priority, fault } = alarm;
  const { raisedAt, acknowledgedAt, returnedAt, escalated, occurrences } = alarm;
  return {
    ...{ id, code, device, facility, building, storey, space, zone, priority, fault, raisedAt, returnedAt },
    // Asked for attention anew, it was acknowledged all the same.
    acknowledgedAt: before?.acknowledgedAt ?? acknowledgedAt,
    closedAt: alarm.case === 'closed' ? (before?.closedAt ?? now) : null,
    escalated,
    occurrences,
    grouped: alarm.group !== null,
  };
}
