import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import styles from './wall-panels.module.css';

const DAY_MS = 86_400_000;
const RENEW_MS = 60_000;
/** An interval with fewer than the most is at least this high, percent: one alarm among hundreds is seen. */
const LEAST_PERCENT = 6;

/** Alarms of the last day by time. */
export function DensityPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const to = Math.floor(useNow() / RENEW_MS) * RENEW_MS;
  const { last } = useLoaded(`day ${to}`, (signal) =>
    api.alarmDensity({ from: to - DAY_MS, to, facility: null }, signal),
  );
  if (!last) return <Panel title={format.text('wall.density')}>{null}</Panel>;
  const { from, interval, series, total } = last;
  const counts = new Map(series.map(({ time, count }) => [Math.round((time - from) / interval), count]));
  const most = Math.max(1, ...counts.values());
  const bars = Array.from({ length: Math.ceil((last.to - from) / interval) }, (_, i) => counts.get(i) ?? 0);
  return (
    <Panel
      className={styles.density}
      title={format.text('wall.density')}
      aside={format.text('wall.densityTotal', { total: format.number(total) })}
    >
      <div className={styles.bars} role="img" aria-label={format.text('wall.densityTotal', { total })}>
        {bars.map((count, i) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
            key={i}
            style={{ height: count === 0 ? '2px' : `${Math.max(LEAST_PERCENT, (count / most) * 100)}%` }}
          />
        ))}
      </div>
      <p className={styles.times}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>{format.hour(from + share * (last.to - from))}</span>
        ))}
      </p>
    </Panel>
  );
}
