import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { intervalBars } from '../desk/analysis/interval-bars.ts';
import styles from './wall-panels.module.css';

const DAY_MS = 86_400_000;
const RENEW_MS = 60_000;
/** Alarms of the last day by time. */
export function DensityPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const to = Math.floor(useNow() / RENEW_MS) * RENEW_MS;
  const { last } = useLoaded(`day ${to}`, (signal) =>
    api.alarmDensity({ from: to - DAY_MS, to, facility: null }, signal),
  );
  if (!last) return <Panel title={format.text('wall.density')}>{null}</Panel>;
  const { from, total } = last;
  return (
    <Panel
      className={styles.density}
      title={format.text('wall.density')}
      aside={format.text('wall.densityTotal', { total: format.number(total) })}
    >
      <div className={styles.bars} role="img" aria-label={format.text('wall.densityTotal', { total })}>
        {intervalBars(last).map(({ start, height }) => (
          <i key={start} style={{ height }} />
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
