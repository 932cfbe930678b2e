import type { AlarmRaised } from '../event.ts';
import type { DrillLog } from './drill-log.ts';
import type { Plan } from './plan.ts';
import type { ScenarioStep } from './scenario.ts';

/** inTime, late and missed count; of what was never to be done yet, nothing is said. */
export type StepResult = 'inTime' | 'late' | 'missed' | 'notDue';

/** One step as it went. Times are ms from the drill's start. */
export interface StepScore {
  readonly step: string;
  readonly begunAt: number | null;
  readonly dueAt: number | null;
  readonly doneAt: number | null;
  /** Account id of who did it. */
  readonly by: string | null;
  /** It was done by somebody of another role than the scenario expects. */
  readonly byOther: boolean;
  readonly result: StepResult;
  readonly points: number;
  readonly of: number;
}

/** How people spoke with each other. */
export interface Communication {
  readonly messages: number;
  /** By the role of who spoke, and to whom; in the order of the first. */
  readonly ways: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** Of the first message, ms from the start. */
  readonly firstAt: number | null;
  /** Roles that were taken and said nothing. */
  readonly quiet: readonly string[];
}

/** The score sheet of a drill. */
export interface Sheet {
  readonly steps: readonly StepScore[];
  readonly points: number;
  readonly of: number;
  /** 0 to 100; null where nothing was to be done. */
  readonly percent: number | null;
  readonly inTime: number;
  readonly late: number;
  readonly missed: number;
  readonly communication: Communication;
}

/** A late step is worth half. */
const LATE_SHARE = 0.5;

/** Something that a person did, which may fulfil a step. */
interface Deed {
  readonly at: number;
  readonly by: string;
  fulfils(counts: ScenarioStep['counts']): boolean;
}

/** Scores a drill as it stands `at` ms from its start. The same plan and log give the same sheet. */
export function scoreDrill(plan: Plan, log: DrillLog, at: number): Sheet {
  const deeds = deedsOf(log);
  const used = new Set<Deed>();
  /** When the time of what comes after begins, and from when on something counts, by inject and step. */
  const marks = new Map<string, { readonly at: number | null; readonly root: number | null }>();
  for (const { id } of plan.scenario.injects) {
    const told = log.told[id] ?? null;
    marks.set(id, { at: told, root: told });
  }
  const steps: StepScore[] = [];
  for (const step of plan.steps) {
    const { at: begunAt, root } = marks.get(step.after) ?? { at: null, root: null };
    // What comes after another step may be done before it: it is not done a second time for that.
    const deed =
      root === null ? undefined : deeds.find((each) => !used.has(each) && each.at >= root && each.fulfils(step.counts));
    if (deed) used.add(deed);
    marks.set(step.id, { at: deed?.at ?? null, root });
    steps.push(scoreStep(step, begunAt, deed, root, log, at));
  }
  const sum = (of: (step: StepScore) => number) => steps.reduce((total, step) => total + of(step), 0);
  const count = (result: StepResult) => steps.filter((step) => step.result === result).length;
  const points = sum((step) => step.points);
  const of = sum((step) => step.of);
  return {
    steps,
    points,
    of,
    percent: of === 0 ? null : Math.round((100 * points) / of),
    inTime: count('inTime'),
    late: count('late'),
    missed: count('missed'),
    communication: communicationOf(log),
  };
}

function scoreStep(
  step: ScenarioStep,
  begunAt: number | null,
  deed: Deed | undefined,
  root: number | null,
  { roles }: DrillLog,
  at: number,
): StepScore {
  const { id, role, withinS, mandatory, points } = step;
  const dueAt = begunAt === null ? null : begunAt + withinS * 1000;
  const doneAt = deed?.at ?? null;
  const result = resultOf();
  const counted = result !== 'notDue' && (mandatory || doneAt !== null);
  return {
    step: id,
    begunAt,
    dueAt,
    doneAt,
    by: deed?.by ?? null,
    byOther: deed !== undefined && roles[deed.by] !== role,
    result,
    points: result === 'inTime' ? points : result === 'late' ? Math.round(points * LATE_SHARE) : 0,
    of: counted ? points : 0,
  };

  function resultOf(): StepResult {
    if (root === null) return 'notDue';
    if (doneAt !== null) return dueAt === null || doneAt <= dueAt ? 'inTime' : 'late';
    // After a step that was never done, this one was not either.
    if (!mandatory) return 'notDue';
    return dueAt === null || at > dueAt ? 'missed' : 'notDue';
  }
}

function deedsOf({ events, messages }: DrillLog): Deed[] {
  const alarms = new Map<string, AlarmRaised>();
  const deeds: Deed[] = [];
  const concerns = (id: string, of: { readonly code?: string; readonly device?: string }) => {
    const alarm = alarms.get(id);
    return (
      (of.code === undefined || alarm?.code === of.code) && (of.device === undefined || alarm?.device === of.device)
    );
  };
  for (const { at, event } of events) {
    if (event.kind === 'alarm.raised') alarms.set(event.id, event);
    if (event.kind === 'alarm.handled' && event.by !== 'system')
      deeds.push({
        at,
        by: event.by,
        fulfils: (counts) => {
          if ('alarm' in counts) return event.action === counts.alarm && concerns(event.id, counts);
          if (!('procedure' in counts) || event.action !== 'step' || event.step !== counts.procedure) return false;
          return (counts.answer === undefined || counts.answer === event.answer) && concerns(event.id, counts);
        },
      });
    if (event.kind === 'action.asked' && event.action.do === 'order') {
      const { action, device, by } = event;
      deeds.push({
        at,
        by,
        fulfils: (counts) =>
          'command' in counts &&
          action.command === counts.command &&
          (counts.device === undefined || counts.device === device),
      });
    }
  }
  for (const { at, by, to, text } of messages) {
    if (by === null) continue;
    deeds.push({
      at,
      by,
      fulfils: (counts) =>
        'message' in counts &&
        (counts.message === to || to === 'all') &&
        (!counts.words || counts.words.some((word) => text.toLowerCase().includes(word.toLowerCase()))),
    });
  }
  return deeds.sort((a, b) => a.at - b.at);
}

function communicationOf({ messages, roles }: DrillLog): Communication {
  const said = messages.filter(({ by }) => by !== null);
  const ways = new Map<string, { from: string; to: string; count: number }>();
  for (const { by, to } of said) {
    const from = roles[by!] ?? '';
    const way = ways.get(`${from}\n${to}`) ?? { from, to, count: 0 };
    ways.set(`${from}\n${to}`, { ...way, count: way.count + 1 });
  }
  const spoke = new Set(said.map(({ by }) => roles[by!]));
  return {
    messages: said.length,
    ways: [...ways.values()],
    firstAt: said[0]?.at ?? null,
    quiet: [...new Set(Object.values(roles))].filter((role) => !spoke.has(role)),
  };
}
