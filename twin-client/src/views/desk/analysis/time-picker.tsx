import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { fromField, toField } from '../../../kit/instant-field.ts';
import styles from './analysis.module.css';
import type { TimeChoice, TimeSpan } from './time-range.ts';

const RANGES = ['hour', 'day', 'week', 'custom'] as const;

export interface TimePickerProps {
  readonly choice: TimeChoice;
  readonly span: TimeSpan;
  onChoose(choice: TimeChoice): void;
}

/** The last hour, day or week, or two times. */
export function TimePicker({ choice, span, onChoose }: TimePickerProps) {
  const { site } = useCenter();
  const format = useFormat();
  const field = (end: 'from' | 'to') => (
    <label>
      <span>{format.text(`analysis.${end}`)}</span>
      <input
        type="datetime-local"
        value={toField(span[end], site.timeZone)}
        data-testid={`analysis-${end}`}
        onChange={(event) => {
          const time = fromField(event.target.value, site.timeZone);
          if (time !== null) onChoose({ is: 'custom', ...span, [end]: time });
        }}
      />
    </label>
  );
  return (
    <div className={styles.row}>
      <Choice
        label={format.text('analysis.range')}
        value={choice.is}
        options={RANGES.map((value) => ({ value, label: format.text(`analysis.range.${value}`) }))}
        onChoose={(is) => onChoose(is === 'custom' ? { is, ...span } : { is })}
      />
      {choice.is === 'custom' && (
        <div className={styles.times}>
          {field('from')}
          {field('to')}
        </div>
      )}
      {span.from >= span.to && <p className={styles.wrong}>{format.text('analysis.order')}</p>}
    </div>
  );
}
