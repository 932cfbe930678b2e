import { useMemo, useState } from 'react';
import { calibrationIn, geoToLocal, LEAST_CHECKED } from 'twin-core';
import { picturePoints } from 'twin-core/geometry';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import styles from './calibration.module.css';
import type { CalibrationWorkProps } from './calibration-work.tsx';
import { StillPicture } from './still-picture.tsx';

type Pixel = readonly [u: number, v: number];

/** Kept corners are looked for in the picture again, two at least: whether they are where the calibration puts them. */
export function DriftCheck({
  camera,
  calibration,
  onDone,
  onClose,
}: Pick<CalibrationWorkProps, 'camera' | 'onDone' | 'onClose'> & {
  calibration: NonNullable<CalibrationWorkProps['calibration']>;
}) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const { pairs } = calibration;
  const [clicked, setClicked] = useState<ReadonlyMap<number, Pixel>>(new Map());
  const [next, setNext] = useState(0);
  const [sending, setSending] = useState(false);
  const marks = useMemo(() => {
    const places = pairs.map(({ place }) => geoToLocal(site.frame, place));
    const projected = picturePoints(calibrationIn(site.frame, calibration), places);
    return pairs.map((_, i) => ({
      label: String(i + 1),
      clicked: clicked.get(i) ?? null,
      projected: projected[i] ?? null,
    }));
  }, [pairs, calibration, clicked, site.frame]);
  const point = ([u, v]: Pixel) => {
    const now = new Map(clicked).set(next, [u, v]);
    setClicked(now);
    const open = pairs.findIndex((_, i) => i > next && !now.has(i));
    if (open >= 0) setNext(open);
  };
  const check = async () => {
    setSending(true);
    const points = [...clicked].map(([i, [u, v]]) => ({ pixel: [u, v] as [number, number], place: pairs[i]!.place }));
    try {
      const { drift, check: seen } = await api.calibrations.check(camera.code, points);
      const px = format.number(seen?.px ?? 0, 1);
      if (drift) tell(format.text('calibration.drifted', { px }), 'problem');
      else tell(format.text('calibration.holds', { px }));
      onDone();
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      setSending(false);
    }
  };
  const step = format.text('calibration.nextPixel', { n: next + 1 });
  const missing = LEAST_CHECKED - clicked.size;
  return (
    <section className={styles.work} aria-label={format.text('calibration.checkTitle')} data-testid="drift-check">
      <h4>{format.text('calibration.checkTitle')}</h4>
      <StillPicture camera={camera} size={calibration} marks={marks} onSize={() => undefined} onPoint={point} />
      <p className={styles.step}>{step}</p>
      {missing > 0 && <p className={styles.muted}>{format.text('calibration.missingPoints', { count: missing })}</p>}
      <ol className={styles.pairs}>
        {pairs.map(({ pixel }, i) => (
          <li key={pixel.join(' ')} aria-current={i === next}>
            <span>
              <Button look="quiet" onClick={() => setNext(i)}>
                {format.text('calibration.pair', { n: i + 1 })}
              </Button>
            </span>
            {clicked.has(i) && <b>✓</b>}
          </li>
        ))}
      </ol>
      <div className={styles.row}>
        <Button look="action" disabled={missing > 0 || sending} data-testid="drift-tell" onClick={() => void check()}>
          {format.text('calibration.tell')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {format.text('calibration.close')}
        </Button>
      </div>
    </section>
  );
}
