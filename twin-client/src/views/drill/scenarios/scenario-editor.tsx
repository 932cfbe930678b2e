import { useMemo, useRef, useState } from 'react';
import { readScenario } from 'twin-core/drill';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { ScenarioDetail } from '../../../state/records/drill.ts';
import { may } from '../../../state/records/session.ts';
import { navigate } from '../../router.ts';
import { ScenarioPreview } from './scenario-preview.tsx';
import styles from './scenarios.module.css';

export interface ScenarioEditorProps {
  /** As it is stored; null for a text that is not. */
  readonly kept: ScenarioDetail | null;
  readonly text: string;
  onChanged(open: { readonly code: string } | null): void;
  /** Another text is to be written, beginning with this one. */
  onCopy(text: string): void;
}

/** Writes a scenario: what is wrong is told while one writes, by line. */
export function ScenarioEditor({ kept, text: stored, onChanged, onCopy }: ScenarioEditorProps) {
  const { api, session, store } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const revision = useRegistryRevision();
  const [text, setText] = useState(stored);
  const area = useRef<HTMLTextAreaElement>(null);
  const read = useMemo(() => {
    void revision;
    return readScenario(text, { kindOf: (code) => store.device(code)?.deviceKind, catalogue: store.catalogue });
  }, [text, revision, store]);
  const scenario = 'scenario' in read ? read.scenario : null;
  const faults = 'faults' in read ? read.faults : [];
  const readOnly = kept?.preset === true || !may(session, 'drill.lead');
  const act = (doing: Promise<unknown>, then: () => void) =>
    void doing.then(then).catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  const save = () => {
    const { code } = scenario!;
    act(api.drills.putScenario(code, text), () => {
      tell(format.text('scenarios.saved', { code }));
      onChanged({ code });
    });
  };
  const jump = (line: number) => {
    const before = text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length;
    const end = text.indexOf('\n', before + 1);
    area.current?.focus();
    area.current?.setSelectionRange(line === 1 ? 0 : before + 1, end < 0 ? text.length : end);
  };
  return (
    <div className={styles.editor}>
      <Panel
        title={kept?.title ? format.label(kept.title) : format.text('scenarios.new')}
        aside={
          <div className={styles.tools}>
            {!readOnly && (
              <Button
                look="action"
                disabled={!scenario || text === kept?.text}
                data-testid="scenario-save"
                onClick={save}
              >
                {format.text('scenarios.save')}
              </Button>
            )}
            {may(session, 'drill.lead') && scenario && (
              <Button
                data-testid="scenario-duplicate"
                onClick={() => onCopy(text.replace(/^(code:\s*)(\S+)/m, '$1$2-copy'))}
              >
                {format.text('scenarios.duplicate')}
              </Button>
            )}
            {kept && !readOnly && (
              <Button
                data-testid="scenario-remove"
                onClick={() => act(api.drills.removeScenario(kept.code), () => onChanged(null))}
              >
                {format.text('scenarios.remove')}
              </Button>
            )}
            {kept && may(session, 'drill.lead') && kept.faults.length === 0 && (
              <Button onClick={() => navigate(`/drill?part=drills&scenario=${encodeURIComponent(kept.code)}`)}>
                {format.text('drills.start')}
              </Button>
            )}
          </div>
        }
      >
        {kept?.preset && <p className={styles.calm}>{format.text('scenarios.readOnly')}</p>}
        <textarea
          ref={area}
          className={styles.text}
          aria-label={format.text('scenarios.text')}
          value={text}
          readOnly={readOnly}
          spellCheck={false}
          data-testid="scenario-text"
          onChange={({ target }) => setText(target.value)}
        />
        <ul className={styles.faults} aria-live="polite" data-testid="scenario-faults">
          {faults.map(({ line, column, path, message }) => (
            <li key={`${line} ${column} ${path} ${message.en}`}>
              <button type="button" onClick={() => jump(line)}>
                <b>{format.text('scenarios.line', { line })}</b> <code>{path}</code> {format.label(message)}
              </button>
            </li>
          ))}
          {scenario && <li className={styles.calm}>{format.text('scenarios.good')}</li>}
        </ul>
      </Panel>
      {scenario && <ScenarioPreview scenario={scenario} />}
    </div>
  );
}
