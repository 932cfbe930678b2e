import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useAttempt } from '../../kit/use-attempt.ts';
import type { Point, Round } from '../../state/records/inspection.ts';
import { ActDialog } from '../desk/alarm-work/dialog-parts.tsx';
import styles from './orders.module.css';
import { OwnerField } from './owner-field.tsx';
import { PointField } from './point-field.tsx';

const NAME_LIMIT = 100;
const MOST_DAYS = 366;

/** Declares a round: its points in the order they are come by, how often, and who walks it. */
export function RoundDialog({ round, onClose, onStored }: { round: Round | null; onClose(): void; onStored(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const today = format.date(useNow());
  const [name, setName] = useState(round?.name ?? '');
  const [points, setPoints] = useState<readonly Point[]>(round?.points ?? []);
  const [days, setDays] = useState(String(round?.intervalDays ?? 7));
  const [owner, setOwner] = useState(round?.owner?.id ?? '');
  const [dueDay, setDueDay] = useState(round?.dueDay ?? today);
  const { problem, pending, attempt } = useAttempt();
  const interval = Number(days);
  const isDays = Number.isInteger(interval) && interval >= 1 && interval <= MOST_DAYS;
  const run = (act: () => Promise<unknown>) =>
    attempt(act, () => {
      onStored();
      onClose();
    });
  const store = () =>
    run(() =>
      api.inspections.putRound(
        {
          id: round?.id ?? crypto.randomUUID(),
          name: name.trim(),
          points,
          intervalDays: interval,
          owner: owner || null,
          dueDay,
        },
        round?.version ?? null,
      ),
    );
  return (
    <ActDialog
      title={format.text(round ? 'round.edit' : 'round.new')}
      confirm={format.text('round.store')}
      disabled={pending || name.trim() === '' || points.length === 0 || !isDays || dueDay === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void store()}
    >
      <TextField
        label={format.text('round.name')}
        value={name}
        maxLength={NAME_LIMIT}
        onChange={({ target }) => setName(target.value)}
        required
        data-testid="round-name"
      />
      <PointField points={points} onChange={setPoints} />
      <div className={styles.pair}>
        <TextField
          label={format.text('round.interval')}
          type="number"
          min={1}
          max={MOST_DAYS}
          value={days}
          onChange={({ target }) => setDays(target.value)}
          data-testid="round-days"
        />
        <TextField
          label={format.text('round.dueDay')}
          type="date"
          value={dueDay}
          onChange={({ target }) => setDueDay(target.value)}
          required
        />
      </div>
      <OwnerField value={owner} onChange={setOwner} />
      {round && (
        <Button look="quiet" disabled={pending} onClick={() => void run(() => api.inspections.removeRound(round.id))}>
          {format.text('round.remove')}
        </Button>
      )}
    </ActDialog>
  );
}
