import { useState } from 'react';
import { useCenter, useRegistryRevision, useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useTick } from '../../../kit/ticker.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import { armStateOf, detectorsOf, isArmed } from './arm-state.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { ZonePanel } from './zone-panel.tsx';
import { type FenceZone, ZoneTable } from './zone-table.tsx';

/** Fence zones, armed by hand and by schedule, and the metres of the boundary that none of them covers. */
export function ArmingView() {
  const { api } = useCenter();
  const format = useFormat();
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const { last, ...loaded } = useLoaded(`schedules ${version}`, (signal) => api.settings.armSchedules(signal));
  const zones = useFenceZones();
  if (!last && loaded.state === 'failed') return <ProblemNotice centered cause={loaded.cause} onRetry={loaded.retry} />;
  if (!last) return <LoadingNotice centered text={format.text('shell.loading')} />;
  const zone = zones.find(({ code }) => code === chosen) ?? zones[0];
  const schedule = zone && last.get(zone.code);
  const changed = () => setVersion(version + 1);
  if (zones.length === 0) return <EmptyNotice centered title={format.text('arming.noZones')} />;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <CoveragePanel zones={zones} />
        <ZoneTable zones={zones} schedules={last} chosen={zone?.code ?? null} onChoose={setChosen} />
      </div>
      <div className={styles.column}>
        {zone && schedule && (
          <ZonePanel key={zone.code} zone={zone} schedule={schedule} schedules={last} onChanged={changed} />
        )}
      </div>
    </div>
  );
}

/** The fence zones with their detectors as they stand now. */
function useFenceZones(): readonly FenceZone[] {
  const { store } = useCenter();
  const { zones } = useSite();
  useRegistryRevision();
  useTick();
  return zones
    .filter(({ kind }) => kind === 'fence')
    .map((zone) => {
      const detectors = detectorsOf(store.state, store.catalogue, zone.code).map((device) => ({
        device,
        armed: isArmed(store.state, device),
      }));
      return { ...zone, detectors, state: armStateOf(detectors.map(({ armed }) => armed)) };
    });
}
