import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { TextField } from '../../kit/text-field.tsx';
import { useToast } from '../../kit/toast.tsx';
import type { HandoverSummary } from '../../state/records/handover.ts';
import { may } from '../../state/records/session.ts';
import styles from './handover.module.css';
import { HandoverLine } from './handover-line.tsx';
import shared from './reports.module.css';

/** Handovers that wait for the incoming person; who wrote one cannot sign it. */
export function UnsignedHandovers({
  handovers,
  onShow,
  onSigned,
}: {
  handovers: readonly HandoverSummary[];
  onShow(id: string): void;
  onSigned(): void;
}) {
  const format = useFormat();
  return (
    <Panel title={format.text('handover.unsigned')} from="handovers">
      {handovers.length === 0 && <p className={shared.calm}>{format.text('handover.noUnsigned')}</p>}
      <ul className={styles.lines}>
        {handovers.map((handover) => (
          <li key={handover.id}>
            <HandoverLine handover={handover} onShow={onShow} />
            <Sign handover={handover} onSigned={onSigned} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sign({ handover, onSigned }: { handover: HandoverSummary; onSigned(): void }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [remark, setRemark] = useState('');
  const [busy, setBusy] = useState(false);
  if (!may(session, 'alarm.handle')) return null;
  if (handover.writtenBy?.account === session.account)
    return <p className={styles.own}>{format.text('handover.own')}</p>;
  const sign = async () => {
    setBusy(true);
    try {
      await api.reports.sign(handover.id, remark);
      tell(format.text('handover.signDone'));
      onSigned();
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      setBusy(false);
    }
  };
  return (
    <div className={styles.write}>
      <TextField
        label={format.text('handover.remark')}
        value={remark}
        maxLength={1000}
        onChange={(event) => setRemark(event.target.value)}
      />
      <Button look="action" disabled={busy} data-testid="sign-handover" onClick={() => void sign()}>
        {format.text('handover.sign')}
      </Button>
    </div>
  );
}
