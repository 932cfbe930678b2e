import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { AlarmMetrics, Rate } from '../../state/records/alarm-metrics.ts';
import { type Figure, Figures } from './figures.tsx';
import { MetricsTables } from './metrics-tables.tsx';
import styles from './reports.module.css';
import { SpanChoice, useSpan } from './span-choice.tsx';
import { tookText } from './took.ts';

/** How well alarms serve those who work with them: the words of OPC UA AlarmMetricsType, judged by the bands of ISA-18.2. */
export function MetricsView() {
  const { api } = useCenter();
  const format = useFormat();
  const { length, span, choose } = useSpan('week');
  const loaded = useLoaded(`${span.from} ${span.to}`, (signal) => api.reports.metrics(span, signal));
  const { last } = loaded;
  return (
    <>
      <div className={styles.tools}>
        <SpanChoice length={length} choose={choose} />
      </div>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!last && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {last && (
        <div className={styles.panels}>
          <Load metrics={last} />
          <Reaction metrics={last} />
          <Now metrics={last} />
          <MetricsTables metrics={last} />
        </div>
      )}
    </>
  );
}

function Load({ metrics }: { metrics: AlarmMetrics }) {
  const format = useFormat();
  const { limits, flood } = metrics;
  const rate = (key: 'current' | 'maximum' | 'average', { value, band }: Rate): Figure => ({
    key,
    label: format.text(`metrics.${key}`),
    value: format.number(value, value >= 10 || Number.isInteger(value) ? 0 : 1),
    note: format.text(`metrics.band.${band}`),
    hot: band === 'flood',
  });
  return (
    <Panel
      title={format.text('metrics.load')}
      from="statistics"
      aside={format.text('metrics.loadAside', { ...limits })}
    >
      <Figures
        label={format.text('metrics.load')}
        items={[
          rate('current', metrics.currentAlarmRate),
          rate('maximum', metrics.maximumAlarmRate),
          rate('average', metrics.averageAlarmRate),
          {
            key: 'flood',
            label: format.text('metrics.flood'),
            value: format.duration(flood.timeMs),
            note: format.text('metrics.floodShare', { share: format.share(flood.share) }),
          },
        ]}
      />
    </Panel>
  );
}

function Reaction({ metrics }: { metrics: AlarmMetrics }) {
  const format = useFormat();
  const took = (key: 'acknowledge' | 'close'): Figure => ({
    key,
    label: format.text(`reports.${key}`),
    value: tookText(format, metrics[key], 'p50'),
    note: `${format.text('reports.p95')} ${tookText(format, metrics[key], 'p95')}`,
  });
  return (
    <Panel title={format.text('metrics.reaction')} from="statistics">
      <Figures
        label={format.text('metrics.reaction')}
        items={[
          took('acknowledge'),
          took('close'),
          {
            key: 'maximumUnAck',
            label: format.text('metrics.maximumUnAck'),
            value: format.duration(metrics.maximumUnAck),
          },
          {
            key: 'maximumActive',
            label: format.text('metrics.maximumActive'),
            value: format.duration(metrics.maximumActiveState),
          },
          {
            key: 'maximumReAlarm',
            label: format.text('metrics.maximumReAlarm'),
            value: format.number(metrics.maximumReAlarmCount),
          },
        ]}
      />
    </Panel>
  );
}

function Now({ metrics: { now } }: { metrics: AlarmMetrics }) {
  const format = useFormat();
  const count = (key: 'open' | 'unacknowledged' | 'shelved' | 'suppressed' | 'outOfService'): Figure => ({
    key,
    label: format.text(`metrics.${key}`),
    value: format.number(now[key]),
  });
  return (
    <Panel title={format.text('metrics.now')} from="alarms">
      <Figures
        label={format.text('metrics.now')}
        items={[
          count('open'),
          count('unacknowledged'),
          count('shelved'),
          count('suppressed'),
          count('outOfService'),
          { key: 'stale', label: format.text('metrics.stale'), value: format.number(now.stale.count) },
          {
            key: 'silent',
            label: format.text('metrics.silent'),
            value: format.number(now.silentDevices),
            note: format.text('metrics.silentOf', { count: format.number(now.devices) }),
          },
        ]}
      />
    </Panel>
  );
}
