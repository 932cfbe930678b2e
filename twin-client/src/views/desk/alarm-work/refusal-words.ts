import type { Format } from '../../../kit/i18n/format.ts';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import { problemText } from '../../../kit/problem-text.ts';
import { Problem } from '../../../state/problem.ts';

/** What the alarm machine answers who comes second, in its own words. */
const REFUSALS: Readonly<Record<string, TextKey>> = {
  'the alarm is closed': 'refusal.closed',
  'the alarm is already acknowledged': 'refusal.acknowledged',
  'the alarm is already shelved': 'refusal.shelved',
  'the alarm is not shelved': 'refusal.notShelved',
  'the alarm is already suppressed': 'refusal.suppressed',
  'the alarm is not suppressed': 'refusal.notSuppressed',
  'the alarm is already out of service': 'refusal.outOfService',
  'the alarm is not out of service': 'refusal.inService',
  'the case is already resolved': 'refusal.resolved',
  'the alarm is already dismissed as false': 'refusal.falseAlarm',
  'a second person has to confirm that the alarm is false': 'refusal.secondPerson',
};

/** Why an action on an alarm was not done. `owner`: who has the alarm in hand now, '' where nobody or it is not known. */
export function refusalText(format: Format, cause: unknown, owner: string): string {
  if (!(cause instanceof Problem) || cause.status !== 409 || cause.detail === null) return problemText(format, cause);
  const known = REFUSALS[cause.detail];
  // Better the machine's own words than none.
  const told = known ? format.text(known) : cause.detail;
  return [format.text('problem.conflict'), told, owner].filter(Boolean).join(' · ');
}
