import { useState } from 'react';
import { ROOM_POINTS } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useAttempt } from '../../../kit/use-attempt.ts';
import type { RoomNote } from '../../../state/records/system-inspection.ts';
import { ActDialog } from '../../desk/alarm-work/dialog-parts.tsx';
import styles from './systems.module.css';

const NOTE_LIMIT = 300;

/** How the rooms are, by whoever was there: each point good, or not with a note. */
export function RoomsDialog({ number, onClose, onFilled }: { number: number; onClose(): void; onFilled(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [points, setPoints] = useState<readonly RoomNote[]>(
    ROOM_POINTS.map((point) => ({ point, good: true, note: null })),
  );
  const { problem, pending, attempt } = useAttempt();
  const change = (point: RoomNote['point'], change: Partial<RoomNote>) =>
    setPoints(points.map((one) => (one.point === point ? { ...one, ...change } : one)));
  const save = () =>
    attempt(
      () => api.systems.fillRooms(number, points),
      () => {
        tell(format.text('systems.roomsSaved'));
        onFilled();
        onClose();
      },
    );
  return (
    <ActDialog
      title={format.text('systems.rooms')}
      confirm={format.text('systems.save')}
      disabled={pending || points.some(({ good, note }) => !good && !note?.trim())}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      {points.map(({ point, good, note }) => (
        <div key={point} className={styles.point} data-point={point}>
          <span>{format.text(`systems.room.${point}`)}</span>
          <Choice
            label={format.text(`systems.room.${point}`)}
            value={good ? 'good' : 'bad'}
            options={(['good', 'bad'] as const).map((value) => ({ value, label: format.text(`systems.${value}`) }))}
            onChoose={(value) => change(point, { good: value === 'good' })}
          />
          {!good && (
            <TextField
              label={format.text('systems.note')}
              maxLength={NOTE_LIMIT}
              value={note ?? ''}
              onChange={({ target }) => change(point, { note: target.value })}
            />
          )}
        </div>
      ))}
    </ActDialog>
  );
}
