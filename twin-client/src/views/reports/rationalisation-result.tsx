import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { Format } from '../../kit/i18n/format.ts';
import { Panel } from '../../kit/panel.tsx';
import { DataTable } from '../../kit/table/data-table.tsx';
import type { Rationalisation } from '../../state/records/rationalisation.ts';
import { Link } from '../link.tsx';
import { Figures } from './figures.tsx';
import styles from './reports.module.css';
import { useNames } from './use-names.ts';

/** What the changed rule would have come to: altogether, by device, and what it would have missed. */
export function RationalisationResult({ result }: { result: Rationalisation }) {
  const { clock } = useCenter();
  const format = useFormat();
  const names = useNames();
  const number = (key: 'recorded' | 'replayed' | 'changed' | 'saved' | 'trueEvents' | 'missed') => ({
    key,
    title: format.text(`rationalisation.${key}`),
    isNumber: true,
    cell: (row: Record<typeof key, number>) => format.number(row[key]),
  });
  return (
    <>
      <Panel
        from="replay"
        title={`${format.text('rationalisation.result')} · ${names.kind(result.code)}`}
        aside={format.text('rationalisation.resultAside', { count: format.number(result.observations) })}
      >
        <Figures label={format.text('rationalisation.result')} items={figuresOf(format, result)} />
        {(result.replayed !== result.recorded || result.unseen > 0) && (
          <p className={styles.lead}>
            {format.text('rationalisation.differs', { count: format.number(result.unseen) })}
          </p>
        )}
      </Panel>
      <div className={styles.pair}>
        <Panel title={format.text('rationalisation.devices')} from="replay">
          <DataTable
            testId="rationalisation-devices"
            rows={result.devices}
            keyOf={({ device }) => device}
            empty={format.text('rationalisation.noDevices')}
            columns={[
              { key: 'device', title: format.text('reports.device'), cell: ({ device }) => names.device(device) },
              number('replayed'),
              number('changed'),
              number('saved'),
              number('trueEvents'),
              number('missed'),
              {
                key: 'delay',
                title: format.text('rationalisation.delay'),
                isNumber: true,
                cell: ({ delayMs }) => signedDuration(format, delayMs),
              },
            ]}
          />
        </Panel>
        <Panel title={format.text('rationalisation.missedEvents')} from="replay">
          <DataTable
            testId="missed-events"
            rows={result.missedEvents}
            keyOf={({ id }) => id}
            empty={format.text('rationalisation.noMissed')}
            columns={[
              {
                key: 'alarm',
                title: format.text('handover.alarm'),
                cell: ({ id }) => <Link href={`/desk?alarm=${encodeURIComponent(id)}`}>{id}</Link>,
              },
              { key: 'device', title: format.text('reports.device'), cell: ({ device }) => names.device(device) },
              {
                key: 'raised',
                title: format.text('handover.age'),
                isNumber: true,
                cell: ({ raisedAt }) => format.moment(raisedAt, clock.now()),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

function figuresOf(format: Format, result: Rationalisation) {
  const figure = (key: 'recorded' | 'replayed' | 'changed' | 'saved' | 'trueEvents' | 'missed') => ({
    key,
    label: format.text(`rationalisation.${key}`),
    value: format.number(result[key]),
    hot: key === 'missed' && result.missed > 0,
  });
  const [late, early] = [result.latestMs, result.earliestMs].map((length) => format.duration(length)) as [
    string,
    string,
  ];
  return [
    figure('recorded'),
    figure('replayed'),
    figure('changed'),
    figure('saved'),
    figure('trueEvents'),
    figure('missed'),
    {
      key: 'delay',
      label: format.text('rationalisation.delay'),
      value: signedDuration(format, result.delayMs),
      note: format.text('rationalisation.delays', { late, early }),
    },
  ];
}

function signedDuration(format: Format, milliseconds: number | null): string {
  if (milliseconds === null) return format.text('reports.none');
  return `${milliseconds < 0 ? '−' : ''}${format.duration(Math.abs(milliseconds))}`;
}
