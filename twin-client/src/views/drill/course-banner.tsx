import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Course } from 'twin-core/wire';
import { useAlarms, useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useTick } from '../../kit/ticker.ts';
import type { Center } from '../../state/center.ts';
import { Signal } from '../../state/signal.ts';
import { navigate } from '../router.ts';
import styles from './course-page.module.css';
import { lastSeen } from './last-seen.ts';

const UNTOLD = new Signal<Course | null>(null);

/** Says all the time that this is a replay, and how the living site stands: one click away (WALL, drill and replay). */
export function CourseBanner({ name, course }: { name: string; course: Center | null }) {
  const { store } = useCenter();
  const format = useFormat();
  useTick();
  const alarms = useAlarms();
  const [raised, setRaised] = useState(0);
  useEffect(() => store.onRaised((added) => setRaised((count) => count + added.length)), [store]);
  // A step is shown when it is taken, not at the next second.
  const told = course?.course?.progress ?? UNTOLD;
  const progress = useSyncExternalStore(told.subscribe, told.get);
  const at = course?.clock.now();
  if (at !== undefined && progress) lastSeen.set(name, at);
  const open = alarms.length;
  const waiting = alarms.filter(({ acknowledged }) => !acknowledged).length;
  const kind = name.startsWith('drill-') ? 'drill' : 'replay';
  return (
    <div className={styles.banner} data-kind={kind} role="status" data-testid="course-banner">
      <span className={styles.word}>{format.text(`${kind}.word`)}</span>
      {at !== undefined && (
        <time dateTime={new Date(at).toISOString()} data-testid="course-time">
          {format.date(at)} {format.clock(at)}
        </time>
      )}
      <span className={styles.said}>{format.text(`${kind}.banner`)}</span>
      <span className={styles.grow} />
      <button type="button" className={styles.live} onClick={() => navigate('/desk')} data-testid="back-to-live-site">
        {format.text('replay.liveNow', { open, waiting })}
        {raised > 0 && <b data-testid="live-raised">{format.text('replay.liveNew', { count: raised })}</b>}
        <span>{format.text('replay.toLive')} →</span>
      </button>
    </div>
  );
}
