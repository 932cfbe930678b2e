import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField } from '../../../kit/text-field.tsx';
import { ActDialog, type AlarmDialogProps, useAlarmTitle } from './dialog-parts.tsx';

/** Gives an alarm to somebody who may handle alarms. */
export function AssignDialog({ alarm, problem, onClose, onAct }: AlarmDialogProps) {
  const { handlers } = useCenter();
  const format = useFormat();
  const title = useAlarmTitle(alarm);
  const [assignee, setAssignee] = useState(alarm.assignee ?? [...handlers.keys()][0] ?? '');
  return (
    <ActDialog
      title={format.text('assign.title', { alarm: title })}
      confirm={format.text('assign.confirm')}
      disabled={assignee === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => onAct('assign', { assignee })}
    >
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
    </ActDialog>
  );
}
