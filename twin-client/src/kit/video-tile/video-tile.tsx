import { useEffect, useRef, useState } from 'react';
import type { CameraEntry } from '../../state/records/camera.ts';
import { useCenter, useNow } from '../center-context.ts';
import { useFormat } from '../format-context.tsx';
import { PictureMask, Withheld } from './mask.tsx';
import { draw } from './play.ts';
import { startPlay } from './start-play.ts';
import { TilePlayer, type TileState } from './tile-player.ts';
import styles from './video-tile.module.css';

/** How often the last picture is put aside, for when the stream is gone. */
const KEEP_MS = 1_000;
const CONNECTING: TileState = { condition: 'connecting', pictureAt: null, retryAt: null, fault: null };

export interface VideoTileProps {
  readonly camera: CameraEntry;
  /** One of many: the small picture is enough. */
  readonly small?: boolean;
  /** It belongs to what is looked at now. */
  readonly marked?: boolean;
  onOpen?(): void;
}

/** The live picture of a camera: its name, and always how old what is shown is. Where the stream fails the last picture stays, marked as such. */
export function VideoTile({ camera, small = false, marked = false, onOpen }: VideoTileProps) {
  const { clock } = useCenter();
  const format = useFormat();
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState(CONNECTING);
  const streams = JSON.stringify(camera.streams);
  const isWithheld = camera.maskRefusal !== null;
  useEffect(() => {
    if (isWithheld || !video.current || !canvas.current) return;
    const screen = { video: video.current, canvas: canvas.current };
    const parsed = JSON.parse(streams) as CameraEntry['streams'];
    const player = new TilePlayer((events) => startPlay(parsed, screen, events, small), clock.now);
    const told = () => setState(player.state.get());
    const leave = player.state.subscribe(told);
    told();
    const keeping = setInterval(() => {
      const { videoWidth, videoHeight } = screen.video;
      if (player.state.get().condition === 'live' && videoWidth > 0)
        draw(screen.canvas, screen.video, videoWidth, videoHeight);
    }, KEEP_MS);
    return () => {
      clearInterval(keeping);
      leave();
      player.stop();
    };
  }, [streams, small, clock, isWithheld]);
  const moves = state.condition === 'live' || state.condition === 'stalled';
  return (
    <figure
      className={`${styles.tile} ${styles[state.condition] ?? ''} ${marked ? styles.marked : ''}`}
      data-testid="video-tile"
      data-camera={camera.code}
      data-condition={state.condition}
    >
      <div className={styles.picture}>
        <canvas ref={canvas} />
        <video ref={video} muted autoPlay playsInline className={moves ? undefined : styles.gone} />
        <PictureMask mask={camera.mask} />
      </div>
      {onOpen && (
        <button type="button" className={styles.open} onClick={onOpen} aria-label={camera.name} title={camera.name} />
      )}
      <figcaption className={styles.caption}>
        <span className={styles.name}>{camera.name}</span>
        {!isWithheld && <StateWord state={state} />}
      </figcaption>
      {camera.maskRefusal !== null && <Withheld refusal={camera.maskRefusal} />}
      {!isWithheld && state.condition !== 'live' && (
        <p className={styles.trouble} role="status">
          <strong>{format.text(`video.state.${state.condition}`)}</strong>
          <Trouble state={state} camera={camera} />
        </p>
      )}
    </figure>
  );
}

function StateWord({ state }: { state: TileState }) {
  const format = useFormat();
  return (
    <span className={styles.state}>
      <i aria-hidden="true" />
      {format.text(`video.state.${state.condition}`)}
    </span>
  );
}

/** Why, how old the picture is, and when it is tried again. */
function Trouble({ state: { fault, pictureAt, retryAt }, camera }: { state: TileState; camera: CameraEntry }) {
  const format = useFormat();
  const now = useNow();
  return (
    <>
      {fault && <span>{format.text(`video.fault.${fault}`)}</span>}
      {camera.condition === 'lost' && camera.since !== null && (
        <span>{format.text('video.lostSince', { age: format.duration(now - camera.since) })}</span>
      )}
      <span>
        {pictureAt === null
          ? format.text('video.noPicture')
          : format.text('video.lastPicture', { age: format.ago(now - pictureAt) })}
      </span>
      {retryAt !== null && (
        <span>{format.text('video.retry', { seconds: Math.max(0, Math.ceil((retryAt - now) / 1000)) })}</span>
      )}
    </>
  );
}
