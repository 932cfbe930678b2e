import { useState } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { ActDialog, type AlarmDialogProps, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** What a note can go with. */
export const NOTES = ['comment', 'resolve', 'suppress', 'outOfService'] as const;
type NoteAction = (typeof NOTES)[number];

/** A text that goes with the alarm: a comment, what was done to resolve it, or why it is put aside by design. */
export function NoteDialog({ alarm, action, problem, onClose, onAct }: AlarmDialogProps & { action: NoteAction }) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  return (
    <ActDialog
      title={format.text(`note.${action}.title`, { alarm: title })}
      confirm={format.text(`note.${action}.confirm`)}
      disabled={reason.trim() === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => onAct(action, { reason })}
    >
      <ReasonField label={format.text(`note.${action}.text`)} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
