import { useFormat } from '../../../kit/format-context.tsx';
import type { AlarmDensity } from '../../../state/records/alarm-density.ts';
import styles from './analysis.module.css';
import { intervalBars } from './interval-bars.ts';
import type { TimeSpan } from './time-range.ts';

export interface DensityBarsProps {
  readonly density: AlarmDensity;
  readonly part: TimeSpan | null;
  onPart(part: TimeSpan | null): void;
}

/** Alarms by interval of the time: a click on a bar chooses it, another one gives it back. */
export function DensityBars({ density, part, onPart }: DensityBarsProps) {
  const format = useFormat();
  const { from, to } = density;
  const told = (time: number) => (to - from > 86_400_000 ? `${format.date(time).slice(5)} ` : '') + format.hour(time);
  return (
    <div className={styles.bars}>
      <div>
        {intervalBars(density).map(({ start, end, count, height }) => (
          <button
            key={start}
            className={styles.bar}
            type="button"
            aria-pressed={part?.from === start}
            aria-label={format.text('analysis.bar', { time: told(start), count })}
            title={format.text('analysis.bar', { time: told(start), count })}
            disabled={count === 0}
            onClick={() => onPart(part?.from === start ? null : { from: start, to: end })}
          >
            <i className={styles.fill} style={{ height }} />
          </button>
        ))}
      </div>
      <p>
        <span>{told(from)}</span>
        <span>{told(to)}</span>
      </p>
    </div>
  );
}
