import { useMemo } from 'react';
import type { Alarm } from 'twin-core';
import { useFormat } from '../../kit/format-context.tsx';
import { AlarmBanner } from '../desk/alarm-banner.tsx';
import { useFallPicture, useFallTrace } from '../desk/alarm-work/use-fall-trace.ts';
import { RoomHost } from '../desk/rooms/room-host.tsx';
import { FireWays, useFire } from './fire-ways.tsx';
import styles from './wall-page.module.css';

/** The scene of the wall with what lies over it: the alarm that has it, where a thing fell from, the ways out of a fire. */
export function WallScene({ top }: { top: Alarm | null }) {
  const format = useFormat();
  const fire = useFire();
  return (
    <main className={styles.scene} aria-label={format.text('desk.scene')}>
      <RoomHost />
      <FallStorey top={top} />
      <div className={styles.over}>
        <AlarmBanner />
        {fire && <FireWays fire={fire} />}
      </div>
    </main>
  );
}

/** The storey that a falling object came from, on its facade: never the home or the window (8.1.3-7). */
function FallStorey({ top }: { top: Alarm | null }) {
  const trace = useFallTrace(top);
  const picture = useMemo(
    () =>
      trace && trace.undetermined === null
        ? {
            path: [],
            storeys: trace.storeys.map(({ mark, probability }) => ({ corners: mark, probability })),
            openings: [],
          }
        : null,
    [trace],
  );
  useFallPicture(picture);
  return null;
}
