import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { useAttempt } from '../../../kit/use-attempt.ts';
import type { ThrowTraceRecord } from '../../../state/records/throw-trace.ts';
import { ActDialog, ReasonField } from './dialog-parts.tsx';

interface ConfirmSourceProps {
  readonly alarm: string;
  /** Codes of the homes, the likeliest first. */
  readonly homes: readonly string[];
  onClose(): void;
  onSigned(trace: ThrowTraceRecord): void;
}

/** Signs that a falling object came from a home: which one, and why one is sure. */
export function ConfirmSourceDialog({ alarm, homes, onClose, onSigned }: ConfirmSourceProps) {
  const { api } = useCenter();
  const format = useFormat();
  const [home, setHome] = useState(homes[0] ?? '');
  const [reason, setReason] = useState('');
  const { problem, pending, attempt } = useAttempt();
  const sign = () => void attempt(() => api.falls.confirm(alarm, home, reason), onSigned);
  return (
    <ActDialog
      title={format.text('fall.confirmTitle')}
      confirm={format.text('fall.sign')}
      disabled={pending || reason.trim() === '' || home === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={sign}
    >
      <p>{format.text('fall.confirmLead')}</p>
      <SelectField
        label={format.text('fall.home')}
        value={home}
        onChange={(event) => setHome(event.target.value)}
        data-testid="fall-home"
      >
        {homes.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </SelectField>
      <ReasonField label={format.text('fall.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
