import type { FormEvent, ReactNode } from 'react';
import type { Alarm, AlarmAction } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextArea } from '../../../kit/text-field.tsx';
import type { AlarmActionBody } from '../../../state/api.ts';
import { alarmLabel } from '../queue/alarm-words.ts';

const REASON_LIMIT = 500;

/** What every dialog of alarm work is given. */
export interface AlarmDialogProps {
  readonly alarm: Alarm;
  onClose(): void;
  /** Does it. The dialog closes when it was done; else it stays with what was written, and says what stood against it. */
  onAct(action: AlarmAction, body: AlarmActionBody): void;
  /** What stood against it the last time; null for nothing. */
  readonly problem: string | null;
}

/** What a dialog calls an alarm: its kind and id. */
export function useAlarmTitle(alarm: Alarm): string {
  const { store } = useCenter();
  const format = useFormat();
  return `${alarmLabel(store.catalogue, format, alarm)} ${alarm.id}`;
}

export interface ActDialogProps {
  readonly title: string;
  /** Word of the button that does it. */
  readonly confirm: string;
  /** Something is still to be filled in, or on its way. */
  readonly disabled: boolean;
  readonly problem: string | null;
  readonly children: ReactNode;
  onClose(): void;
  onSubmit(): void;
}

/** A dialog that asks for what goes with an act, and does it: what stood against the last attempt is said above the buttons. */
export function ActDialog({ title, confirm, disabled, problem, children, onClose, onSubmit }: ActDialogProps) {
  const format = useFormat();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} style={{ display: 'grid', gap: '1rem' }}>
        {children}
        <p role="alert" style={{ color: 'var(--p2)' }} data-testid="dialog-problem">
          {problem}
        </p>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={disabled} data-testid="dialog-submit">
            {confirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** Why something is done, in the person's words. */
export function ReasonField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(text: string): void;
}) {
  return (
    <TextArea
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      maxLength={REASON_LIMIT}
      required
      data-testid="reason"
    />
  );
}
