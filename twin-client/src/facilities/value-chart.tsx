import { useRef, useState } from 'react';
import type { Device, ObservedProperty } from 'twin-core';
import { Button } from '../kit/button.tsx';
import { useCenter } from '../kit/center-context.ts';
import { DayChart } from '../kit/chart/day-chart.tsx';
import { Choice } from '../kit/choice.tsx';
import { useFormat } from '../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../kit/notice.tsx';
import { useLoaded } from '../kit/use-loaded.ts';
import { ChartFiles } from './chart-files.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { type History, readHistory, readHours } from './history.ts';
import styles from './live-values.module.css';

/** Five minutes a place for a day. */
const PLACES = 288;
const HOURS = [24, 6, 1] as const;

export interface ValueChartProps {
  readonly device: Device;
  readonly name: string;
  readonly property: ObservedProperty | undefined;
}

/** The last 24 hours of one datastream; fewer where little is recorded, or where asked for. */
export function ValueChart({ device, name, property }: ValueChartProps) {
  const { code } = device;
  const { api, clock } = useCenter();
  const format = useFormat();
  const [hours, setHours] = useState<number | null>(null);
  const [comparing, setComparing] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  const history = useLoaded(`${code} ${name} ${hours}`, (signal) => {
    const request = { api, device: code, property: name, now: clock.now(), places: PLACES };
    return hours === null ? readHistory(request, signal) : readHours(request, hours, signal);
  });
  if (history.state === 'failed') return <ProblemNotice cause={history.cause} onRetry={history.retry} />;
  const shown = history.last;
  const label = property ? format.label(property.label) : name;
  if (!shown) return <LoadingNotice text={format.text('shell.loading')} />;
  return (
    <div className={styles.chart} ref={drawing}>
      <Choice
        label={format.text('chart.span')}
        value={String(shown.hours)}
        options={HOURS.map((count) => ({ value: String(count), label: format.text('chart.hours', { count }) }))}
        onChoose={(value) => setHours(Number(value))}
      />
      <Picture name={name} property={property} history={shown} />
      <p className={styles.files}>
        {property?.type === 'number' && (
          <Button look="quiet" data-testid="compare" onClick={() => setComparing(true)}>
            {format.text('compare.open')}
          </Button>
        )}
        <ChartFiles
          drawing={drawing}
          histories={[{ name: label, unit: property?.unit ?? '', points: shown.points }]}
          fileName={`${code}-${name}-${shown.hours}h`}
          title={`${device.name} · ${label}${property?.unit ? ` (${property.unit})` : ''}`}
        />
      </p>
      {comparing && property && (
        <CompareDialog first={{ device, property: name, declared: property }} onClose={() => setComparing(false)} />
      )}
    </div>
  );
}

function Picture({ name, property, history }: Omit<ValueChartProps, 'device'> & { history: History }) {
  const format = useFormat();
  const { points, from, to, hours, intervalMs } = history;
  const last = points.at(-1);
  if (!last) return <EmptyNotice title={format.text('chart.empty')}>{format.text('chart.emptyHint')}</EmptyNotice>;
  const label = property ? format.label(property.label) : name;
  const min = format.quantity(property, Math.min(...points.map((point) => point.min)));
  const max = format.quantity(property, Math.max(...points.map((point) => point.max)));
  const samples = points.reduce((sum, { count }) => sum + count, 0);
  const mean = points.reduce((sum, point) => sum + point.mean * point.count, 0) / samples;
  const summary = { property: label, hours, min, max, last: format.quantity(property, last.last) };
  return (
    <>
      <DayChart
        points={points}
        from={from}
        to={to}
        intervalMs={intervalMs}
        property={property}
        summary={format.text('chart.summary', summary)}
      />
      {property?.type === 'number' && (
        <p className={styles.range}>
          {format.text('chart.range', { min, max, mean: format.quantity(property, mean) })}
        </p>
      )}
    </>
  );
}
