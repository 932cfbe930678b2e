import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { type AlarmDialogProps, DialogProblem, useAlarmTitle } from './dialog-parts.tsx';

/** Gives an alarm to somebody who may handle alarms. */
export function AssignDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const { handlers } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [assignee, setAssignee] = useState(alarm.assignee ?? [...handlers.keys()][0] ?? '');
  const act = (event: FormEvent) => {
    event.preventDefault();
    onAct('assign', { assignee });
  };
  return (
    <Dialog title={format.text('assign.title', { alarm: title })} onClose={onClose}>
      <form onSubmit={act} style={{ display: 'grid', gap: '1rem' }}>
        <SelectField
          label={format.text('assign.to')}
          value={assignee}
          onChange={(event) => setAssignee(event.target.value)}
          data-testid="assignee"
        >
          {[...handlers].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <DialogProblem>{problem}</DialogProblem>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit" disabled={assignee === ''} data-testid="dialog-submit">
            {format.text('assign.confirm')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
