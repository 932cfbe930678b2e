import type { Alarm } from 'twin-core';
import { ButtonLink } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { PictureMask, Withheld } from '../../../kit/video-tile/mask.tsx';
import { RecordedPicture } from '../../../kit/video-tile/recording.tsx';
import type { AlarmClip } from '../../../state/records/camera.ts';
import { may } from '../../../state/records/session.ts';
import { sizeText } from '../size-text.ts';
import { useInStep } from './use-in-step.ts';
import styles from './video.module.css';

/** Until then it is asked now and then whether the clips of an alarm are there. */
const COMING_MS = 60_000;
const RENEW_MS = 5_000;

/** What cameras showed around an alarm whose rule opens them (7.2.16-2). */
export function AlarmClips({ alarm }: { alarm: Pick<Alarm, 'id' | 'code' | 'raisedAt'> }) {
  const { api, session, store } = useCenter();
  const format = useFormat();
  const now = useNow();
  const isBound = store.catalogue.rule(alarm.code)?.actions?.some((action) => action.do === 'openCamera') ?? false;
  const isComing = now - alarm.raisedAt < COMING_MS;
  const key =
    isBound && may(session, 'video.view') ? `${alarm.id} ${isComing ? Math.floor(now / RENEW_MS) : ''}` : null;
  const loaded = useLoaded(key, (signal) => api.video.clips(alarm.id, signal));
  const clips = loaded.state === 'ready' ? loaded.value : loaded.last;
  if (key === null || !clips) return null;
  if (clips.length === 0) return isComing ? <p className={styles.later}>{format.text('video.clipsLater')}</p> : null;
  return (
    <section className={styles.clips} aria-label={format.text('video.clips')} data-testid="alarm-clips">
      <h4>{format.text('video.clips')}</h4>
      {clips.map((clip) => (
        <Clip key={`${clip.camera} ${clip.kind}`} clip={clip} />
      ))}
    </section>
  );
}

function Clip({ clip }: { clip: AlarmClip }) {
  const { store } = useCenter();
  const inStepFrom = useInStep();
  const format = useFormat();
  const camera = store.device(clip.camera)?.name ?? clip.camera;
  if (clip.address === null) return <p>{format.text('video.notKept', { camera, reason: clip.fault ?? '' })}</p>;
  const label =
    clip.kind === 'clip'
      ? format.text('video.clip', { camera, from: format.clock(clip.from), to: format.clock(clip.to) })
      : format.text('video.snapshot', { camera, time: format.clock(clip.from) });
  if (clip.maskRefusal !== null)
    return (
      <div className={styles.still} data-clip={clip.kind}>
        <Withheld refusal={clip.maskRefusal} />
      </div>
    );
  return (
    <div data-clip={clip.kind}>
      {clip.type === 'image/jpeg' && (
        <div className={styles.still}>
          <img src={clip.address} alt={label} />
          <PictureMask mask={clip.mask} />
        </div>
      )}
      {clip.type === 'video/mp4' && (
        <RecordedPicture label={label} mask={clip.mask} file={clip.address} inStep={inStepFrom(clip.from)} />
      )}
      <p className={styles.saved}>
        <span>{label}</span>
        <ButtonLink href={`${clip.address}?download`} download>
          {format.text('video.save')} {sizeText(format, clip.bytes)}
        </ButtonLink>
      </p>
    </div>
  );
}
