import type { Alarm } from 'twin-core';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import { VideoTile } from '../../kit/video-tile/video-tile.tsx';
import { fullPlaceName } from '../../state/place-name.ts';
import type { CameraListed } from '../../state/records/camera.ts';
import { chooseCameras, WALL_TILES } from './wall-cameras.ts';
import styles from './wall-panels.module.css';

/** How often it is asked which cameras there are and how they fare. */
const RENEW_MS = 10_000;
/** Of a picture, width to height. */
const ASPECT = 16 / 9;

export interface CamerasPanelProps {
  readonly top: Alarm | null;
  /** Codes of cameras that were sent to the wall. */
  readonly sent: readonly string[];
  /** Width of the panel to its height. */
  readonly aspect: number;
}

/** Cameras: those of the most urgent alarm by themselves, then those sent here, then others (7.2.4-4, 7.2.10-3). */
export function CamerasPanel({ top, sent, aspect }: CamerasPanelProps) {
  const { api, site, store } = useCenter();
  const format = useFormat();
  const turn = Math.floor(useNow() / RENEW_MS);
  const all = useLoaded(`cameras ${turn}`, (signal) => api.video.cameras(signal));
  const near = useLoaded(top?.device ?? null, (signal) => api.video.camerasAt(top!.device, signal));
  const cameras = all.state === 'ready' ? all.value : all.last;
  const ofAlarm = near.state === 'ready' ? near.value.map(({ code }) => code) : [];
  const isVideo = ({ kind }: CameraListed) => store.catalogue.kind(kind)?.facility.id === 'video';
  const shown = cameras ? chooseCameras(cameras, ofAlarm, sent, isVideo) : [];
  const device = top && store.device(top.device);
  const place = top && (fullPlaceName(site, top) || device?.name || top.device);
  const columns = Math.max(1, Math.round(Math.sqrt((WALL_TILES * aspect) / ASPECT)));
  return (
    <Panel
      className={styles.cameras}
      title={place && ofAlarm.length > 0 ? format.text('wall.camerasOf', { place }) : format.text('wall.cameras')}
    >
      {cameras ? (
        <div
          className={styles.tiles}
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          data-testid="wall-tiles"
        >
          {shown.map((camera) => (
            <WallTile key={camera.code} code={camera.code} turn={turn} marked={ofAlarm.includes(camera.code)} />
          ))}
          {shown.length === 0 && <EmptyNotice title={format.text('wall.noCameras')} />}
        </div>
      ) : (
        all.state === 'failed' && <ProblemNotice cause={all.cause} onRetry={all.retry} />
      )}
    </Panel>
  );
}

/** One camera with its mask, asked for again with each turn. Nothing is shown of it before. */
function WallTile({ code, turn, marked }: { code: string; turn: number; marked: boolean }) {
  const { api } = useCenter();
  const loaded = useLoaded(`${code} ${turn}`, (signal) => api.video.camera(code, signal));
  const camera = loaded.state === 'ready' ? loaded.value : loaded.last;
  if (camera?.code !== code) return <div className={styles.awaited} />;
  return <VideoTile camera={camera} small marked={marked} />;
}
