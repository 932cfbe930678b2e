import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { PictureMask, Withheld } from '../../../kit/video-tile/mask.tsx';
import type { CameraEntry } from '../../../state/records/camera.ts';
import styles from './calibration.module.css';
import type { PictureSize } from './calibration-draft.ts';
import { type PictureMark, PictureMarks } from './picture-marks.tsx';

const ZOOMS = [1, 2, 4, 8];
/** A picture that did not come is asked for again: its mask may have been in the making. */
const RETRY_MS = 2_000;

export interface StillPictureProps {
  readonly camera: CameraEntry;
  /** Size that points are told in; null until the picture came. */
  readonly size: PictureSize | null;
  readonly marks: readonly PictureMark[];
  /** The size of the picture itself. */
  onSize(still: PictureSize): void;
  /** A click, in pixels of `size`. */
  onPoint(pixel: [u: number, v: number]): void;
}

/** The still picture of a camera beside the scene, masked as everywhere, to be clicked at. */
export function StillPicture({ camera, size, marks, onSize, onPoint }: StillPictureProps) {
  const format = useFormat();
  const address = camera.streams.find(({ way }) => way === 'snapshot')?.address;
  const [taken, setTaken] = useState(() => Date.now());
  const [failed, setFailed] = useState(false);
  const renew = useCallback(() => {
    setFailed(false);
    setTaken(Date.now());
  }, []);
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(renew, RETRY_MS);
    return () => clearTimeout(timer);
  }, [failed, renew]);
  const view = useRef<HTMLDivElement>(null);
  const { zoom, widthPx, turn } = useZoom(view);
  const point = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLElement>) => {
    if (!size) return;
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    onPoint([((clientX - left) / width) * size.widthPx, ((clientY - top) / height) * size.heightPx]);
  };
  return (
    <figure className={styles.picture} data-testid="calibration-picture">
      <div className={styles.view} ref={view}>
        {camera.maskRefusal !== null ? (
          <Withheld refusal={camera.maskRefusal} />
        ) : address === undefined || failed ? (
          <p className={styles.trouble} role="alert">
            {format.text(address === undefined ? 'calibration.noStill' : 'calibration.noPicture')}
          </p>
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: a point of a picture is meant by pointing at it
          // biome-ignore lint/a11y/noStaticElementInteractions: the same
          <div
            className={styles.still}
            style={{ width: `${zoom * 100}%` }}
            data-testid="calibration-still"
            onClick={point}
          >
            <img
              src={`${address}?at=${taken}`}
              alt={format.text('calibration.picture', { camera: camera.name })}
              draggable={false}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                onSize({ widthPx: naturalWidth, heightPx: naturalHeight })
              }
              onError={() => setFailed(true)}
            />
            <PictureMask mask={camera.mask} />
            {size && <PictureMarks size={size} scale={(widthPx * zoom) / size.widthPx} marks={marks} />}
          </div>
        )}
      </div>
      <figcaption className={styles.row}>
        <Button look="quiet" disabled={zoom === ZOOMS.at(-1)} data-testid="calibration-closer" onClick={() => turn(1)}>
          {format.text('calibration.closer')}
        </Button>
        <Button look="quiet" disabled={zoom === ZOOMS[0]} onClick={() => turn(-1)}>
          {format.text('calibration.farther')}
        </Button>
        <Button look="quiet" onClick={renew}>
          {format.text('calibration.renew')}
        </Button>
      </figcaption>
    </figure>
  );
}

/** How large the picture is shown; its middle stays where it is. */
function useZoom(view: { readonly current: HTMLElement | null }) {
  const [zoom, setZoom] = useState(1);
  const [widthPx, setWidth] = useState(400);
  const before = useRef(1);
  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const watch = new ResizeObserver(() => setWidth(current.clientWidth));
    watch.observe(current);
    return () => watch.disconnect();
  }, [view]);
  useEffect(() => {
    const { current } = view;
    const by = zoom / before.current;
    before.current = zoom;
    if (!current || by === 1) return;
    const [x, y] = [current.scrollLeft + current.clientWidth / 2, current.scrollTop + current.clientHeight / 2];
    current.scrollTo(x * by - current.clientWidth / 2, y * by - current.clientHeight / 2);
  }, [view, zoom]);
  const turn = (by: 1 | -1) => setZoom(ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom);
  return { zoom, widthPx, turn };
}
