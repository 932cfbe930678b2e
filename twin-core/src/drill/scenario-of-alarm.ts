import type { AlarmHandled, DeviceReported, TwinEvent } from '../event.ts';
import type { Procedure } from '../procedure.ts';
import type { Label } from '../site.ts';
import type { Inject, Scenario, ScenarioStep } from './scenario.ts';

/** A value that was recorded; `time` is epoch ms. */
export interface RecordedValue {
  readonly device: string;
  readonly property: string;
  readonly time: number;
  readonly value: number;
}

/** An event that was recorded; `at` is epoch ms. */
export interface RecordedEvent {
  readonly at: number;
  readonly event: TwinEvent;
}

/** An alarm as it was recorded, with what devices told around it and what people did. */
export interface RecordedIncident {
  readonly alarm: {
    readonly id: string;
    readonly code: string;
    readonly device: string;
    readonly building: string | null;
    readonly storey: string | null;
    /** phenomenonTime of what raised it, and when that was recorded, epoch ms. */
    readonly time: number;
    readonly raisedAt: number;
  };
  readonly title: Label;
  readonly place: Label;
  readonly procedure: Procedure | undefined;
  /** What the devices of the incident reported and measured while it was open. */
  readonly reports: readonly DeviceReported[];
  readonly values: readonly RecordedValue[];
  /** What was done with the alarm, in order. */
  readonly handled: readonly RecordedEvent[];
  /** UTC offset of the site at that time, ms. */
  readonly offsetMs: number;
}

/** Before the first of what is told again. */
const LEAD_S = 5;
/** Nobody is asked to be faster than this, s; and after the last limit so much time is left. */
const SHORTEST_LIMIT_S = 15;
const AFTER_LAST_S = 120;
const DEFAULT_LIMIT_S = 120;
/** Told again at most. */
const MOST_INJECTS = 150;

const ROLES = [
  { id: 'operator', label: { zh: '值班员', en: 'Operator' } },
  { id: 'guard', label: { zh: '保安', en: 'Guard' } },
  { id: 'manager', label: { zh: '负责人', en: 'Manager' } },
];

/** People's deeds that another crew can be asked for; what a step says stands with its procedure. */
const ASKED: Partial<Record<AlarmHandled['action'], { readonly id: string; readonly text: Label }>> = {
  acknowledge: { id: 'acknowledge', text: { zh: '确认报警', en: 'Acknowledge the alarm' } },
  assign: { id: 'assign', text: { zh: '指派处置人', en: 'Assign somebody' } },
  dismiss: { id: 'dismiss', text: { zh: '确认误报', en: 'Call it a false alarm' } },
};

/** A scenario in which a recorded alarm happens again, and the crew is held against the procedure and the people of then. */
export function scenarioOfAlarm(incident: RecordedIncident): Scenario {
  const { alarm, title, place, offsetMs } = incident;
  const told = toldAgain(incident);
  const from = told[0]?.time ?? alarm.time;
  const injects = told.map(({ time, inject }, i): Inject => {
    const at = LEAD_S + Math.round((time - from) / 100) / 10;
    return { id: `r${i + 1}`, at, jitterS: 0, spreadS: 0, ...inject };
  });
  const raising = injects.findLast(({ at }) => at * 1000 + from - LEAD_S * 1000 <= alarm.time) ?? injects[0]!;
  const since = (at: number) => Math.max(0, Math.round((at - alarm.raisedAt) / 1000));
  const { steps, recorded } = stepsOf(incident, raising.id, since);
  const last = Math.max(injects.at(-1)!.at, ...steps.map(({ withinS }) => raising.at + withinS));
  const begunAt = new Date(from - LEAD_S * 1000 + offsetMs).toISOString();
  return {
    code: `alarm-${alarm.id.toLowerCase()}`,
    title,
    description: {
      zh: `按 ${begunAt.slice(0, 16).replace('T', ' ')} 的报警 ${alarm.id} 重演。`,
      en: `Alarm ${alarm.id} of ${begunAt.slice(0, 16).replace('T', ' ')}, once more.`,
    },
    place: {
      label: place,
      ...(alarm.building !== null && { building: alarm.building }),
      ...(alarm.storey !== null && { storey: alarm.storey }),
    },
    startsAt: begunAt.slice(11, 16),
    roles: ROLES,
    vary: {},
    injects,
    steps,
    end: { afterS: Math.ceil(last + AFTER_LAST_S), whenDone: true },
    recorded: {
      alarm: alarm.id,
      at: new Date(alarm.raisedAt).toISOString(),
      from: new Date(from - LEAD_S * 1000).toISOString(),
      steps: recorded,
    },
  };
}

interface Told {
  readonly time: number;
  readonly inject: Pick<Inject, 'device' | 'event' | 'observations'>;
}

/** What devices told, in order; of very many values those around the alarm are kept. */
function toldAgain({ reports, values, alarm }: RecordedIncident): Told[] {
  const told: Told[] = reports.map(({ device, type, data, time }) => ({
    time,
    inject: { device, event: { type, data: data as Record<string, never> } },
  }));
  const together = new Map<string, { time: number; device: string; observations: Record<string, number> }>();
  for (const { device, property, time, value } of values) {
    const key = `${device} ${time}`;
    const one = together.get(key) ?? { time, device, observations: {} };
    one.observations[property] = value;
    together.set(key, one);
  }
  for (const { time, device, observations } of together.values()) told.push({ time, inject: { device, observations } });
  const near = told
    .sort((a, b) => Math.abs(a.time - alarm.time) - Math.abs(b.time - alarm.time))
    .slice(0, MOST_INJECTS);
  return near.sort((a, b) => a.time - b.time);
}

function stepsOf(
  { procedure, handled }: RecordedIncident,
  after: string,
  since: (at: number) => number,
): { readonly steps: ScenarioStep[]; readonly recorded: Record<string, number | null> } {
  const steps: ScenarioStep[] = [];
  const recorded: Record<string, number | null> = {};
  const first = new Map<string, { readonly at: number; readonly event: AlarmHandled }>();
  for (const { at, event } of handled) {
    if (event.kind !== 'alarm.handled' || event.by === 'system') continue;
    const key = event.action === 'step' ? `step ${event.step}` : event.action;
    if (!first.has(key)) first.set(key, { at, event });
  }
  const limit = (took: number | null, declaredMs: number | undefined) =>
    took === null ? (declaredMs ?? DEFAULT_LIMIT_S * 1000) / 1000 : Math.max(SHORTEST_LIMIT_S, took);
  const expect = (id: string, took: number | null, step: Omit<ScenarioStep, 'id' | 'after' | 'points'>) => {
    steps.push({ id, after, points: step.mandatory ? 10 : 5, ...step });
    recorded[id] = took;
  };
  for (const [action, { id, text }] of Object.entries(ASKED)) {
    const done = first.get(action);
    if (!done && action !== 'acknowledge') continue;
    const took = done ? since(done.at) : null;
    const counts = { alarm: action as AlarmHandled['action'] };
    expect(id, took, { text, role: 'operator', counts, withinS: limit(took, undefined), mandatory: true });
  }
  for (const { id, label, role, mandatory, limitMs, when } of procedure?.steps ?? []) {
    const done = first.get(`step ${id}`);
    const asked = !when || first.get(`step ${when.step}`)?.event.answer === when.answer;
    if (!asked) continue;
    const took = done ? since(done.at) : null;
    expect(`step-${id}`, took, {
      text: label,
      role,
      counts: { procedure: id },
      withinS: limit(took, limitMs),
      mandatory,
    });
  }
  return { steps, recorded };
}
