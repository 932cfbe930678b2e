import { useFormat } from '../../../kit/format-context.tsx';
import type { AlarmDensity } from '../../../state/records/alarm-density.ts';
import styles from './analysis.module.css';
import type { TimeSpan } from './time-range.ts';

/** An interval with fewer than the most is at least this high, so that one alarm among hundreds is seen, percent. */
const LEAST_PERCENT = 6;

export interface DensityBarsProps {
  readonly density: AlarmDensity;
  readonly part: TimeSpan | null;
  onPart(part: TimeSpan | null): void;
}

/** Alarms by interval of the time: a click on a bar chooses it, another one gives it back. */
export function DensityBars({ density: { from, to, interval, series }, part, onPart }: DensityBarsProps) {
  const format = useFormat();
  const counts = new Map(series.map(({ time, count }) => [Math.round((time - from) / interval), count]));
  const most = Math.max(1, ...counts.values());
  const bars = Array.from({ length: Math.ceil((to - from) / interval) }, (_, i) => {
    const start = from + i * interval;
    return { start, end: Math.min(to, start + interval), count: counts.get(i) ?? 0 };
  });
  const told = (time: number) => (to - from > 86_400_000 ? `${format.date(time).slice(5)} ` : '') + format.hour(time);
  return (
    <div className={styles.bars}>
      <div>
        {bars.map(({ start, end, count }) => (
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
            <i
              className={styles.fill}
              style={{ height: count === 0 ? '1px' : `${Math.max(LEAST_PERCENT, (count / most) * 100)}%` }}
            />
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
