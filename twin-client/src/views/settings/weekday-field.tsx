import { useFormat } from '../../kit/format-context.tsx';
import styles from './settings.module.css';
import { WEEKDAYS } from './weekdays.ts';

/** Days of the week, each on or off. */
export function WeekdayField({ days, onChange }: { days: readonly number[]; onChange(days: number[]): void }) {
  const format = useFormat();
  return (
    <fieldset className={styles.days} aria-label={format.text('settings.days')}>
      {WEEKDAYS.map((day) => {
        const on = days.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-pressed={on}
            aria-label={format.text(`settings.weekday.${day}`)}
            data-day={day}
            onClick={() => onChange(on ? days.filter((one) => one !== day) : [...days, day].sort())}
          >
            {format.text(`settings.day.${day}`)}
          </button>
        );
      })}
    </fieldset>
  );
}
