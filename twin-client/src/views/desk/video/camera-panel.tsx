import { useState } from 'react';
import type { Device } from 'twin-core';
import { Button, ButtonLink } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { RecordedPicture } from '../../../kit/video-tile/recording.tsx';
import { VideoTile } from '../../../kit/video-tile/video-tile.tsx';
import { Problem } from '../../../state/problem.ts';
import type { CameraEntry } from '../../../state/records/camera.ts';
import { CalibrationState, type CalibrationTool } from '../calibration/calibration-state.tsx';
import { useRoom } from '../desk.ts';
import { PtzButtons } from './ptz-buttons.tsx';
import { useInStep } from './use-in-step.ts';
import styles from './video.module.css';

/** In a replay the recording is asked for in pieces of this, from whole ones on. */
const HELD_MS = 120_000;
/** How often it is asked how a camera fares. */
const RENEW_MS = 10_000;

/** A camera's live picture and the time line of its last minutes (7.2.10-3, 7.2.10-4). */
export function CameraPanel({ device }: { device: Device }) {
  const { code } = device;
  const { api, course } = useCenter();
  const format = useFormat();
  const now = useNow();
  const loaded = useLoaded(`${code} ${Math.floor(now / RENEW_MS)}`, (signal) => api.video.camera(code, signal));
  const camera = loaded.state === 'ready' ? loaded.value : loaded.last;
  const [calibrating, setCalibrating] = useState<CalibrationTool | null>(null);
  const isUnknown = loaded.state === 'failed' && loaded.cause instanceof Problem && loaded.cause.status === 404;
  return (
    <Panel
      from="video"
      title={format.text('video.title')}
      aside={camera?.condition === 'frozen' ? format.text('video.frozen') : undefined}
    >
      <div className={styles.panel} data-testid="camera-panel">
        {isUnknown ? (
          <EmptyNotice title={format.text('video.none')} />
        ) : camera ? (
          <>
            {camera.check && <SecondLook camera={camera.code} check={camera.check} onDone={loaded.retry} />}
            {calibrating === null && (course ? <Then camera={camera} /> : <Pictures camera={camera} device={device} />)}
            <CalibrationState
              camera={camera}
              device={device}
              open={calibrating}
              onOpen={setCalibrating}
              onChanged={loaded.retry}
            />
          </>
        ) : (
          loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />
        )}
      </div>
    </Panel>
  );
}

/** A change of angle or mask that waits for a second person (E6.1.13-3). */
function SecondLook({
  camera,
  check: { changedBy, changedAt, own },
  onDone,
}: {
  camera: string;
  check: NonNullable<CameraEntry['check']>;
  onDone(): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const now = useNow();
  const confirm = () =>
    api.video
      .confirmCheck(camera)
      .then(onDone)
      .catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  return (
    <p className={styles.check} data-testid="camera-check">
      <span>{format.text('video.check', { name: changedBy, time: format.moment(changedAt, now) })}</span>
      {own ? (
        <span>{format.text('video.check.own')}</span>
      ) : (
        <Button look="action" onClick={() => void confirm()} data-testid="camera-check-confirm">
          {format.text('video.check.confirm')}
        </Button>
      )}
    </p>
  );
}

function Pictures({ camera, device }: { camera: CameraEntry; device: Device }) {
  /** Where the time line stands, epoch ms; null is live. */
  const [from, setFrom] = useState<number | null>(null);
  return (
    <>
      {from === null || camera.maskRefusal !== null ? (
        <VideoTile camera={camera} />
      ) : (
        <Playback camera={camera} from={from} />
      )}
      <div className={styles.tools}>
        <PtzButtons device={device} />
        <Through device={device} />
      </div>
      <TimeLine camera={camera} from={from} onChoose={setFrom} />
    </>
  );
}

/** Shows the scene as the camera sees it, where somebody said how it looks. */
function Through({ device }: { device: Device }) {
  const { api } = useCenter();
  const room = useRoom();
  const format = useFormat();
  const views = useLoaded('camera views', (signal) => api.places.cameraViews(signal));
  const view = views.state === 'ready' ? views.value.find((each) => each.device === device.code) : undefined;
  if (!view || !room?.site) return null;
  return (
    <Button data-testid="look-through" onClick={() => room.flyTo({ through: { ...view, location: device.location } })}>
      {format.text('video.through')}
    </Button>
  );
}

/** What the camera showed at the instant of the replay, in step with it, where it is still held (7.2.16-2). */
function Then({ camera }: { camera: CameraEntry }) {
  const { api, clock } = useCenter();
  const format = useFormat();
  useNow();
  const at = clock.now();
  const inStepFrom = useInStep();
  const begin = Math.floor(at / HELD_MS) * HELD_MS;
  const from = Math.max(begin, Math.ceil(camera.recordedFrom ?? 0));
  const isHeld = camera.recordedFrom !== null && camera.recordedFrom <= at && camera.maskRefusal === null;
  const loaded = useLoaded(isHeld ? `${camera.code} ${from}` : null, (signal) =>
    api.video.recording(camera.code, from, signal),
  );
  if (!isHeld || loaded.state === 'failed') return <EmptyNotice title={format.text('video.notInReplay')} />;
  if (loaded.state === 'loading') return <div className={styles.waiting} />;
  const { playlist } = loaded.value;
  return <RecordedPicture label={camera.name} mask={camera.mask} playlist={playlist} inStep={inStepFrom(from)} />;
}

function Playback({ camera, from }: { camera: CameraEntry; from: number }) {
  const { api } = useCenter();
  const format = useFormat();
  const loaded = useLoaded(`${camera.code} ${from}`, (signal) => api.video.recording(camera.code, from, signal));
  if (loaded.state === 'failed') return <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />;
  if (loaded.state === 'loading') return <div className={styles.waiting} />;
  const { playlist, file } = loaded.value;
  return (
    <>
      <RecordedPicture label={camera.name} mask={camera.mask} playlist={playlist} />
      <ButtonLink href={file} download data-testid="save-recording">
        {format.text('video.save')}
      </ButtonLink>
    </>
  );
}

function TimeLine({
  camera: { recordedFrom },
  from,
  onChoose,
}: {
  camera: CameraEntry;
  from: number | null;
  onChoose(from: number | null): void;
}) {
  const format = useFormat();
  const now = useNow();
  const [at, setAt] = useState<number | null>(null);
  if (recordedFrom === null) return null;
  const shown = at ?? from ?? now;
  const choose = () => {
    if (at !== null) onChoose(at);
    setAt(null);
  };
  return (
    <div className={styles.line}>
      <span>{format.clock(recordedFrom)}</span>
      <input
        type="range"
        aria-label={format.text('video.position')}
        aria-valuetext={format.clock(shown)}
        min={Math.ceil(recordedFrom)}
        max={Math.floor(now)}
        step={1000}
        value={shown}
        data-testid="time-line"
        onChange={(event) => setAt(Number(event.target.value))}
        onPointerUp={choose}
        onKeyUp={choose}
      />
      <span>{format.clock(now)}</span>
      <p>
        {shown === now
          ? format.text('video.recordedFor', { age: format.duration(now - recordedFrom) })
          : format.text('video.playing', { time: format.clock(shown) })}
      </p>
      {from !== null && (
        <Button onClick={() => onChoose(null)} data-testid="back-to-live">
          {format.text('video.backToLive')}
        </Button>
      )}
    </div>
  );
}
