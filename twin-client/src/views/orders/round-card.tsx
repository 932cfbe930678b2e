import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { Round } from '../../state/records/inspection.ts';
import { may } from '../../state/records/session.ts';
import { Link } from '../link.tsx';
import styles from './orders.module.css';
import { useOrderAct } from './use-order-act.ts';

export interface RoundCardProps {
  readonly round: Round;
  onWalk(walk: string): void;
  onEdit(): void;
  onChanged(): void;
}

/** A round: when it is due, who walks it, and the way to walk it. */
export function RoundCard({ round, onWalk, onEdit, onChanged }: RoundCardProps) {
  const { api, session } = useCenter();
  const format = useFormat();
  const now = useNow();
  const { busy, run } = useOrderAct(onChanged);
  const { walk, standing, points } = round;
  const start = () => run(async () => onWalk((await api.inspections.start(round.id)).id));
  return (
    <li className={styles.round} data-round={round.id} data-standing={standing}>
      <h3>{round.name}</h3>
      <p className={standing === 'overdue' ? styles.late : undefined}>
        {format.text(`round.standing.${standing}`, { day: round.dueDay })}
      </p>
      <p className={styles.quiet}>
        {[
          format.text('round.points', { count: points.length }),
          format.text('round.every', { days: round.intervalDays }),
          round.owner?.displayName ?? format.text('order.nobody'),
          round.walkedAt === null
            ? format.text('round.never')
            : format.text('round.last', { time: format.moment(round.walkedAt, now) }),
        ].join(' · ')}
      </p>
      {walk !== null && (
        <progress
          max={points.length}
          value={walk.looked}
          aria-label={format.text('inspect.progress', { looked: walk.looked, count: points.length })}
        />
      )}
      <div className={styles.buttons}>
        {may(session, 'order.work') &&
          (walk === null ? (
            <Button
              className={styles.big}
              look={standing === 'later' ? 'plain' : 'action'}
              disabled={busy}
              onClick={() => void start()}
              data-testid="walk-start"
            >
              {format.text('inspect.start')}
            </Button>
          ) : (
            <Button className={styles.big} look="action" onClick={() => onWalk(walk.id)} data-testid="walk-go-on">
              {format.text('inspect.goOn', { looked: walk.looked, count: points.length })}
            </Button>
          ))}
        {may(session, 'order.manage') && (
          <Button look="quiet" onClick={onEdit} data-testid="round-edit">
            {format.text('round.edit')}
          </Button>
        )}
      </div>
      {round.walkedAt !== null && <Earlier round={round} />}
    </li>
  );
}

/** Walks that were finished, asked for when they are unfolded. */
function Earlier({ round }: { round: Round }) {
  const { api } = useCenter();
  const format = useFormat();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const loaded = useLoaded(open ? `${round.id} ${round.walkedAt}` : null, (signal) =>
    api.inspections.walks(round.id, signal),
  );
  return (
    <details className={styles.earlier} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{format.text('inspect.earlier')}</summary>
      {open && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      <ul>
        {loaded.last?.map(({ id, finishedAt, finishedBy, findings, inTime }) => (
          <li key={id}>
            <Link href={`/orders?tab=rounds&walk=${id}`}>{format.moment(finishedAt ?? now, now)}</Link>
            <small>
              {[
                finishedBy?.displayName,
                format.text(inTime ? 'inspect.inTime' : 'inspect.late'),
                format.text('inspect.findings', { count: findings }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
