import { useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { may } from '../../state/records/session.ts';
import { EarlierHandovers } from './earlier-handovers.tsx';
import { HandOver } from './hand-over.tsx';
import styles from './handover.module.css';
import { SheetPanel } from './sheet-panel.tsx';
import { UnsignedHandovers } from './unsigned-handovers.tsx';

/** The sheet of now or of an earlier handover, and beside it what is to be written, signed and read again. */
export function HandoverView() {
  const { api, session } = useCenter();
  const format = useFormat();
  const [shown, setShown] = useState<string | null>(null);
  const [version, setVersion] = useState(0);
  const current = useLoaded(`now ${version}`, (signal) => api.reports.handover(signal));
  const earlier = useLoaded(shown && `${shown} ${version}`, (signal) => api.reports.handoverOf(shown ?? '', signal));
  const seen = shown === null ? current : earlier;
  const sheet = shown === null ? current.last : earlier.state === 'ready' ? earlier.value : null;
  const changed = () => {
    setShown(null);
    setVersion(version + 1);
  };
  return (
    <div className={styles.handover}>
      <div className={styles.sheetColumn} data-testid="handover-sheet">
        {seen.state === 'failed' && <ProblemNotice cause={seen.cause} onRetry={seen.retry} />}
        {!sheet && seen.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
        {sheet && <SheetPanel shown={sheet} onCurrent={shown === null ? null : () => setShown(null)} />}
      </div>
      <div className={styles.side}>
        {may(session, 'alarm.handle') && <HandOver onDone={changed} />}
        <UnsignedHandovers handovers={current.last?.unsigned ?? []} onShow={setShown} onSigned={changed} />
        <EarlierHandovers version={version} shown={shown} onShow={setShown} />
      </div>
    </div>
  );
}
