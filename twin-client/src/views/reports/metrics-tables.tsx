import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { type Column, DataTable } from '../../kit/table/data-table.tsx';
import type { AlarmMetrics } from '../../state/records/alarm-metrics.ts';
import { useNames } from './use-names.ts';

interface Source {
  readonly device: string;
  readonly code: string;
}

/** Which sources are behind the numbers: frequent, chattering, stale and false ones, and the floods. */
export function MetricsTables({ metrics }: { metrics: AlarmMetrics }) {
  const { clock } = useCenter();
  const format = useFormat();
  const names = useNames();
  const moment = (time: number) => format.moment(time, clock.now());
  const source: readonly Column<Source>[] = [
    { key: 'device', title: format.text('reports.device'), cell: ({ device }) => names.device(device) },
    { key: 'kind', title: format.text('reports.kind'), cell: ({ code }) => names.kind(code) },
  ];
  const counted: Column<Source & { count: number }> = {
    key: 'count',
    title: format.text('reports.count'),
    isNumber: true,
    cell: ({ count }) => format.number(count),
  };
  const sourceKey = ({ device, code }: Source) => `${device} ${code}`;
  const { chattering, now, kinds, flood } = metrics;
  return (
    <>
      <Panel title={format.text('metrics.top')} from="statistics">
        <DataTable
          testId="top-sources"
          rows={metrics.topSources}
          keyOf={sourceKey}
          empty={format.text('reports.noAlarms')}
          columns={[...source, counted]}
        />
      </Panel>
      <Panel
        from="statistics"
        title={format.text('metrics.chattering')}
        aside={format.text('metrics.chatteringAside', { count: format.number(chattering.sources) })}
      >
        <DataTable
          testId="chattering"
          rows={chattering.items}
          keyOf={sourceKey}
          empty={format.text('metrics.noChattering')}
          columns={[
            ...source,
            counted,
            { key: 'last', title: format.text('reports.last'), isNumber: true, cell: ({ lastAt }) => moment(lastAt) },
          ]}
        />
      </Panel>
      <Panel
        from="statistics"
        title={format.text('metrics.staleList')}
        aside={format.text('metrics.staleAside', { count: format.number(now.stale.count) })}
      >
        <DataTable
          testId="stale"
          rows={now.stale.items}
          keyOf={({ id }) => id}
          empty={format.text('metrics.noStale')}
          columns={[
            ...source,
            {
              key: 'raised',
              title: format.text('handover.age'),
              isNumber: true,
              cell: ({ raisedAt }) => format.ago(clock.now() - raisedAt),
            },
          ]}
        />
      </Panel>
      <Panel title={format.text('metrics.kinds')} from="statistics">
        <DataTable
          testId="false-kinds"
          rows={kinds}
          keyOf={({ code }) => code}
          empty={format.text('reports.noAlarms')}
          columns={[
            { key: 'kind', title: format.text('reports.kind'), cell: ({ code }) => names.kind(code) },
            {
              key: 'count',
              title: format.text('reports.alarms'),
              isNumber: true,
              cell: ({ count }) => format.number(count),
            },
            {
              key: 'false',
              title: format.text('reports.falseAlarms'),
              isNumber: true,
              cell: ({ falseAlarms }) => format.number(falseAlarms),
            },
            {
              key: 'share',
              title: format.text('reports.falseShare'),
              isNumber: true,
              cell: ({ falseShare }) => format.share(falseShare),
            },
          ]}
        />
      </Panel>
      <Panel title={format.text('metrics.floods')} from="statistics">
        <DataTable
          testId="floods"
          rows={flood.items}
          keyOf={({ from }) => String(from)}
          empty={format.text('metrics.noFloods')}
          columns={[
            { key: 'from', title: format.text('handover.age'), cell: ({ from }) => moment(from) },
            {
              key: 'length',
              title: format.text('metrics.flood'),
              isNumber: true,
              cell: ({ from, to }) => format.duration(to - from),
            },
            {
              key: 'count',
              title: format.text('reports.alarms'),
              isNumber: true,
              cell: ({ count }) => format.number(count),
            },
          ]}
        />
      </Panel>
    </>
  );
}
