import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CoverageControls } from '../../../state/coverage/coverage-controls.ts';
import type { Coverage } from '../../../state/records/coverage.ts';
import { SCALE_GRADIENT } from '../inside/value-scale.ts';
import styles from './coverage.module.css';
import { coveragePicture } from './coverage-picture.ts';
import { FacadeRows, PerimeterRows, PlaceRows } from './coverage-rows.tsx';

/** The numbers of the coverage, and its picture over the scene for as long as it is open. */
export function CoveragePanel({ controls, onClose }: { controls: CoverageControls; onClose(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const [without, setWithout] = useState<readonly string[]>([]);
  const present = useLoaded('coverage', (signal) => api.coverage.present(signal));
  const changed = useLoaded(without.length > 0 ? without.join(' ') : null, (signal) =>
    api.coverage.without(without, signal),
  );
  const now = present.state === 'ready' ? present.value : null;
  const then = without.length === 0 ? null : changed.state === 'ready' ? changed.value.changed : null;
  const failed = [present, changed].find((one) => one.state === 'failed');
  return (
    <section className={styles.panel} aria-label={format.text('coverage.title')} data-testid="coverage-panel">
      <header>
        <h3>{format.text('coverage.title')}</h3>
        <Button look="quiet" aria-label={format.text('shell.close')} onClick={onClose}>
          ✕
        </Button>
      </header>
      {failed?.state === 'failed' && <ProblemNotice cause={failed.cause} onRetry={failed.retry} />}
      {present.state === 'loading' && <LoadingNotice text={format.text('coverage.asking')} />}
      {now && (
        <>
          <Picture controls={controls} coverage={then ?? now} />
          <WithoutCameras chosen={without} isAsking={changed.state === 'loading'} onChoose={setWithout} />
          <PerimeterRows now={now} then={then} />
          <PlaceRows now={now} then={then} />
          <FacadeRows now={now} then={then} />
          <p className={styles.scale}>
            <span>0 %</span>
            <i style={{ background: SCALE_GRADIENT }} />
            <span>100 %</span>
          </p>
          <p className={styles.note}>{format.text('coverage.note')}</p>
        </>
      )}
    </section>
  );
}

/** Draws while it is there. */
function Picture({ controls, coverage }: { controls: CoverageControls; coverage: Coverage }) {
  const format = useFormat();
  const site = useSite();
  const picture = useMemo(
    () =>
      coveragePicture(coverage, site, (lengthM) => format.text('coverage.metres', { length: format.number(lengthM) })),
    [coverage, site, format],
  );
  useEffect(() => {
    controls.show(picture);
    return () => controls.show(null);
  }, [controls, picture]);
  return null;
}

/** What if cameras were gone: chosen by their names. */
function WithoutCameras({
  chosen,
  isAsking,
  onChoose,
}: {
  chosen: readonly string[];
  isAsking: boolean;
  onChoose(codes: readonly string[]): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const views = useLoaded('camera views', (signal) => api.places.cameraViews(signal));
  if (views.state !== 'ready') return null;
  const nameOf = new Map(views.value.map(({ device, name }) => [device, name]));
  return (
    <div className={styles.without}>
      <label>
        <span>{format.text('coverage.without')}</span>
        <select
          value=""
          data-testid="coverage-without"
          onChange={(event) => event.target.value && onChoose([...chosen, event.target.value])}
        >
          <option value="">{format.text('coverage.choose')}</option>
          {views.value
            .filter(({ device }) => !chosen.includes(device))
            .map(({ device, name }) => (
              <option key={device} value={device}>
                {name}
              </option>
            ))}
        </select>
      </label>
      {chosen.map((code) => (
        <Button key={code} look="quiet" onClick={() => onChoose(chosen.filter((one) => one !== code))}>
          {nameOf.get(code) ?? code} ✕
        </Button>
      ))}
      {isAsking && <small>{format.text('coverage.asking')}</small>}
    </div>
  );
}
