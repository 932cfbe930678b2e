import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { ActDialog, type AlarmDialogProps, ReasonField, useAlarmTitle } from './dialog-parts.tsx';

/** Passes an alarm to another party, such as the street office or the police (E6.1.8-2). */
export function ReferDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const { partners } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const left = [...partners].filter(([id]) => !alarm.referrals.some(({ to }) => to === id));
  const [partner, setPartner] = useState(left[0]?.[0] ?? '');
  const [message, setMessage] = useState('');
  return (
    <ActDialog
      title={format.text('refer.title', { alarm: title })}
      confirm={format.text('refer.confirm')}
      disabled={partner === '' || message.trim() === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => onAct('refer', { partner, reason: message })}
    >
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
    </ActDialog>
  );
}
