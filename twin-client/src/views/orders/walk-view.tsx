import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { may } from '../../state/records/session.ts';
import { Link } from '../link.tsx';
import styles from './orders.module.css';
import { useOrderAct } from './use-order-act.ts';
import { useRenewed } from './use-renewed.ts';
import { WalkPoint } from './walk-point.tsx';

/** A round as it is walked, point by point (8.2.1-7); as it was, when it is finished. */
export function WalkView({ id }: { id: string }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const now = useNow();
  const loaded = useRenewed(id, (signal) => api.inspections.walk(id, signal));
  const { busy, run } = useOrderAct(loaded.retry);
  const walk = loaded.last;
  const isOpen = walk?.finishedAt === null && may(session, 'order.work');
  const left = walk ? walk.points.length - walk.results.length : 0;
  const next = walk?.points.findIndex((_, at) => !walk.results.some(({ point }) => point === at));
  return (
    <div className={styles.walk} data-testid="walk">
      <Link href="/orders?tab=rounds" className={styles.backAlways}>
        ‹ {format.text('inspect.back')}
      </Link>
      {!walk && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {!walk && loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {walk && (
        <>
          <header className={styles.walkHead}>
            <h2>{walk.name}</h2>
            <p className={styles.quiet}>
              {walk.finishedAt === null
                ? format.text('inspect.begun', {
                    name: walk.startedBy?.displayName ?? '',
                    time: format.moment(walk.startedAt, now),
                  })
                : format.text(walk.inTime ? 'inspect.finishedInTime' : 'inspect.finishedLate', {
                    name: walk.finishedBy?.displayName ?? '',
                    time: format.moment(walk.finishedAt, now),
                  })}
            </p>
            <progress
              max={walk.points.length}
              value={walk.results.length}
              aria-label={format.text('inspect.progress', { looked: walk.results.length, count: walk.points.length })}
            />
          </header>
          <ol className={styles.stops}>
            {walk.points.map((point, at) => (
              <WalkPoint
                key={`${point.device} ${point.place}`}
                walk={walk}
                at={at}
                isOpen={isOpen}
                isNext={at === next}
                onChanged={loaded.retry}
              />
            ))}
          </ol>
          {isOpen && (
            <div className={styles.finish}>
              <Button
                className={styles.big}
                look="action"
                disabled={busy || left > 0}
                onClick={() => void run(() => api.inspections.finish(id))}
                data-testid="walk-finish"
              >
                {left > 0 ? format.text('inspect.left', { count: left }) : format.text('inspect.finish')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
