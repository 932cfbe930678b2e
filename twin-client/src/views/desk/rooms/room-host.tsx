import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { WebglUnavailable } from '../../../scene/webgl-unavailable.ts';
import { Signal } from '../../../state/signal.ts';
import { useAddress, useDesk } from '../desk.ts';
import { RoomDirector, type RoomStatus } from './room-director.ts';
import styles from './room-host.module.css';
import { offerWindowTwin } from './window-twin.ts';

const NOT_YET = new Signal<RoomStatus>({ is: 'loading', view: 'scene' });

/** The middle of the desk: the room that is shown, and what to say while there is none. */
export function RoomHost() {
  const desk = useDesk();
  const format = useFormat();
  const { selection, view } = useAddress();
  const host = useRef<HTMLDivElement>(null);
  const [director, setDirector] = useState<RoomDirector | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = new RoomDirector(host.current, desk);
    const withdraw = offerWindowTwin(desk.center, {
      locate: (code) => made.locate(code),
      element: (globalId) => made.element(globalId),
      count: async () => Object.fromEntries((await desk.room.get()?.site?.model.count()) ?? []),
    });
    setDirector(made);
    return () => {
      withdraw();
      made.destroy();
    };
  }, [desk]);
  const source = useMemo(() => director?.status ?? NOT_YET, [director]);
  const status = useSyncExternalStore(source.subscribe, source.get);
  const building = view === 'interior' ? desk.buildingOf(selection)?.building : undefined;
  return (
    <>
      <div
        ref={host}
        className={styles.host}
        role="application"
        aria-label={format.text('desk.scene')}
        data-testid="room"
        data-view={status.view}
      />
      {status.is !== 'ready' && (
        <div className={styles.over}>
          {status.is === 'failed' ? (
            <RoomProblem cause={status.cause} onRetry={() => director?.retry()} />
          ) : view === 'interior' && !building ? (
            <EmptyNotice centered title={format.text('view.interiorNeedsBuilding')} />
          ) : (
            <LoadingNotice
              centered
              text={
                building
                  ? format.text('view.loadingBuilding', { building: building.name })
                  : format.text('view.loading')
              }
            />
          )}
        </div>
      )}
    </>
  );
}

function RoomProblem({ cause, onRetry }: { cause: unknown; onRetry(): void }) {
  const format = useFormat();
  if (cause instanceof WebglUnavailable) {
    return (
      <EmptyNotice centered title={format.text('view.failed')}>
        {format.text('view.noWebgl')}
      </EmptyNotice>
    );
  }
  return <ProblemNotice centered title={format.text('view.failed')} cause={cause} onRetry={onRetry} />;
}
