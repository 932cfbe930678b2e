import { useEffect, useRef, useState } from 'react';
import type { Mask } from '../../state/records/camera.ts';
import { useFormat } from '../format-context.tsx';
import { type InStep, keepInStep } from './keep-in-step.ts';
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
