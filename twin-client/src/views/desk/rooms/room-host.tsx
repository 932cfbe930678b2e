import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
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
      place: (longitude, latitude, height) =>
        desk.room.get()?.site?.placeOnPage({ longitude, latitude, height }) ?? null,
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
      {status.is === 'ready' && status.instead !== null && <InsteadNote instead={status.instead} />}
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

/** Says which capability is missing and what is shown for it; put away by a click, and small enough to stay. */
function InsteadNote({ instead }: { instead: 'map' | 'plainMap' }) {
  const format = useFormat();
  const [put, setPut] = useState(false);
  if (put) return null;
  return (
    <p className={styles.instead} role="status" data-testid="instead">
      <span>{format.text(`view.instead.${instead}`)}</span>
      <Button look="quiet" aria-label={format.text('inside.close')} onClick={() => setPut(true)}>
        ✕
      </Button>
    </p>
  );
}

function RoomProblem({ cause, onRetry }: { cause: unknown; onRetry(): void }) {
  const format = useFormat();
  return <ProblemNotice centered title={format.text('view.failed')} cause={cause} onRetry={onRetry} />;
}
