import type { ReactNode } from 'react';
import type { Alarm, AlarmAction } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
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

/** Why the last attempt was not done. */
export function DialogProblem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" style={{ color: 'var(--p2)' }} data-testid="dialog-problem">
      {children}
    </p>
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
