import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import { PerimeterPlan } from './perimeter-plan.tsx';
import type { FenceZone } from './zone-table.tsx';

/** The boundary and what of it no fence covers (7.2.4-1), and how many zones are armed. */
export function CoveragePanel({ zones }: { zones: readonly FenceZone[] }) {
  const { api, store } = useCenter();
  const format = useFormat();
  const revision = useSyncExternalStore(store.placeRevision.subscribe, store.placeRevision.get);
  const { last: coverage } = useLoaded(`coverage ${revision}`, (signal) => api.settings.coverage(signal));
  const armed = zones.filter(({ state }) => state === 'armed').length;
  const metres = (value: number) => format.text('arming.metres', { n: format.number(value, value % 1 ? 1 : 0) });
  return (
    <Panel title={format.text('arming.coverage')}>
      <div className={styles.coverage}>
        <dl className={styles.figures}>
          <div>
            <dt>{format.text('arming.boundary')}</dt>
            <dd>{coverage ? metres(coverage.boundaryM) : format.text('settings.none')}</dd>
          </div>
          <div>
            <dt>{format.text('arming.uncovered')}</dt>
            <dd className={coverage && coverage.uncoveredM > 0 ? styles.hot : undefined} data-testid="uncovered">
              {coverage ? metres(coverage.uncoveredM) : format.text('settings.none')}
            </dd>
          </div>
          <div>
            <dt>{format.text('arming.zones')}</dt>
            <dd>{format.number(zones.length)}</dd>
          </div>
          <div>
            <dt>{format.text('arming.armedZones')}</dt>
            <dd data-testid="armed-zones">{format.number(armed)}</dd>
          </div>
        </dl>
        <PerimeterPlan zones={zones} gaps={coverage?.gaps ?? []} />
      </div>
      {coverage && coverage.gaps.length > 0 && (
        <ul className={styles.gaps} aria-label={format.text('arming.gaps')}>
          {coverage.gaps.map(({ fromM, toM }) => (
            <li key={fromM}>
              {format.text('arming.gap', {
                from: format.number(fromM),
                to: format.number(toM),
                length: format.number(toM - fromM, 1),
              })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
