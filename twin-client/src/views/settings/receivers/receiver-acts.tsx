import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { Receiver, ReceiverTest } from '../../../state/records/receiver.ts';
import styles from '../settings.module.css';
import type { Save } from '../use-save.ts';

/** What can be done with a stored receiver: a message that says it is a test, and its end. */
export function ReceiverActs({ receiver, save, onRemoved }: { receiver: Receiver; save: Save; onRemoved(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [test, setTest] = useState<ReceiverTest | null>(null);
  const [sure, setSure] = useState(false);
  const send = () => {
    setTest(null);
    return save.run(async () => setTest(await api.settings.testReceiver(receiver.id)));
  };
  const remove = async () => {
    if (!(await save.run(() => api.settings.removeReceiver(receiver.id)))) return;
    tell(format.text('receivers.removed', { name: receiver.name }));
    onRemoved();
  };
  return (
    <>
      <Button disabled={save.busy} data-testid="receiver-test" onClick={() => void send()}>
        {format.text('receivers.test')}
      </Button>
      <span className={styles.grow} />
      <Button
        look="quiet"
        disabled={save.busy}
        data-testid="receiver-remove"
        onClick={() => (sure ? void remove() : setSure(true))}
        onBlur={() => setSure(false)}
      >
        {format.text(sure ? 'settings.removeSure' : 'settings.remove')}
      </Button>
      {test && (
        <p className={test.ok ? styles.lead : styles.told} role="status" data-testid="receiver-tested">
          {test.ok
            ? format.text('receivers.testOk')
            : format.text('receivers.testFailed', { detail: test.detail ?? '' })}
        </p>
      )}
    </>
  );
}
