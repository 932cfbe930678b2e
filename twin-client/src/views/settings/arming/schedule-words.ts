import type { Format } from '../../../kit/i18n/format.ts';
import type { ArmPeriod } from '../../../state/records/arming.ts';
import { dayWords } from '../weekdays.ts';

/** When a zone is armed, in words. */
export function scheduleWords(format: Format, periods: readonly ArmPeriod[] | null): string {
  if (periods === null) return format.text('arming.byHand');
  if (periods.length === 0) return format.text('arming.never');
  return periods.map((period) => periodWords(format, period)).join('; ');
}

/** A period: its days, its times, and that it runs into the next day where its end is not after its beginning. */
function periodWords(format: Format, { days, from, to }: ArmPeriod): string {
  const times =
    from === to
      ? format.text('arming.allDay')
      : format.text(to < from ? 'arming.overNight' : 'arming.times', { from, to });
  return `${dayWords(format, days)} ${times}`;
}
