import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useSite } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { CoverageControls } from '../../../state/coverage/coverage-controls.ts';
import type { Coverage } from '../../../state/records/coverage.ts';
import { SCALE_GRADIENT } from '../inside/value-scale.ts';
import styles from './coverage.module.css';
import { coveragePicture, differencePicture } from './coverage-picture.ts';
import { FacadeRows, PerimeterRows, PlaceRows, StoreyRows } from './coverage-rows.tsx';
import { groundsOf } from './grounds.ts';
import { AS_IT_IS, isAsItIs, isSameTrial, placedCameras, type WhatIf } from './what-if.ts';
import { WhatIfCameras } from './what-if-cameras.tsx';

/** What the scene shows while something is tried. */
const SHOWN = ['now', 'then', 'difference'] as const;
type Shown = (typeof SHOWN)[number];
/** A drag is asked about once it has come to rest for so long, ms. */
const REST_MS = 400;

/** The numbers of the coverage, what they would be with other cameras, and their picture over the scene for as long as it is open. */
export function CoveragePanel({ controls, onClose }: { controls: CoverageControls; onClose(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const [whatIf, setWhatIf] = useState(AS_IT_IS);
  const [shown, setShown] = useState<Shown>('then');
  const present = useLoaded('coverage', (signal) => api.coverage.present(signal));
  const changed = useTried(whatIf);
  const now = present.state === 'ready' ? present.value : null;
  const then = changed.last && isSameTrial(changed.last.of, whatIf) ? changed.last.changed : null;
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
          <Picture controls={controls} now={now} then={then} shown={shown} />
          <WhatIfCameras
            whatIf={whatIf}
            isAsking={!isAsItIs(whatIf) && changed.state === 'loading'}
            onChange={setWhatIf}
          />
          {then && (
            <div className={styles.shown}>
              <Choice
                label={format.text('coverage.shown')}
                value={shown}
                options={SHOWN.map((value) => ({ value, label: format.text(`coverage.shown.${value}`) }))}
                onChoose={(value) => setShown(value)}
              />
            </div>
          )}
          <PerimeterRows now={now} then={then} />
          <PlaceRows now={now} then={then} />
          {then && <StoreyRows now={now} then={then} />}
          <FacadeRows now={now} then={then} />
          {then && shown === 'difference' ? (
            <p className={styles.note}>{format.text('coverage.differenceNote')}</p>
          ) : (
            <p className={styles.scale}>
              <span>0 %</span>
              <i style={{ background: SCALE_GRADIENT }} />
              <span>100 %</span>
            </p>
          )}
          <p className={styles.note}>{format.text('coverage.note')}</p>
        </>
      )}
    </section>
  );
}

/** The coverage as it would be, asked for once what is tried has come to rest. */
function useTried(whatIf: WhatIf) {
  const { api, site } = useCenter();
  const [resting, setResting] = useState(whatIf);
  useEffect(() => {
    const timer = setTimeout(() => setResting(whatIf), REST_MS);
    return () => clearTimeout(timer);
  }, [whatIf]);
  const { cameras, removed } = resting;
  const loaded = useLoaded(isAsItIs(resting) ? null : JSON.stringify(resting), async (signal) => {
    const places = cameras.map(({ place }) => place);
    const grounds = await groundsOf(api.places, places, site.frame.height, signal);
    const { changed } = await api.coverage.whatIf(placedCameras(cameras, grounds), removed, signal);
    return { of: resting, changed };
  });
  return resting === whatIf ? loaded : { ...loaded, state: 'loading' as const };
}

/** Draws while it is there. */
function Picture({
  controls,
  now,
  then,
  shown,
}: {
  controls: CoverageControls;
  now: Coverage;
  then: Coverage | null;
  shown: Shown;
}) {
  const format = useFormat();
  const site = useSite();
  const picture = useMemo(() => {
    const metres = (lengthM: number) => format.text('coverage.metres', { length: format.number(lengthM) });
    if (then && shown === 'difference') return differencePicture(now, then, site, metres);
    return coveragePicture(then && shown === 'then' ? then : now, site, metres);
  }, [now, then, shown, site, format]);
  useEffect(() => {
    controls.show(picture);
    return () => controls.show(null);
  }, [controls, picture]);
  return null;
}
