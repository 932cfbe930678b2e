import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { type AlarmDialogProps, DialogProblem, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** Passes an alarm to another party, such as the street office or the police (E6.1.8-2). */
export function ReferDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const { partners } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const left = [...partners].filter(([id]) => !alarm.referrals.some(({ to }) => to === id));
  const [partner, setPartner] = useState(left[0]?.[0] ?? '');
  const [message, setMessage] = useState('');
  const act = (event: FormEvent) => {
    event.preventDefault();
    onAct('refer', { partner, reason: message });
  };
  return (
    <Dialog title={format.text('refer.title', { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
        {left.length === 0 ? (
          <p>{format.text('refer.none')}</p>
        ) : (
          <>
            <SelectField
              label={format.text('refer.to')}
              value={partner}
              onChange={(event) => setPartner(event.target.value)}
              data-testid="partner"
            >
              {left.map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <ReasonField label={format.text('refer.message')} value={message} onChange={setMessage} />
          </>
        )}
        <DialogProblem>{problem}</DialogProblem>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button
            look="action"
            type="submit"
            disabled={partner === '' || message.trim() === ''}
            data-testid="dialog-submit"
          >
            {format.text('refer.confirm')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
