import { type FormEvent, useState } from 'react';
import type { Alarm, AlarmAction } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextArea } from '../../../kit/text-field.tsx';
import type { AlarmActionBody } from '../../../state/api.ts';
import { alarmLabel } from '../queue/alarm-words.ts';

export interface AlarmDialogProps {
  readonly alarm: Alarm;
  onClose(): void;
  /** Does it; the dialog stays open when it was not done. */
  onAct(action: AlarmAction, body: AlarmActionBody): Promise<boolean>;
}

const MINUTE_MS = 60_000;
const SHELVE_MINUTES = [15, 30, 60, 240, 480] as const;
const REASON_LIMIT = 500;

/** False alarm: the reason first, then a second confirmation of what was written. */
export function DismissDialog({ alarm, onClose, onAct }: AlarmDialogProps) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const [confirming, setConfirming] = useState(false);
  const act = (event: FormEvent) => {
    event.preventDefault();
    if (confirming) void onAct('dismiss', { reason, confirm: true }).then((done) => done && onClose());
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

/** Shelving: a reason and an end. */
export function ShelveDialog({ alarm, onClose, onAct }: AlarmDialogProps) {
  const { clock } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  const act = (event: FormEvent) => {
    event.preventDefault();
    const until = new Date(clock.now() + minutes * MINUTE_MS).toISOString();
    void onAct('shelve', { reason, until }).then((done) => done && onClose());
  };
  const lengthText = (value: number) =>
    value < 60 ? format.text('shelve.minutes', { count: value }) : format.text('shelve.hours', { count: value / 60 });
  return (
    <Dialog title={format.text('shelve.title', { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
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
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={reason.trim() === ''} data-testid="dialog-submit">
            {format.text('shelve.confirm')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** A text that goes with the alarm: a comment, or what was done to resolve it. */
export function NoteDialog({ alarm, action, onClose, onAct }: AlarmDialogProps & { action: 'comment' | 'resolve' }) {
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [reason, setReason] = useState('');
  const act = (event: FormEvent) => {
    event.preventDefault();
    void onAct(action, { reason }).then((done) => done && onClose());
  };
  return (
    <Dialog title={format.text(`${action}.title`, { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
        <ReasonField
          label={format.text(action === 'comment' ? 'comment.text' : 'resolve.reason')}
          value={reason}
          onChange={setReason}
        />
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={reason.trim() === ''} data-testid="dialog-submit">
            {format.text(`${action}.confirm`)}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function ReasonField({ label, value, onChange }: { label: string; value: string; onChange(text: string): void }) {
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

/** What a dialog calls an alarm: its kind and id. */
export function useAlarmTitle(alarm: Alarm): string {
  const { store } = useCenter();
  const format = useFormat();
  return `${alarmLabel(store.catalogue, format, alarm)} ${alarm.id}`;
}
