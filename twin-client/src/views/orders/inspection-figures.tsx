import { useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import styles from './orders.module.css';

const DAYS = ['7', '30', '90', '365'] as const;

/** How the rounds of the last days went: in time, and what was found (8.2.1-7). */
export function InspectionFiguresPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const [days, setDays] = useState<(typeof DAYS)[number]>('30');
  const loaded = useLoaded(days, (signal) => api.inspections.figures(Number(days), signal));
  const figures = loaded.last;
  const most = Math.max(1, ...(figures?.byKind.map(({ count }) => count) ?? []));
  return (
    <Panel
      title={format.text('figures.title')}
      aside={
        <Choice
          label={format.text('figures.days')}
          value={days}
          options={DAYS.map((value) => ({ value, label: format.text('figures.lastDays', { count: value }) }))}
          onChoose={(value) => setDays(value)}
        />
      }
    >
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {figures && (
        <div className={styles.figures} data-testid="inspection-figures">
          <dl>
            <div>
              <dt>{format.text('figures.walks')}</dt>
              <dd>{format.number(figures.walks)}</dd>
            </div>
            <div>
              <dt>{format.text('figures.inTime')}</dt>
              <dd>{figures.walks === 0 ? '–' : format.share(figures.inTime / figures.walks)}</dd>
            </div>
            <div>
              <dt>{format.text('figures.findings')}</dt>
              <dd data-testid="figures-findings">{format.number(figures.findings)}</dd>
            </div>
            <div>
              <dt>{format.text('figures.orders')}</dt>
              <dd>{format.number(figures.orders)}</dd>
            </div>
          </dl>
          <ul className={styles.bars}>
            {figures.byKind.map(({ kind, count }) => (
              <li key={kind}>
                <span>{format.text(`finding.${kind}`)}</span>
                <i style={{ width: `${(count / most) * 100}%` }} />
                <b>{format.number(count)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
