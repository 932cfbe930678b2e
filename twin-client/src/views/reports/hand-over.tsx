import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { TextArea } from '../../kit/text-field.tsx';
import { useToast } from '../../kit/toast.tsx';
import styles from './handover.module.css';

/** The outgoing person writes what the sheet does not say, and hands over. */
export function HandOver({ onDone }: { onDone(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [notes, setNotes] = useState('');
  const [busy, setBusy] = useState(false);
  const write = async () => {
    setBusy(true);
    try {
      await api.reports.handOver(notes);
      setNotes('');
      tell(format.text('handover.writeDone'));
      onDone();
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
    setBusy(false);
  };
  return (
    <Panel title={format.text('handover.write')} from={null}>
      <div className={styles.write}>
        <TextArea
          label={format.text('handover.notes')}
          value={notes}
          maxLength={4000}
          data-testid="handover-notes"
          onChange={(event) => setNotes(event.target.value)}
        />
        <Button look="action" disabled={busy} data-testid="hand-over" onClick={() => void write()}>
          {format.text('handover.write')}
        </Button>
      </div>
    </Panel>
  );
}
