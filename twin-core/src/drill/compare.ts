import type { Scenario } from './scenario.ts';
import type { Sheet } from './score.ts';

/** An earlier run of the same scenario. */
export interface EarlierRun {
  readonly drill: number;
  /** When it began, epoch ms. */
  readonly at: number;
  readonly percent: number | null;
  readonly sheet: Sheet;
}

/** How long a step took, ms from when its time began; null where it was not done. */
export interface StepComparison {
  readonly step: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly best: number | null;
  /** As it went in the event that was recorded, ms from its first inject; undefined where there was none. */
  readonly recorded: number | null | undefined;
  /** As `recorded`, of this run. */
  readonly sinceStart: number | null;
}

/** A run beside others of its scenario, and beside what was recorded. */
export interface Comparison {
  readonly runs: readonly { readonly drill: number; readonly at: number; readonly percent: number | null }[];
  readonly steps: readonly StepComparison[];
}

/** Holds a run against earlier ones, the newest first, and against the event that its scenario was made from. */
export function compareRuns(
  scenario: Pick<Scenario, 'recorded'>,
  sheet: Sheet,
  firstInjectAt: number,
  earlier: readonly EarlierRun[],
): Comparison {
  const took = (of: Sheet, id: string) => {
    const step = of.steps.find((each) => each.step === id);
    if (!step || step.doneAt === null || step.begunAt === null) return null;
    return Math.max(0, step.doneAt - step.begunAt);
  };
  return {
    runs: earlier.map(({ drill, at, percent }) => ({ drill, at, percent })),
    steps: sheet.steps.map(({ step, doneAt }) => {
      const before = earlier.flatMap((run) => took(run.sheet, step) ?? []);
      const recorded = scenario.recorded?.steps[step];
      return {
        step,
        now: took(sheet, step),
        before: earlier[0] ? took(earlier[0].sheet, step) : null,
        best: before.length > 0 ? Math.min(...before) : null,
        recorded: recorded == null ? recorded : recorded * 1000,
        sinceStart: doneAt === null ? null : doneAt - firstInjectAt,
      };
    }),
  };
}
