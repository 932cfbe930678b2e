import type { ReactNode } from 'react';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { PageFrame } from '../page-frame.tsx';
import { navigate, usePlace } from '../router.ts';
import { HandoverView } from './handover-view.tsx';
import { MetricsView } from './metrics-view.tsx';
import { PeriodView } from './period/period-view.tsx';
import { RationalisationView } from './rationalisation-view.tsx';
import styles from './reports.module.css';
import { StatisticsView } from './statistics-view.tsx';

const PARTS = ['statistics', 'period', 'metrics', 'rationalisation', 'handover'] as const;
type Part = (typeof PARTS)[number];
const VIEWS: Readonly<Record<Part, () => ReactNode>> = {
  statistics: StatisticsView,
  period: PeriodView,
  metrics: MetricsView,
  rationalisation: RationalisationView,
  handover: HandoverView,
};

/** What is asked of recorded alarms, and the sheet that one shift hands to the next; the address says which part is shown. */
export function ReportsPage({ onSignOut }: { onSignOut(): void }) {
  const format = useFormat();
  const { query } = usePlace();
  const asked = new URLSearchParams(query).get('part');
  const part = PARTS.find((known) => known === asked) ?? 'statistics';
  const View = VIEWS[part];
  const parts = (
    <Choice
      label={format.text('reports.parts')}
      value={part}
      options={PARTS.map((value) => ({ value, label: format.text(`reports.part.${value}`) }))}
      onChoose={(value) => navigate(`/reports?part=${value}`)}
    />
  );
  return (
    <PageFrame title={format.text('reports.title')} parts={parts} onSignOut={onSignOut}>
      <main className={styles.body} data-testid={`reports-${part}`}>
        <View />
      </main>
    </PageFrame>
  );
}
