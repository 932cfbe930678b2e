import { useState } from 'react';
import { type Device, LedgerStep } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { QrCode } from '../../../kit/qr-code.tsx';
import { SelectField, TextArea, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useAttempt } from '../../../kit/use-attempt.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { may } from '../../../state/records/session.ts';
import { ActDialog } from '../alarm-work/dialog-parts.tsx';
import { AssetRightsPart } from './asset-rights-part.tsx';
import styles from './details.module.css';

const NOTE_LIMIT = 500;

/** What became of a device over its life (8.2.1-3), and its state as an asset. */
export function DeviceLedger({ device }: { device: Device }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const [entering, setEntering] = useState(false);
  const loaded = useLoaded(device.code, (signal) => api.assets.ledger(device.code, signal));
  const ledger = loaded.state === 'ready' ? loaded.value : loaded.last;
  return (
    <Panel
      title={format.text('ledger.title')}
      from="ledger"
      aside={ledger && format.text(`ledger.step.${ledger.state}`)}
    >
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {ledger && <AssetRightsPart device={device} rights={ledger.rights} onChanged={loaded.retry} />}
      {ledger?.items.length === 0 && <p className={styles.note}>{format.text('ledger.none')}</p>}
      <ol className={styles.links} data-testid="ledger">
        {ledger?.items.map(({ step, day, note, by, enteredAt }) => (
          <li key={`${enteredAt} ${step}`} className={styles.item} data-step={step}>
            <span>{format.text(`ledger.step.${step}`)}</span>
            <time dateTime={day}>{day}</time>
            <small>{[note, by].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ol>
      {may(session, 'device.manage') && (
        <p className={styles.note}>
          <Button
            disabled={!ledger?.rights}
            title={ledger && !ledger.rights ? format.text('ledger.rightsFirst') : undefined}
            onClick={() => setEntering(true)}
            data-testid="ledger-enter"
          >
            {format.text('ledger.enter')}
          </Button>
        </p>
      )}
      <AssetCode code={device.code} />
      {entering && <LedgerDialog device={device} onClose={() => setEntering(false)} onEntered={loaded.retry} />}
    </Panel>
  );
}

/** The one code of an asset: its address, for whoever stands before it with a phone (8.2.1-1). */
function AssetCode({ code }: { code: string }) {
  const format = useFormat();
  const url = `${location.origin}/desk?device=${encodeURIComponent(code)}`;
  return (
    <details className={styles.code}>
      <summary>{format.text('ledger.code')}</summary>
      <QrCode text={url} label={format.text('ledger.scan', { code })} />
      <a href={url}>{code}</a>
    </details>
  );
}

function LedgerDialog({ device, onClose, onEntered }: { device: Device; onClose(): void; onEntered(): void }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const today = format.date(useNow());
  const [line, setLine] = useState<{ step: LedgerStep; day: string; note: string }>({
    step: 'inspected',
    day: today,
    note: '',
  });
  const { problem, pending, attempt } = useAttempt();
  const enter = () =>
    attempt(
      () => api.assets.enter(device.code, { ...line, note: line.note.trim() || null }),
      () => {
        // Its symbol follows at once here; other screens read it within a minute.
        void api.assets.states().then(
          (states) => store.assetStates.set(states),
          () => undefined,
        );
        tell(format.text('ledger.entered'));
        onEntered();
        onClose();
      },
    );
  return (
    <ActDialog
      title={format.text('ledger.enterFor', { device: device.name })}
      confirm={format.text('ledger.enter')}
      disabled={pending || line.day === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void enter()}
    >
      <SelectField
        label={format.text('ledger.step')}
        value={line.step}
        onChange={({ target }) => setLine({ ...line, step: target.value as LedgerStep })}
        data-testid="ledger-step"
      >
        {LedgerStep.options.map((step) => (
          <option key={step} value={step}>
            {format.text(`ledger.step.${step}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={format.text('ledger.day')}
        type="date"
        value={line.day}
        onChange={({ target }) => setLine({ ...line, day: target.value })}
        required
      />
      <TextArea
        label={format.text('ledger.note')}
        value={line.note}
        maxLength={NOTE_LIMIT}
        onChange={({ target }) => setLine({ ...line, note: target.value })}
        data-testid="ledger-note"
      />
    </ActDialog>
  );
}
