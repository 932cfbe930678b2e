import type { Plan } from './plan.ts';
import type { Sheet } from './score.ts';

/** Why a drill is over `at` ms from its start, by its scenario; null while it goes on. */
export function endingOf({ scenario, injects }: Plan, sheet: Sheet, at: number): 'time' | 'done' | null {
  if (at >= scenario.end.afterS * 1000) return 'time';
  if (!scenario.end.whenDone || sheet.steps.length === 0) return null;
  const happened = injects.every(({ atMs }) => at >= atMs);
  const done = sheet.steps.every(({ step, doneAt }) => doneAt !== null || !isMandatory(step));
  return happened && done ? 'done' : null;

  function isMandatory(id: string): boolean {
    return scenario.steps.find((step) => step.id === id)!.mandatory;
  }
}
