import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { type AlarmDialogProps, DialogProblem, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** False alarm: the reason first, then a second confirmation of what was written. */
export function DismissDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const [confirming, setConfirming] = useState(false);
  const act = (event: FormEvent) => {
    event.preventDefault();
    if (confirming) onAct('dismiss', { reason, confirm: true });
    else setConfirming(true);
  };
  return (
    <Dialog title={format.text('dismiss.title', { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
        {confirming ? (
          <p>{format.text('dismiss.confirmLead', { reason })}</p>
        ) : (
          <>
            <p>{format.text('dismiss.lead')}</p>
            <ReasonField label={format.text('dismiss.reason')} value={reason} onChange={setReason} />
          </>
        )}
        <DialogProblem>{problem}</DialogProblem>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={reason.trim() === ''} data-testid="dialog-submit">
            {format.text(confirming ? 'dismiss.confirm' : 'dismiss.next')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
