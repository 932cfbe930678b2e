import type { ObservedProperty } from 'twin-core';
import { useCenter } from '../kit/center-context.ts';
import { DayChart } from '../kit/chart/day-chart.tsx';
import { useFormat } from '../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../kit/notice.tsx';
import { useLoaded } from '../kit/use-loaded.ts';
import styles from './live-values.module.css';

const DAY_MS = 86_400_000;
/** 288 intervals a day: as many as the picture has places for. */
const INTERVAL_MS = 300_000;

export interface ValueChartProps {
  readonly code: string;
  readonly name: string;
  readonly property: ObservedProperty | undefined;
}

/** The last 24 hours of one datastream. */
export function ValueChart({ code, name, property }: ValueChartProps) {
  const { api, clock } = useCenter();
  const format = useFormat();
  const history = useLoaded(`${code} ${name}`, async (signal) => {
    const to = clock.now();
    const from = to - DAY_MS;
    return { from, to, points: await api.series(code, { property: name, from, to, intervalMs: INTERVAL_MS }, signal) };
  });
  if (history.state === 'loading') return <LoadingNotice text={format.text('shell.loading')} />;
  if (history.state === 'failed') return <ProblemNotice cause={history.cause} onRetry={history.retry} />;
  const { points, from, to } = history.value;
  const last = points.at(-1);
  if (!last) return <EmptyNotice title={format.text('chart.empty')} />;
  const label = property ? format.label(property.label) : name;
  const min = format.quantity(property, Math.min(...points.map((point) => point.min)));
  const max = format.quantity(property, Math.max(...points.map((point) => point.max)));
  const samples = points.reduce((sum, { count }) => sum + count, 0);
  const mean = points.reduce((sum, point) => sum + point.mean * point.count, 0) / samples;
  return (
    <div className={styles.chart}>
      <p className={styles.range}>{format.text('chart.title', { property: label })}</p>
      <DayChart
        points={points}
        from={from}
        to={to}
        intervalMs={INTERVAL_MS}
        property={property}
        summary={format.text('chart.summary', {
          property: label,
          min,
          max,
          last: format.quantity(property, last.last),
        })}
      />
      {property?.type === 'number' && (
        <p className={styles.range}>
          {format.text('chart.range', { min, max, mean: format.quantity(property, mean) })}
        </p>
      )}
    </div>
  );
}
