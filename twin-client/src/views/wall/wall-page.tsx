import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Alarm } from 'twin-core';
import { AlarmSound } from '../../kit/alarm-sound.ts';
import { useCenter, useIncidents, useNow, useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { VideoTile } from '../../kit/video-tile/video-tile.tsx';
import { isHidden } from '../../state/incidents.ts';
import { fullPlaceName } from '../../state/place-name.ts';
import type { CameraEntry } from '../../state/records/camera.ts';
import { AlarmBanner } from '../desk/alarm-banner.tsx';
import { useFallPicture, useFallTrace } from '../desk/alarm-work/use-fall-trace.ts';
import { Desk, DeskContext } from '../desk/desk.ts';
import { AlarmQueue } from '../desk/queue/alarm-queue.tsx';
import { RoomHost } from '../desk/rooms/room-host.tsx';
import { readAddress, readScale } from '../desk/selection.ts';
import { StaleBanner, TitleStrip } from '../desk/title-strip.tsx';
import { useTitle } from '../title.ts';
import { FireWays, useFire } from './fire-ways.tsx';
import { SoundButton } from './sound-button.tsx';
import { chooseCameras } from './wall-cameras.ts';
import styles from './wall-page.module.css';

/** How often it is asked which cameras there are and how they fare. */
const RENEW_MS = 10_000;

/** /wall: the scene, the alarm queue, and cameras: those of the most urgent alarm by themselves (7.2.4-4, 7.2.10-3). */
export function WallPage({ onSignOut }: { onSignOut(): void }) {
  const center = useCenter();
  const site = useSite();
  const format = useFormat();
  const desk = useMemo(() => new Desk(center, readAddress(location.search), readScale(location.search)), [center]);
  const top = useTopAlarm();
  const fire = useFire();
  const sound = useMemo(() => new AlarmSound(), []);
  useEffect(() => () => sound.close(), [sound]);
  useAlarmView(desk, top);
  useAlarmSound(sound, top);
  useTitle(`${format.label(site.name)} · ${format.text('wall.title')}`);
  return (
    <DeskContext.Provider value={desk}>
      <div className={styles.wall} data-testid="wall" data-theme="wall-dark">
        <div className={styles.strip}>
          <TitleStrip onSignOut={onSignOut} />
          <SoundButton sound={sound} />
        </div>
        <div className={styles.banner}>
          <StaleBanner />
        </div>
        <main className={styles.scene} aria-label={format.text('desk.scene')}>
          <RoomHost />
          <FallStorey top={top} />
          <AlarmBanner />
          {fire && <FireWays fire={fire} />}
        </main>
        <Cameras top={top} />
        <div className={styles.queue}>
          <AlarmQueue />
        </div>
      </div>
    </DeskContext.Provider>
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

/** The most urgent alarm that nobody has acknowledged; incidents are in that order. */
function useTopAlarm(): Alarm | null {
  return useIncidents().find(({ lead, waiting }) => waiting && !isHidden(lead))?.waiting ?? null;
}

/** An alarm that becomes the most urgent is flown to and its storey isolated; what is less urgent never takes the view. */
function useAlarmView(desk: Desk, top: Alarm | null): void {
  const id = top?.id ?? null;
  useEffect(() => {
    if (id !== null) desk.open({ kind: 'alarm', id });
    else desk.home();
  }, [desk, id]);
}

/** Sounds the most urgent alarm until somebody acknowledges it: at once, and every few seconds. */
function useAlarmSound(sound: AlarmSound, top: Alarm | null): void {
  const state = useSyncExternalStore(sound.state.subscribe, sound.state.get);
  const [id, priority] = [top?.id, top?.priority];
  useEffect(() => {
    if (id === undefined || priority === undefined || state !== 'on') return;
    sound.play(priority);
    // A notice is heard once.
    if (priority > 2) return;
    const timer = setInterval(() => sound.play(priority), priority === 1 ? 3_000 : 10_000);
    return () => clearInterval(timer);
  }, [sound, state, id, priority]);
}

function Cameras({ top }: { top: Alarm | null }) {
  const { api, site, store } = useCenter();
  const format = useFormat();
  const turn = Math.floor(useNow() / RENEW_MS);
  const all = useLoaded(`cameras ${turn}`, (signal) => api.video.cameras(signal));
  const near = useLoaded(top?.device ?? null, (signal) => api.video.camerasAt(top!.device, signal));
  const cameras = all.state === 'ready' ? all.value : all.last;
  const ofAlarm = near.state === 'ready' ? near.value.map(({ code }) => code) : [];
  const wished = new URLSearchParams(location.search).get('cameras')?.split(',') ?? [];
  const isVideo = ({ kind }: CameraEntry) => store.catalogue.kind(kind)?.facility.id === 'video';
  const shown = cameras ? chooseCameras(cameras, ofAlarm, wished, isVideo) : [];
  const device = top && store.device(top.device);
  const place = top && (fullPlaceName(site, top) || device?.name || top.device);
  return (
    <Panel
      className={styles.cameras}
      title={place && ofAlarm.length > 0 ? format.text('wall.camerasOf', { place }) : format.text('wall.cameras')}
    >
      {cameras ? (
        <div className={styles.tiles} data-testid="wall-tiles">
          {shown.map((camera) => (
            <VideoTile key={camera.code} camera={camera} small marked={ofAlarm.includes(camera.code)} />
          ))}
          {shown.length === 0 && <EmptyNotice title={format.text('wall.noCameras')} />}
        </div>
      ) : (
        all.state === 'failed' && <ProblemNotice cause={all.cause} onRetry={all.retry} />
      )}
    </Panel>
  );
}
