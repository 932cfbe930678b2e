import type { ReactNode } from 'react';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { PageFrame } from '../page-frame.tsx';
import { navigate, usePlace } from '../router.ts';
import { CoursePage } from './course-page.tsx';
import { DossiersView } from './dossiers/dossiers-view.tsx';
import styles from './drill-page.module.css';
import { DrillsView } from './drills/drills-view.tsx';
import { ReplaysView } from './replay/replays-view.tsx';
import { ScenariosView } from './scenarios/scenarios-view.tsx';
import { WhatIfView } from './what-if/what-if-view.tsx';

const PARTS = ['replays', 'drills', 'scenarios', 'what-if', 'dossiers'] as const;
type Part = (typeof PARTS)[number];
const VIEWS: Readonly<Record<Part, () => ReactNode>> = {
  replays: ReplaysView,
  drills: DrillsView,
  scenarios: ScenariosView,
  'what-if': WhatIfView,
  dossiers: DossiersView,
};

/** /drill: the past and what is made of it; with `?course=` a replay or a drill itself. */
export function DrillPage({ onSignOut }: { onSignOut(): void }) {
  const format = useFormat();
  const query = new URLSearchParams(usePlace().query);
  const course = query.get('course');
  if (course) return <CoursePage key={course} name={course} onSignOut={onSignOut} />;
  const part = PARTS.find((known) => known === query.get('part')) ?? 'replays';
  const View = VIEWS[part];
  const parts = (
    <Choice
      label={format.text('drill.parts')}
      value={part}
      options={PARTS.map((value) => ({ value, label: format.text(`drill.part.${value}`) }))}
      onChoose={(value) => navigate(`/drill?part=${value}`)}
    />
  );
  return (
    <PageFrame title={format.text('drill.title')} parts={parts} onSignOut={onSignOut}>
      <main className={styles.body} data-testid={`drill-${part}`}>
        <View />
      </main>
    </PageFrame>
  );
}
