import { useCenter, useIncidents, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { countIncidents } from '../desk/queue/queue-filter.ts';
import { shareText, tookText } from '../reports/took.ts';
import styles from './wall-panels.module.css';

const DAY_MS = 86_400_000;
/** Counted over so many days; asked for anew this often. */
const DAYS = 30;
const RENEW_MS = 60_000;

/** How the desk does, in one row: words of OPC UA AlarmMetricsType, bands of ISA-18.2 (WALL). */
export function MetricsPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const { waiting } = countIncidents(useIncidents());
  const to = Math.floor(useNow() / RENEW_MS) * RENEW_MS;
  const loaded = useLoaded(`metrics ${to}`, (signal) => api.reports.metrics({ from: to - DAYS * DAY_MS, to }, signal));
  const metrics = loaded.last;
  if (!metrics) return <div className={styles.metrics} />;
  const { currentAlarmRate: rate, acknowledge, close, kinds, now } = metrics;
  const [count, wrong] = [sum(kinds.map((kind) => kind.count)), sum(kinds.map((kind) => kind.falseAlarms))];
  const figures = [
    ['rate', `${format.number(rate.value)}`, format.text(`metrics.band.${rate.band}`), rate.band === 'flood'],
    ['waiting', format.number(waiting), '', waiting > 0],
    ['acknowledge', tookText(format, acknowledge, 'p50'), '', false],
    ['close', tookText(format, close, 'p50'), '', false],
    ['false', shareText(format, wrong, count), '', false],
    ['silent', format.number(now.silentDevices), '', false],
  ] as const;
  return (
    <section aria-label={format.text('wall.panel.metrics')}>
      <dl className={styles.metrics} title={format.text('wall.kpi.source', { days: DAYS })} data-testid="wall-metrics">
        {figures.map(([key, value, note, hot]) => (
          <div key={key} data-kpi={key}>
            <dd className={hot ? styles.late : undefined}>{value}</dd>
            <dt>
              {format.text(`wall.kpi.${key}`)} {note}
            </dt>
          </div>
        ))}
      </dl>
    </section>
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
