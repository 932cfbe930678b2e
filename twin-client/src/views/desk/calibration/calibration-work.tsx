import { useEffect, useMemo, useState } from 'react';
import type { Device } from 'twin-core';
import { calibrationIn, geoToLocal, LEAST_PAIRS } from 'twin-core';
import { picturePoints } from 'twin-core/geometry';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CalibrationEntry, SolvedCalibration } from '../../../state/records/calibration.ts';
import type { CameraEntry } from '../../../state/records/camera.ts';
import { useRoom } from '../desk.ts';
import styles from './calibration.module.css';
import {
  EMPTY_DRAFT,
  lensOfPicture,
  type PictureSize,
  poseRefusal,
  withHalf,
  withoutPair,
  worstOf,
} from './calibration-draft.ts';
import type { PictureMark } from './picture-marks.tsx';
import { StillPicture } from './still-picture.tsx';
import { useCornerPicking } from './use-corner-picking.ts';

export interface CalibrationWorkProps {
  readonly camera: CameraEntry;
  readonly device: Device;
  /** The one that stands. */
  readonly calibration: CalibrationEntry | null;
  onDone(): void;
  onClose(): void;
}

/** Matches points of the picture to corners of the models; the pose is solved as soon as four pairs are there. */
export function CalibrationWork({ camera, device, calibration, onDone, onClose }: CalibrationWorkProps) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [still, setStill] = useState<PictureSize | null>(null);
  const [saving, setSaving] = useState(false);
  const corners = useLoaded(camera.code, (signal) => api.calibrations.corners(camera.code, signal));
  const views = useLoaded('camera views', (signal) => api.places.cameraViews(signal));
  const view = views.state === 'ready' ? views.value.find((each) => each.device === camera.code) : undefined;
  const angleDeg = view?.angleDeg;
  const lens = useMemo(() => still && lensOfPicture(still, calibration, angleDeg), [still, calibration, angleDeg]);
  const isEnough = draft.pairs.length >= LEAST_PAIRS && lens !== null;
  const solved = useLoaded(isEnough ? JSON.stringify({ lens, pairs: draft.pairs }) : null, (signal) =>
    api.calibrations.solve(camera.code, lens!, draft.pairs, signal),
  );
  const pose = isEnough && solved.state === 'ready' ? solved.value : null;
  useThrough(device, view);
  const marks = useMemo((): PictureMark[] => {
    const places = draft.pairs.map(({ place }) => geoToLocal(site.frame, place));
    const projected = pose ? picturePoints(calibrationIn(site.frame, pose.calibration), places) : [];
    const whole = draft.pairs.map(({ pixel }, i) => ({
      label: String(i + 1),
      clicked: pixel,
      projected: projected[i] ?? null,
    }));
    const next = { label: String(whole.length + 1), clicked: draft.half.pixel ?? null, projected: null };
    return draft.half.pixel ? [...whole, next] : whole;
  }, [draft, pose, site.frame]);
  const sceneMarks = useMemo(
    () =>
      [...draft.pairs.map(({ place }) => place), draft.half.place].flatMap((at, i) =>
        at ? [{ at, label: String(i + 1) }] : [],
      ),
    [draft],
  );
  const found = corners.state === 'ready' ? corners.value : null;
  useCornerPicking(found, sceneMarks, pose?.calibration ?? null, (place) =>
    setDraft((now) => withHalf(now, { place })),
  );
  const step = format.text(draft.half.pixel ? 'calibration.askCorner' : 'calibration.askPixel');
  const save = async (solution: SolvedCalibration) => {
    setSaving(true);
    try {
      const { residualPx } = await api.calibrations.put(
        solution.calibration,
        draft.pairs,
        calibration?.version ?? null,
      );
      tell(
        format.text('calibration.saved', {
          camera: camera.name,
          px: format.number(residualPx ?? solution.residualPx, 1),
        }),
      );
      onDone();
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      setSaving(false);
    }
  };
  const isGood = pose !== null && pose.residualPx <= pose.mostPx;
  return (
    <section className={styles.work} aria-label={format.text('calibration.title')} data-testid="calibration-work">
      <h4>{format.text('calibration.title')}</h4>
      <StillPicture
        camera={camera}
        size={lens}
        marks={marks}
        onSize={setStill}
        onPoint={(pixel) => setDraft((now) => withHalf(now, { pixel }))}
      />
      {corners.state === 'loading' && <LoadingNotice text={format.text('calibration.corners')} />}
      {corners.state === 'failed' && <ProblemNotice cause={corners.cause} onRetry={corners.retry} />}
      {found?.length === 0 && <p className={styles.fault}>{format.text('calibration.noCorners')}</p>}
      <p className={styles.step}>{step}</p>
      {draft.pairs.length < LEAST_PAIRS && (
        <p className={styles.muted} data-testid="calibration-missing">
          {format.text('calibration.missing', { count: LEAST_PAIRS - draft.pairs.length })}
        </p>
      )}
      <ol className={styles.pairs} data-testid="calibration-pairs">
        {draft.pairs.map(({ pixel }, i) => (
          <li key={pixel.join(' ')} data-pair={i + 1}>
            <span>{format.text('calibration.pair', { n: i + 1 })}</span>
            {pose && (
              <b className={pose.residualsPx[i]! > pose.mostPx ? styles.fault : undefined}>
                {format.number(pose.residualsPx[i]!, 1)} px
              </b>
            )}
            <Button
              look="quiet"
              aria-label={format.text('calibration.remove', { n: i + 1 })}
              data-testid="calibration-remove"
              onClick={() => setDraft((now) => withoutPair(now, i))}
            >
              ✕
            </Button>
          </li>
        ))}
      </ol>
      {isEnough && solved.state === 'loading' && <p className={styles.muted}>{format.text('calibration.solving')}</p>}
      {isEnough && solved.state === 'failed' && <PoseTrouble cause={solved.cause} onRetry={solved.retry} />}
      {pose && <PoseFound pose={pose} />}
      <div className={styles.row}>
        <Button
          look="action"
          disabled={!isGood || saving}
          data-testid="calibration-save"
          onClick={() => pose && void save(pose)}
        >
          {format.text('calibration.save')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {format.text('calibration.close')}
        </Button>
      </div>
    </section>
  );
}

