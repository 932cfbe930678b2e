import { useState } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { ActDialog, type AlarmDialogProps, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** False alarm: the reason first, then a second confirmation of what was written. */
export function DismissDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const [confirming, setConfirming] = useState(false);
  return (
    <ActDialog
      title={format.text('dismiss.title', { alarm: title })}
      confirm={format.text(confirming ? 'dismiss.confirm' : 'dismiss.next')}
      disabled={reason.trim() === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => (confirming ? onAct('dismiss', { reason, confirm: true }) : setConfirming(true))}
    >
      {confirming ? (
        <p>{format.text('dismiss.confirmLead', { reason })}</p>
      ) : (
        <>
          <p>{format.text('dismiss.lead')}</p>
          <ReasonField label={format.text('dismiss.reason')} value={reason} onChange={setReason} />
        </>
      )}
    </ActDialog>
  );
}
