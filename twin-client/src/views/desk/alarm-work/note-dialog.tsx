import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { type AlarmDialogProps, DialogProblem, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** What a note can go with. */
export const NOTES = ['comment', 'resolve', 'suppress', 'outOfService'] as const;
type NoteAction = (typeof NOTES)[number];

/** A text that goes with the alarm: a comment, what was done to resolve it, or why it is put aside by design. */
export function NoteDialog({ alarm, action, problem, onClose, onAct }: AlarmDialogProps & { action: NoteAction }) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const act = (event: FormEvent) => {
    event.preventDefault();
    onAct(action, { reason });
  };
  return (
    <Dialog title={format.text(`note.${action}.title`, { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
        <ReasonField label={format.text(`note.${action}.text`)} value={reason} onChange={setReason} />
        <DialogProblem>{problem}</DialogProblem>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={reason.trim() === ''} data-testid="dialog-submit">
            {format.text(`note.${action}.confirm`)}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
