import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { ScenarioSummary } from '../../../state/records/drill.ts';
import { may } from '../../../state/records/session.ts';
import { NEW_SCENARIO } from './new-scenario.ts';
import { ScenarioEditor } from './scenario-editor.tsx';
import styles from './scenarios.module.css';

/** What is being written: a scenario by its code, or a text that has none yet. */
type Open = { readonly code: string } | { readonly text: string };

/** Scenarios of drills: presets to read and copy, the site's own to write. */
export function ScenariosView() {
  const { api, session } = useCenter();
  const format = useFormat();
  const [changes, setChanges] = useState(0);
  const [open, setOpen] = useState<Open | null>(null);
  const loaded = useLoaded(`scenarios ${changes}`, (signal) => api.drills.scenarios(signal));
  const list = loaded.state === 'ready' ? loaded.value : loaded.last;
  const shown: Open | null = open ?? list?.[0] ?? null;
  const changed = (next: Open | null) => {
    setChanges(changes + 1);
    setOpen(next);
  };
  return (
    <div className={styles.columns}>
      <Panel
        title={format.text('scenarios.title')}
        aside={
          may(session, 'drill.lead') && (
            <Button data-testid="scenario-new" onClick={() => setOpen({ text: NEW_SCENARIO })}>
              {format.text('scenarios.new')}
            </Button>
          )
        }
      >
        {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
        {!list && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
        <ul className={styles.list} data-testid="scenarios">
          {list?.map((scenario) => (
            <li key={scenario.code}>
              <button
                type="button"
                aria-current={shown !== null && 'code' in shown && shown.code === scenario.code}
                data-testid={`scenario-${scenario.code}`}
                onClick={() => setOpen({ code: scenario.code })}
              >
                <Summary scenario={scenario} />
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      {shown !== null &&
        ('code' in shown ? (
          <Stored key={shown.code} code={shown.code} onChanged={changed} onCopy={(text) => setOpen({ text })} />
        ) : (
          <ScenarioEditor
            key={shown.text}
            kept={null}
            text={shown.text}
            onChanged={changed}
            onCopy={(text) => setOpen({ text })}
          />
        ))}
    </div>
  );
}

function Summary({ scenario: { code, title, preset, injects, steps, faults } }: { scenario: ScenarioSummary }) {
  const format = useFormat();
  return (
    <>
      <b>{title ? format.label(title) : code}</b>
      <small>
        {preset && `${format.text('scenarios.preset')} · `}
        {faults.length > 0
          ? format.text('scenarios.faulty', { count: faults.length })
          : `${format.text('scenarios.injectCount', { count: injects })} · ${format.text('scenarios.stepCount', { count: steps })}`}
      </small>
    </>
  );
}

interface StoredProps {
  readonly code: string;
  onChanged(open: Open | null): void;
  onCopy(text: string): void;
}

function Stored({ code, onChanged, onCopy }: StoredProps) {
  const { api } = useCenter();
  const format = useFormat();
  const loaded = useLoaded(code, (signal) => api.drills.scenario(code, signal));
  if (loaded.state === 'loading') return <LoadingNotice text={format.text('shell.loading')} />;
  if (loaded.state === 'failed') return <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />;
  return <ScenarioEditor kept={loaded.value} text={loaded.value.text} onChanged={onChanged} onCopy={onCopy} />;
}
