import { useEffect, useRef, useState } from 'react';
import type { Mask } from '../../state/records/camera.ts';
import { useFormat } from '../format-context.tsx';
import { PictureMask } from './mask.tsx';
import type { PlayFault } from './play.ts';
import styles from './video-tile.module.css';

export interface RecordedPictureProps {
  readonly label: string;
  readonly mask: Mask;
  /** A playlist of HLS, or a file that the browser plays itself. */
  readonly playlist?: string;
  readonly file?: string;
  /** It plays in step with another clock; by its own controls where not given. */
  readonly inStep?: InStep | null;
}

/** Where a recording stands by the clock of a replay: seconds from its begin, and how fast that goes. */
export interface InStep {
  readonly position: number;
  readonly playing: boolean;
  readonly speed: number;
}

/** Browsers play at most so fast, and not slower. Beyond that it jumps. */
const RATES = [0.0625, 16] as const;
/** So far from its clock a recording may be, in seconds of that clock at 1×, before it jumps. */
const DRIFT_S = 0.5;

function keepInStep(video: HTMLVideoElement, { position, playing, speed }: InStep): void {
  const end = Number.isFinite(video.duration) ? video.duration : position;
  const to = Math.min(Math.max(0, position), end);
  video.playbackRate = Math.min(Math.max(speed, RATES[0]), RATES[1]);
  if (Math.abs(video.currentTime - to) > DRIFT_S * Math.max(1, speed)) video.currentTime = to;
  const plays = playing && position >= 0 && position < end;
  if (!plays) video.pause();
  // Muted pictures may always play; a playing that is cut short by a pause is none to tell of.
  else if (video.paused) video.play().catch(() => undefined);
}

/** What a camera sent before, with the browser's own controls. */
export function RecordedPicture({ label, mask, playlist, file, inStep = null }: RecordedPictureProps) {
  const format = useFormat();
  const video = useRef<HTMLVideoElement>(null);
  const [fault, setFault] = useState<PlayFault | null>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || playlist === undefined) return;
    setFault(null);
    let stop: (() => void) | null = () => undefined;
    import('./play-hls.ts').then(
      (loaded) => {
        if (stop !== null) stop = loaded.playRecording(element, playlist, setFault);
      },
      () => setFault('unreachable'),
    );
    return () => {
      stop?.();
      stop = null;
    };
  }, [playlist]);
  useEffect(() => {
    if (video.current && inStep) keepInStep(video.current, inStep);
  });
  return (
    <figure className={styles.tile} data-testid="recorded-picture">
      <div className={styles.picture}>
        <video
          ref={video}
          muted
          controls={inStep === null}
          playsInline
          preload="metadata"
          src={file}
          aria-label={label}
          onError={() => setFault('broken')}
        />
        <PictureMask mask={mask} />
      </div>
      {fault && (
        <p className={styles.trouble} role="alert">
          {format.text(`video.fault.${fault}`)}
        </p>
      )}
    </figure>
  );
}
