import { useCallback, useEffect } from 'react';
import type { CalibrationDrift, Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CalibrationEntry } from '../../../state/records/calibration.ts';
import type { CameraEntry } from '../../../state/records/camera.ts';
import { may } from '../../../state/records/session.ts';
import { useRoom } from '../desk.ts';
import styles from './calibration.module.css';
import { CalibrationWork } from './calibration-work.tsx';
import { DriftCheck } from './drift-check.tsx';

/** What is being done about a calibration. */
export type CalibrationTool = 'work' | 'check';

/** Whether and how well a camera is calibrated, what speaks against it, and the tools for those who answer for it (7.2.16-1, E6.1.13-1). */
export function CalibrationState({
  camera,
  device,
  open,
  onOpen,
  onChanged,
}: {
  camera: CameraEntry;
  device: Device;
  open: CalibrationTool | null;
  onOpen(tool: CalibrationTool | null): void;
  /** The camera sees otherwise than it was thought to: its mask is another. */
  onChanged(): void;
}) {
  const { api, session } = useCenter();
  const format = useFormat();
  const room = useRoom();
  const loaded = useLoaded('calibrations', (signal) => api.calibrations.list(signal));
  const all = loaded.state === 'ready' ? loaded.value : loaded.last;
  const calibration = all?.find((each) => each.camera === camera.code) ?? null;
  const close = useCallback(() => onOpen(null), [onOpen]);
  useEscape(open !== null, close);
  const mayCalibrate = may(session, 'device.manage');
  if (!all || (!calibration && !mayCalibrate)) return null;
  const done = () => {
    close();
    loaded.retry();
    onChanged();
  };
  return (
    <div className={styles.state} data-testid="calibration" data-drift={calibration?.drift?.why ?? ''}>
      <Standing calibration={calibration} />
      {mayCalibrate && open === null && (
        <div className={styles.row}>
          <Button disabled={!room?.site} data-testid="calibrate" onClick={() => onOpen('work')}>
            {format.text('calibration.open')}
          </Button>
          {calibration && calibration.pairs.length > 0 && (
            <Button disabled={!room?.site} data-testid="check-drift" onClick={() => onOpen('check')}>
              {format.text('calibration.check')}
            </Button>
          )}
          {!room?.site && <span className={styles.muted}>{format.text('calibration.noScene')}</span>}
        </div>
      )}
      {open === 'work' && (
        <CalibrationWork camera={camera} device={device} calibration={calibration} onDone={done} onClose={close} />
      )}
      {open === 'check' && calibration && (
        <DriftCheck camera={camera} calibration={calibration} onDone={done} onClose={close} />
      )}
    </div>
  );
}

/** Escape closes the tool before the desk takes it for its selection. */
function useEscape(isOpen: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [isOpen, onClose]);
}

function Standing({ calibration }: { calibration: CalibrationEntry | null }) {
  const format = useFormat();
  const now = useNow();
  if (!calibration) return <p>{format.text('calibration.none')}</p>;
  const { pairs, residualPx, check, drift } = calibration;
  return (
    <>
      <p data-testid="calibration-standing">
        {residualPx === null
          ? format.text('calibration.stated')
          : format.text('calibration.solved', { count: pairs.length, px: format.number(residualPx, 1) })}
      </p>
      {check && (
        <p>
          {format.text('calibration.checked', {
            time: format.moment(check.at, now),
            points: check.points,
            px: format.number(check.px, 1),
          })}
        </p>
      )}
      {drift && (
        <p className={styles.doubt} role="status" data-testid="calibration-drift">
          {driftWords(format, drift)}
        </p>
      )}
    </>
  );
}

function driftWords(format: Format, { why, by, bound }: CalibrationDrift): string {
  return format.text(`calibration.drift.${why}`, { by: format.number(by, 1), bound: format.number(bound, 1) });
}
