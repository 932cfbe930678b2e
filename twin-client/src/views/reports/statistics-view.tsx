import { useState } from 'react';
import { Button, ButtonLink } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { BarChart } from '../../kit/chart/bar-chart.tsx';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { DataTable } from '../../kit/table/data-table.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { Span } from '../../state/ports/reports.ts';
import { type AlarmStatistics, GROUPS, type Group, type StatisticsItem } from '../../state/records/alarm-statistics.ts';
import { Figures } from './figures.tsx';
import styles from './reports.module.css';
import { BIN_OF, type Length } from './span.ts';
import { SpanChoice, useSpan } from './span-choice.tsx';
import { shareText, tookText } from './took.ts';
import { useNames } from './use-names.ts';

/** Groups that are shown before all are asked for. */
const FIRST = 30;

/** How many alarms there were, over time and by kind or place; and all of them as a file. */
export function StatisticsView() {
  const { api } = useCenter();
  const format = useFormat();
  const { length, span, choose } = useSpan('week');
  const by = BIN_OF[length];
  const loaded = useLoaded(`${by} ${span.to}`, (signal) => api.reports.statistics(span, by, null, signal));
  const { last } = loaded;
  return (
    <>
      <div className={styles.tools}>
        <SpanChoice length={length} choose={choose} />
        <ButtonLink href={api.reports.alarmsFile(span, format.locale)} download data-testid="alarms-file">
          {format.text('statistics.export')}
        </ButtonLink>
      </div>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!last && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {last && <Total statistics={last} />}
      {last && <OverTime statistics={last} length={length} />}
      <ByGroup span={span} />
    </>
  );
}

function Total({ statistics: { total } }: { statistics: AlarmStatistics }) {
  const format = useFormat();
  const took = (key: 'acknowledge' | 'close') => ({
    key,
    label: format.text(`reports.${key}`),
    value: tookText(format, total[key], 'p50'),
    note: `${format.text('reports.p95')} ${tookText(format, total[key], 'p95')}`,
  });
  return (
    <Figures
      label={format.text('reports.part.statistics')}
      items={[
        { key: 'alarms', label: format.text('reports.alarms'), value: format.number(total.count) },
        {
          key: 'false',
          label: format.text('reports.falseAlarms'),
          value: format.number(total.falseAlarms),
          note: shareText(format, total.falseAlarms, total.count),
        },
        took('acknowledge'),
        took('close'),
      ]}
    />
  );
}

function OverTime({ statistics: { items, total }, length }: { statistics: AlarmStatistics; length: Length }) {
  const format = useFormat();
  const points = items.map(({ time, count, falseAlarms }) => ({ time: time ?? 0, count, part: falseAlarms }));
  const writeTime = (time: number) =>
    length === 'day' ? format.hour(time) : format.date(time).slice(length === 'year' ? 2 : 5);
  return (
    <Panel title={format.text('statistics.over')} from="statistics" aside={format.text('statistics.overAside')}>
      <div className={styles.drawn}>
        <BarChart
          points={points}
          writeTime={writeTime}
          writeBar={({ time, count, part }) =>
            format.text('statistics.bar', { time: `${format.date(time)} ${format.hour(time)}`, count, part })
          }
          summary={format.text('statistics.summary', { count: total.count, part: total.falseAlarms })}
        />
      </div>
    </Panel>
  );
}

function ByGroup({ span }: { span: Span }) {
  const { api } = useCenter();
  const format = useFormat();
  const names = useNames();
  const [group, setGroup] = useState<Group>('code');
  const [all, setAll] = useState(false);
  const limit = all ? null : FIRST;
  const loaded = useLoaded(`${group} ${limit} ${span.from} ${span.to}`, (signal) =>
    api.reports.statistics(span, group, limit, signal),
  );
  const nameOf = ({ key }: StatisticsItem) =>
    key === null ? format.text('statistics.elsewhere') : names.key(group, key);
  const number = (key: string, title: string, cell: (item: StatisticsItem) => string) => ({
    key,
    title,
    isNumber: true,
    cell,
  });
  const options = GROUPS.map((value) => ({ value, label: format.text(`statistics.by.${value}`) }));
  return (
    <Panel
      from="statistics"
      title={format.text('statistics.by')}
      aside={
        <Choice
          label={format.text('statistics.by')}
          value={group}
          options={options}
          onChoose={(value) => setGroup(value)}
        />
      }
    >
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {loaded.state === 'ready' && (
        <DataTable
          testId="statistics-groups"
          rows={loaded.value.items}
          keyOf={({ key }) => String(key)}
          empty={format.text('reports.noAlarms')}
          columns={[
            { key: 'name', title: format.text(`statistics.by.${group}`), cell: nameOf },
            number('count', format.text('reports.alarms'), ({ count }) => format.number(count)),
            number('false', format.text('reports.falseAlarms'), ({ falseAlarms }) => format.number(falseAlarms)),
            number('share', format.text('reports.falseShare'), (item) =>
              shareText(format, item.falseAlarms, item.count),
            ),
            ...(['acknowledge', 'close'] as const).flatMap((key) =>
              (['p50', 'p95'] as const).map((quantile) =>
                number(
                  `${key} ${quantile}`,
                  `${format.text(`reports.${key}`)} · ${format.text(quantile === 'p50' ? 'reports.median' : 'reports.p95')}`,
                  (item) => tookText(format, item[key], quantile),
                ),
              ),
            ),
          ]}
        />
      )}
      {loaded.state === 'ready' && loaded.value.next !== null && (
        <p className={styles.foot}>
          <Button onClick={() => setAll(true)}>{format.text('statistics.all')}</Button>
        </p>
      )}
    </Panel>
  );
}
