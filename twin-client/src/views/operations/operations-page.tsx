import type { ReactNode } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useTick } from '../../kit/ticker.ts';
import { PageFrame } from '../page-frame.tsx';
import { navigate, usePlace } from '../router.ts';
import { CheckList } from './check-list.tsx';
import { LogView } from './log/log-view.tsx';
import styles from './operations.module.css';
import { OperationsPanels } from './operations-panels.tsx';
import { ScreensPanel } from './screens-panel.tsx';
import { type Samples, useSamples } from './use-samples.ts';

/** An answer older than this is said to be old. */
const STALLED_MS = 10_000;

const PARTS = ['live', 'log'] as const;
const VIEWS: Readonly<Record<(typeof PARTS)[number], () => ReactNode>> = { live: Live, log: Log };

/** How the platform itself does, live, and who did what on it: for administrators. The address says which part is shown. */
export function OperationsPage({ onSignOut }: { onSignOut(): void }) {
  const { session } = useCenter();
  const format = useFormat();
  const { query } = usePlace();
  if (session.role !== 'administrator')
    return (
      <PageFrame title={format.text('operations.title')} onSignOut={onSignOut}>
        <main>
          <EmptyNotice centered title={format.text('operations.onlyAdministrators')} />
        </main>
      </PageFrame>
    );
  const asked = new URLSearchParams(query).get('part');
  const part = PARTS.find((known) => known === asked) ?? 'live';
  const View = VIEWS[part];
  const parts = (
    <Choice
      label={format.text('operations.parts')}
      value={part}
      options={PARTS.map((value) => ({ value, label: format.text(`operations.part.${value}`) }))}
      onChoose={(value) => navigate(`/admin/operations?part=${value}`)}
    />
  );
  return (
    <PageFrame title={format.text('operations.title')} parts={parts} onSignOut={onSignOut}>
      <View />
    </PageFrame>
  );
}

function Log() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and may hold nothing that takes the keyboard
    <main className={styles.log} data-testid="operations-log" tabIndex={0}>
      <LogView />
    </main>
  );
}

function Live() {
  const seen = useSamples();
  const format = useFormat();
  const { samples, problem } = seen;
  const latest = samples.at(-1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and may hold nothing that takes the keyboard
    <main className={styles.body} data-testid="operations" data-samples={samples.length} tabIndex={0}>
      {latest && (
        <div className={styles.state}>
          <CheckList checks={latest.checks} />
          <p className={styles.facts}>
            <Freshness seen={seen} />
            <span>
              {format.text('operations.uptime', { duration: format.duration(latest.time - latest.startedAt) })}
            </span>
            <span>{format.text('operations.devices', { count: format.number(latest.devices) })}</span>
            <span>{format.text('operations.openAlarms', { count: format.number(latest.openAlarms) })}</span>
          </p>
        </div>
      )}
      {latest && <ScreensPanel />}
      {latest && <OperationsPanels samples={samples} />}
      {!latest && problem === null && <LoadingNotice centered text={format.text('shell.loading')} />}
      {!latest && problem !== null && <ProblemNotice centered cause={problem} />}
    </main>
  );
}

/** How old what is shown is; plain while it is fresh. */
function Freshness({ seen: { samples, problem } }: { seen: Samples }) {
  const format = useFormat();
  useTick();
  const { clock } = useCenter();
  const latest = samples.at(-1)!;
  const ageMs = Math.max(0, clock.now() - latest.time);
  if (problem !== null && ageMs > STALLED_MS)
    return (
      <span className={styles.stalled} role="alert">
        {format.text('operations.stalled', { time: format.clock(latest.time) })}
      </span>
    );
  return <span>{format.text('operations.age', { age: format.ago(ageMs) })}</span>;
}
