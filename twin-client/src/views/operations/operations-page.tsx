import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useTick } from '../../kit/ticker.ts';
import { PageFrame } from '../page-frame.tsx';
import { CheckList } from './check-list.tsx';
import styles from './operations.module.css';
import { OperationsPanels } from './operations-panels.tsx';
import { ScreensPanel } from './screens-panel.tsx';
import { type Samples, useSamples } from './use-samples.ts';

/** An answer older than this is said to be old. */
const STALLED_MS = 10_000;

/** How the platform itself does, live: for administrators. */
export function OperationsPage({ onSignOut }: { onSignOut(): void }) {
  const { session } = useCenter();
  const format = useFormat();
  const allowed = session.role === 'administrator';
  return (
    <PageFrame title={format.text('operations.title')} onSignOut={onSignOut}>
      {allowed ? (
        <Live />
      ) : (
        <main>
          <EmptyNotice centered title={format.text('operations.onlyAdministrators')} />
        </main>
      )}
    </PageFrame>
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
