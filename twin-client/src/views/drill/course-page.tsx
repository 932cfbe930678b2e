import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { CenterContext, useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { useToast } from '../../kit/toast.tsx';
import type { Center } from '../../state/center.ts';
import { Problem } from '../../state/problem.ts';
import { navigate } from '../router.ts';
import { CourseBanner } from './course-banner.tsx';
import styles from './course-page.module.css';
import { DrillOver } from './drills/drill-over.tsx';
import { DrillPanel } from './drills/drill-panel.tsx';
import { lastSeen } from './last-seen.ts';
import { ReplayBar } from './replay/replay-bar.tsx';

const DeskPage = lazy(() => import('../desk/desk-page.tsx').then(({ DeskPage: page }) => ({ default: page })));

type Stage =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly center: Center }
  | { readonly is: 'failed'; readonly cause: unknown };

/** A replay or a drill: the desk as it is, on another course of time, in a frame that cannot be taken for the living site. */
export function CoursePage({ name, onSignOut }: { name: string; onSignOut(): void }) {
  const live = useCenter();
  const format = useFormat();
  const [stage, setStage] = useState<Stage>({ is: 'opening' });
  useEffect(() => {
    let center: Center | null = null;
    let left = false;
    setStage({ is: 'opening' });
    live
      .openCourse(name)
      .then((opened) => {
        center = opened;
        if (left) opened.close();
        else setStage({ is: 'open', center: opened });
      })
      .catch((cause: unknown) => setStage({ is: 'failed', cause }));
    return () => {
      left = true;
      center?.close();
    };
  }, [live, name]);
  const drill = /^drill-(\d+)$/.exec(name);
  const number = drill ? Number(drill[1]) : null;
  const over = useCallback(() => setStage({ is: 'failed', cause: new Problem(404, '') }), []);
  useEndedCourse(stage, over);
  return (
    <div className={styles.page} data-testid="course" data-course={name}>
      <CourseBanner name={name} course={stage.is === 'open' ? stage.center : null} />
      {stage.is === 'opening' && <LoadingNotice centered text={format.text('shell.loading')} />}
      {stage.is === 'failed' &&
        (stage.cause instanceof Problem && stage.cause.status === 404 ? (
          number !== null ? (
            <DrillOver number={number} />
          ) : (
            <Over name={name} />
          )
        ) : (
          <ProblemNotice centered title={format.text('shell.loadFailed')} cause={stage.cause} />
        ))}
      {stage.is === 'open' && (
        <CenterContext.Provider value={stage.center}>
          <div className={number === null ? styles.desk : styles.drilled} data-mark={format.text('drill.word')}>
            <Suspense fallback={<LoadingNotice centered text={format.text('shell.loading')} />}>
              <DeskPage page={`/drill?course=${encodeURIComponent(name)}`} onSignOut={onSignOut}>
                {number !== null && <DrillPanel live={live} number={number} onOver={over} />}
              </DeskPage>
            </Suspense>
          </div>
          {number === null && <ReplayBar live={live} />}
        </CenterContext.Provider>
      )}
    </div>
  );
}

/** The server refuses a course that ended meanwhile. */
function useEndedCourse(stage: Stage, onEnded: () => void): void {
  useEffect(() => {
    if (stage.is !== 'open') return;
    const { connection } = stage.center;
    return connection.subscribe(() => {
      if (connection.get().status === 'refused') onEnded();
    });
  }, [stage, onEnded]);
}

function Over({ name }: { name: string }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const at = lastSeen.get(name);
  const again = async (from: number) => {
    try {
      const { id } = await api.past.begin(from);
      navigate(`/drill?course=${id}`, true);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
  return (
    <div className={styles.over} data-testid="course-over">
      <EmptyNotice title={format.text('replay.over')}>{format.text('replay.overDetail')}</EmptyNotice>
      <p>
        {at !== undefined && (
          <Button look="action" onClick={() => void again(at)}>
            {format.text('replay.again')}
          </Button>
        )}
        <Button onClick={() => navigate('/drill')}>{format.text('replay.list')}</Button>
      </p>
    </div>
  );
}
