import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { LocalPoint } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { offsetBetween } from '../../../scene/placing/moved-placement.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { useDesk, useRoom } from '../desk.ts';
import { distanceText, signedText } from './distance-text.ts';
import { PlaceDoctor } from './place-doctor.tsx';
import styles from './placing.module.css';
import { PlacingFields } from './placing-fields.tsx';
import { PointPairs } from './point-pairs.tsx';
import { usePlacing } from './use-placing.ts';

const ORIGIN: LocalPoint = [0, 0, 0];

/** Says where a building's model stands: by hand in the scene, by numbers, by two points, or as its file may mean. */
export function PlacingPanel({ building, onClose }: { building: BuildingView; onClose(): void }) {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const tell = useToast();
  const room = useRoom();
  const place = useLoaded(building.code, (signal) => api.placement.place(building.code, signal));
  const model = useLoaded(building.model, () => desk.model(building));
  const box = model.state === 'ready' ? model.value.box : null;
  const placing = usePlacing(building, box);
  const { placement, from, controls } = placing;
  const [footprint, setFootprint] = useState<'move' | 'keep'>('move');
  const [saving, setSaving] = useState(false);
  useEscape(onClose, controls);
  // Once, where placing begins: the viewer may look elsewhere then.
  useEffect(() => {
    desk.show('scene');
    desk.open({ kind: 'building', code: building.code, storey: null });
  }, [desk, building.code]);
  const offset = offsetBetween(from, placement);
  const middle: LocalPoint = box ? [(box.min[0] + box.max[0]) / 2, (box.min[1] + box.max[1]) / 2, 0] : ORIGIN;
  const file =
    place.state === 'ready' && place.value.georeference?.believed ? place.value.georeference.placement : null;
  const fromFile = file && offsetBetween(file, placement);
  const save = async () => {
    setSaving(true);
    try {
      const { changed, movedM } = await api.placement.put(building.code, placement, footprint);
      placing.keep(placement);
      const values = { building: building.name, distance: distanceText(format, movedM) };
      tell(
        changed ? format.text('placing.saved', values) : format.text('placing.unchanged', { building: building.name }),
      );
      onClose();
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      setSaving(false);
    }
  };
  const deed = (
    <>
      <Button look="action" disabled={saving} data-testid="placing-save" onClick={() => void save()}>
        {format.text('placing.save')}
      </Button>
      <Button data-testid="placing-reset" onClick={() => placing.move(from)}>
        {format.text('placing.reset')}
      </Button>
      <Button look="quiet" data-testid="placing-cancel" onClick={onClose}>
        {format.text('placing.cancel')}
      </Button>
    </>
  );
  const delta = {
    east: signedText(format, offset.eastM),
    north: signedText(format, offset.northM),
    up: signedText(format, offset.upM),
    turn: signedText(format, offset.turnDeg, 1),
  };
  return (
    <section className={styles.placing} aria-label={format.text('placing.title')} data-placing data-testid="placing">
      <p className={styles.note}>{format.text(controls ? 'placing.hint' : 'placing.noScene')}</p>
      <PlacingFields placing={placing} middle={middle} />
      <p className={styles.note}>
        {fromFile
          ? format.text('placing.fromFile', {
              distance: distanceText(format, Math.hypot(fromFile.eastM, fromFile.northM)),
            })
          : place.state === 'ready' && format.text('placing.noFilePlace')}
      </p>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={footprint === 'move'}
          onChange={(event) => setFootprint(event.target.checked ? 'move' : 'keep')}
        />
        {format.text('placing.footprint')}
      </label>
      <PointPairs placing={placing} />
      {place.state === 'loading' && <LoadingNotice text={format.text('placing.loading')} />}
      {place.state === 'failed' && <ProblemNotice cause={place.cause} onRetry={place.retry} />}
      {place.state === 'ready' && (
        <>
          <PlaceDoctor place={place.value} onUse={placing.move} />
          {place.value.devices > 0 && (
            <p className={styles.note}>{format.text('placing.devices', { count: place.value.devices })}</p>
          )}
        </>
      )}
      {room?.site &&
        createPortal(
          <div className={styles.bar} data-placing data-testid="placing-bar">
            <p className={styles.delta} role="status">
              {format.text('placing.delta', delta)}
            </p>
            <div className={styles.deed}>{deed}</div>
          </div>,
          room.element,
        )}
      {!room?.site && <div className={styles.row}>{deed}</div>}
    </section>
  );
}

/** Escape ends picking first, then placing; before the desk takes it for its selection. */
function useEscape(onClose: () => void, controls: { stopPicking(): boolean } | null): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || (event.target instanceof Element && event.target.closest('dialog'))) return;
      event.preventDefault();
      event.stopPropagation();
      if (!controls?.stopPicking()) onClose();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [onClose, controls]);
}
