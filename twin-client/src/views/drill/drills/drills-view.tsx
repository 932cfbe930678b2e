import { Button, ButtonLink } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import type { DrillSummary } from '../../../state/records/drill.ts';
import { may } from '../../../state/records/session.ts';
import { useRenewed } from '../../orders/use-renewed.ts';
import { navigate, usePlace } from '../../router.ts';
import styles from '../drill-page.module.css';
import { StartDrill } from './start-drill.tsx';

/** Drills that go on, to be joined; a new one; those that are over, with their scores and reports. */
export function DrillsView() {
  const { api, session } = useCenter();
  const format = useFormat();
  const query = new URLSearchParams(usePlace().query);
  const loaded = useRenewed('drills', (signal) => api.drills.list(signal));
  const drills = loaded.state === 'ready' ? loaded.value : loaded.last;
  return (
    <>
      {may(session, 'drill.lead') && <StartDrill alarm={query.get('alarm')} scenario={query.get('scenario')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {drills === null && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {drills && (
        <>
          <Running drills={drills.filter(({ endedAt }) => endedAt === null)} />
          <Past drills={drills.filter(({ endedAt }) => endedAt !== null)} />
        </>
      )}
    </>
  );
}

function Running({ drills }: { drills: readonly DrillSummary[] }) {
  const format = useFormat();
  return (
    <Panel title={format.text('drills.running')} from="drills">
      {drills.length === 0 ? (
        <p className={styles.calm}>{format.text('drills.none')}</p>
      ) : (
        <ul className={styles.rows} data-testid="drills-running">
          {drills.map(({ number, name, title, place, ledBy, paused }) => (
            <li key={number}>
              <b>{format.text(paused ? `drill.paused.${paused.why}` : 'drill.running')}</b>
              <span>
                {format.label(title)} · {format.label(place)}{' '}
                <small>{format.text('drills.ledBy', { name: ledBy.name })}</small>
              </span>
              <Button data-testid={`open-${name}`} onClick={() => navigate(`/drill?course=${name}`)}>
                {format.text('drills.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Past({ drills }: { drills: readonly DrillSummary[] }) {
  const { api, session, clock } = useCenter();
  const format = useFormat();
  const columns: Column<DrillSummary>[] = [
    { key: 'number', title: format.text('drills.number'), isNumber: true, cell: ({ number }) => number },
    {
      key: 'what',
      title: format.text('drills.what'),
      cell: ({ title, place }) => `${format.label(title)} · ${format.label(place)}`,
    },
    { key: 'when', title: format.text('drills.when'), cell: ({ beganAt }) => format.moment(beganAt, clock.now()) },
    {
      key: 'ending',
      title: format.text('drills.ending'),
      cell: ({ ending }) => ending && format.text(`drill.ending.${ending.why}`),
    },
    {
      key: 'percent',
      title: format.text('drills.percent'),
      isNumber: true,
      cell: ({ percent }) => <b>{percent === null ? '–' : format.number(percent)}</b>,
    },
    ...(may(session, 'drill.lead')
      ? [
          {
            key: 'report',
            title: format.text('drills.report'),
            cell: ({ number }: DrillSummary) => (
              <ButtonLink
                href={api.drills.reportAddress(number, format.locale === 'en' ? 'en' : 'zh')}
                target="_blank"
                rel="noopener"
                data-testid={`report-${number}`}
              >
                {format.text('drills.report')}
              </ButtonLink>
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel title={format.text('drills.past')} from="drills">
      <DataTable
        columns={columns}
        rows={drills}
        keyOf={({ number }) => String(number)}
        empty={format.text('drills.pastNone')}
        testId="drills-past"
      />
    </Panel>
  );
}
