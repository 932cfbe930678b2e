import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import type { Round } from '../../state/records/inspection.ts';
import { may } from '../../state/records/session.ts';
import { InspectionFiguresPanel } from './inspection-figures.tsx';
import styles from './orders.module.css';
import { RoundCard } from './round-card.tsx';
import { RoundDialog } from './round-dialog.tsx';
import { useRenewed } from './use-renewed.ts';

/** The rounds, what is due at their head, and how they went (8.2.1-7). */
export function RoundsView({ onWalk }: { onWalk(walk: string): void }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const [editing, setEditing] = useState<Round | 'new' | null>(null);
  const loaded = useRenewed('rounds', (signal) => api.inspections.rounds(signal));
  const rounds = loaded.last;
  return (
    <div className={styles.rounds}>
      {may(session, 'order.manage') && (
        <div className={styles.tools}>
          <Button look="action" onClick={() => setEditing('new')} data-testid="round-new">
            {format.text('round.new')}
          </Button>
        </div>
      )}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!rounds && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {rounds?.length === 0 && (
        <EmptyNotice title={format.text('round.none')}>{format.text('round.noneHint')}</EmptyNotice>
      )}
      <ul className={styles.cards} data-testid="rounds">
        {rounds?.map((round) => (
          <RoundCard
            key={round.id}
            round={round}
            onWalk={onWalk}
            onEdit={() => setEditing(round)}
            onChanged={loaded.retry}
          />
        ))}
      </ul>
      {rounds && rounds.length > 0 && <InspectionFiguresPanel />}
      {editing !== null && (
        <RoundDialog
          round={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onStored={loaded.retry}
        />
      )}
    </div>
  );
}
