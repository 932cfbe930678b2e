import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import { CallListPanel } from './call-list-panel.tsx';
import { ReceiverForm } from './receiver-form.tsx';
import { ReceiverTable } from './receiver-table.tsx';

/** Who is told of alarms, by which way, and who is to be called now. */
export function ReceiversView() {
  const { api } = useCenter();
  const format = useFormat();
  const [version, setVersion] = useState(0);
  /** Id of the receiver that is changed; '' for a new one. */
  const [chosen, setChosen] = useState<string | null>(null);
  const { last, ...loaded } = useLoaded(`receivers ${version}`, (signal) => api.settings.receivers(signal));
  if (!last && loaded.state === 'failed') return <ProblemNotice centered cause={loaded.cause} onRetry={loaded.retry} />;
  if (!last) return <LoadingNotice centered text={format.text('shell.loading')} />;
  const receiver = last.find(({ id }) => id === (chosen ?? last[0]?.id)) ?? null;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <ReceiverTable receivers={last} chosen={receiver?.id ?? null} onChoose={setChosen} />
        <CallListPanel />
      </div>
      <div className={styles.column}>
        <ReceiverForm
          key={receiver ? `${receiver.id} ${receiver.version} ${version}` : `new ${version}`}
          receiver={receiver}
          onChanged={(id) => {
            setChosen(id);
            setVersion(version + 1);
          }}
        />
      </div>
    </div>
  );
}
