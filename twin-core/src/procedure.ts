import type { Alarm } from './alarm.ts';
import type { Label } from './site.ts';
import type { ToldWays } from './told-ways.ts';

/** One step of a procedure. */
export interface ProcedureStep {
  readonly id: string;
  readonly label: Label;
  /** Who is to do it. */
  readonly role: 'operator' | 'guard' | 'manager';
  /** The alarm does not close before it is done. */
  readonly mandatory: boolean;
  /** To be done this long after the alarm was raised; overdue, it says so. */
  readonly limitMs?: number;
  /** What can be answered; a plain "done" where absent. */
  readonly answers?: readonly { readonly name: string; readonly label: Label }[];
  /** What people are told in it, kept with it when it is done. */
  readonly tells?: ToldWays['about'];
  /** Only where another step was answered so. */
  readonly when?: { readonly step: string; readonly answer: string };
}

/** What people do with alarms of these codes, step by step. */
export interface Procedure {
  readonly id: string;
  readonly label: Label;
  /** Standard or clause it follows. */
  readonly source: string;
  readonly codes: readonly string[];
  readonly steps: readonly ProcedureStep[];
}

/** The steps that apply to an alarm as its steps were answered so far, in order. */
export function stepsOf(alarm: Pick<Alarm, 'steps'>, procedure: Procedure): readonly ProcedureStep[] {
  return procedure.steps.filter(({ when }) => !when || alarm.steps[when.step]?.answer === when.answer);
}

/** The mandatory steps still to be done; none for a false alarm, of which the reason is on record. */
export function stepsLeft(
  alarm: Pick<Alarm, 'steps' | 'falseAlarm'>,
  procedure: Procedure | undefined,
): readonly ProcedureStep[] {
  if (!procedure || alarm.falseAlarm) return [];
  return stepsOf(alarm, procedure).filter(({ id, mandatory }) => mandatory && !alarm.steps[id]);
}

/** Checks a declaration. Throws an Error that says what is wrong and where. */
export function defineProcedure(procedure: Procedure): Procedure {
  const fail = (what: string): never => {
    throw new Error(`procedure ${procedure.id}: ${what}`);
  };
  const before = new Map<string, ProcedureStep>();
  for (const step of procedure.steps) {
    if (before.has(step.id)) fail(`step ${step.id} is declared twice`);
    if (step.when) {
      const asked =
        before.get(step.when.step) ?? fail(`step ${step.id} depends on ${step.when.step}, which is not before it`);
      if (!asked.answers?.some(({ name }) => name === step.when?.answer))
        fail(`step ${step.id} depends on an answer that ${step.when.step} has not`);
    }
    before.set(step.id, step);
  }
  return procedure;
}
