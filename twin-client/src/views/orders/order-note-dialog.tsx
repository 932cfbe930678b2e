import { useState } from 'react';
import { useFormat } from '../../kit/format-context.tsx';
import { ActDialog, ReasonField } from '../desk/alarm-work/dialog-parts.tsx';

/** Asks why an order is sent back or cancelled. */
export function OrderNoteDialog({
  title,
  confirm,
  busy,
  onClose,
  onSaid,
}: {
  title: string;
  confirm: string;
  busy: boolean;
  onClose(): void;
  onSaid(comment: string): void;
}) {
  const format = useFormat();
  const [said, setSaid] = useState('');
  return (
    <ActDialog
      title={title}
      confirm={confirm}
      disabled={busy || said.trim() === ''}
      problem={null}
      onClose={onClose}
      onSubmit={() => onSaid(said)}
    >
      <ReasonField label={format.text('order.reason')} value={said} onChange={setSaid} />
    </ActDialog>
  );
}
