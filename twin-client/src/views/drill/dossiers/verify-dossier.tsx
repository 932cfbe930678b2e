import { type DragEvent, useRef, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import type { DossierReport } from '../../../state/records/dossier.ts';
import { changedWords } from '../../dossier/changed-words.ts';
import styles from './verify-dossier.module.css';

type Outcome =
  | { readonly is: 'verifying'; readonly name: string }
  | { readonly is: 'done'; readonly name: string; readonly report: DossierReport }
  | { readonly is: 'failed'; readonly cause: unknown };

/** A dossier that is dropped here is verified by the server. */
export function VerifyDossier() {
  const { api } = useCenter();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isOver, setIsOver] = useState(false);
  const verify = async (file: File | undefined) => {
    if (!file) return;
    const { name } = file;
    setOutcome({ is: 'verifying', name });
    try {
      setOutcome({ is: 'done', name, report: await api.dossiers.verify(file) });
    } catch (cause) {
      setOutcome({ is: 'failed', cause });
    }
  };
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setIsOver(is);
  };
  return (
    <Panel title={format.text('dossier.verify')} from={null}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same by keyboard */}
      <div
        className={`${styles.drop} ${isOver ? styles.over : ''}`}
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event);
          void verify(event.dataTransfer.files[0]);
        }}
        data-testid="drop-dossier"
      >
        <p>{format.text('dossier.verifyNote')}</p>
        <Button onClick={() => input.current?.click()}>{format.text('dossier.choose')}</Button>
        <input
          ref={input}
          type="file"
          accept=".html,text/html"
          hidden
          data-testid="choose-dossier"
          onChange={({ target }) => {
            void verify(target.files?.[0]);
            target.value = '';
          }}
        />
      </div>
      {outcome?.is === 'verifying' && <LoadingNotice text={format.text('dossier.verifying', { name: outcome.name })} />}
      {outcome?.is === 'failed' && <ProblemNotice cause={outcome.cause} />}
      {outcome?.is === 'done' && <Report name={outcome.name} report={outcome.report} />}
    </Panel>
  );
}

function Report({ name, report }: { name: string; report: DossierReport }) {
  const format = useFormat();
  const { ok, firstChanged, about, fingerprint, ownKey } = report;
  const moment = (time: number) => `${format.date(time)} ${format.clock(time)}`;
  return (
    <div className={`${styles.report} ${ok ? '' : styles.bad}`} role="status" data-testid="dossier-report" data-ok={ok}>
      <strong>{format.text(ok ? 'dossier.unchanged' : 'dossier.changed')}</strong>
      <p>{name}</p>
      {firstChanged && <p>{changedWords(format, firstChanged)}</p>}
      {about && (
        <p>
          {[
            format.label(about.site),
            about.alarm === null
              ? format.text('dossier.aboutSpan')
              : format.text('dossier.aboutAlarm', { id: about.alarm }),
            format.text('dossier.span', { from: moment(about.from), to: moment(about.to) }),
            format.text('dossier.made', { time: moment(about.madeAt), by: about.madeBy }),
          ].join(' · ')}
        </p>
      )}
      {fingerprint !== null && (
        <p>
          {format.text(ownKey ? 'dossier.ownKey' : 'dossier.otherKey')} <code>{fingerprint}</code>
        </p>
      )}
    </div>
  );
}