/** Shows the scene as the camera is thought to see it, once, so that picture and scene are alike. */
function useThrough(device: Device, view: { headingDeg: number; tiltDeg: number; angleDeg: number } | undefined): void {
  const room = useRoom();
  const [flown, setFlown] = useState(false);
  useEffect(() => {
    if (flown || !view || !room?.site) return;
    setFlown(true);
    room.flyTo({ through: { ...view, location: device.location } });
  }, [flown, view, room, device]);
}

function PoseFound({ pose: { calibration, residualPx, residualsPx, mostPx } }: { pose: SolvedCalibration }) {
  const format = useFormat();
  const { headingDeg, tiltDeg, rollDeg, focalPx, sigma } = calibration;
  const isTooLarge = residualPx > mostPx;
  return (
    <>
      <p className={isTooLarge ? styles.fault : undefined} role="status" data-testid="calibration-residual">
        {format.text('calibration.residual', { px: format.number(residualPx, 1), most: format.number(mostPx, 1) })}
      </p>
      {isTooLarge && (
        <p className={styles.fault}>{format.text('calibration.tooLarge', { n: worstOf(residualsPx) + 1 })}</p>
      )}
      <p className={styles.muted} data-testid="calibration-pose">
        {format.text('calibration.pose', {
          heading: format.number(headingDeg, 2),
          tilt: format.number(tiltDeg, 2),
          roll: format.number(rollDeg, 2),
          focal: format.number(focalPx, 0),
          position: format.number(sigma.positionM, 2),
          angle: format.number(sigma.angleDeg, 2),
        })}
      </p>
    </>
  );
}

function PoseTrouble({ cause, onRetry }: { cause: unknown; onRetry(): void }) {
  const format = useFormat();
  const refusal = poseRefusal(cause);
  if (!refusal) return <ProblemNotice cause={cause} onRetry={onRetry} />;
  return (
    <p className={styles.fault} role="alert" data-testid="calibration-fault" data-fault={refusal}>
      {format.text(`calibration.fault.${refusal}`)}
    </p>
  );
}
