import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { ActDialog, type AlarmDialogProps, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

const MINUTE_MS = 60_000;
const SHELVE_MINUTES = [15, 30, 60, 240, 480] as const;

/** Shelving: a reason and an end. */
export function ShelveDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const { clock } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  const act = () => {
    const until = new Date(clock.now() + minutes * MINUTE_MS).toISOString();
    onAct('shelve', { reason, until });
  };
  const lengthText = (value: number) =>
    value < 60 ? format.text('shelve.minutes', { count: value }) : format.text('shelve.hours', { count: value / 60 });
  return (
    <ActDialog
      title={format.text('shelve.title', { alarm: title })}
      confirm={format.text('shelve.confirm')}
      disabled={reason.trim() === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={act}
    >
      <p>{format.text('shelve.lead')}</p>
      <div>
        <Choice
          label={format.text('shelve.for')}
          value={String(minutes)}
          options={SHELVE_MINUTES.map((value) => ({ value: String(value), label: lengthText(value) }))}
          onChoose={(value) => setMinutes(Number(value))}
        />
      </div>
      <ReasonField label={format.text('shelve.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
