import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from './details.module.css';
import { HomeRecord } from './home-record.tsx';

export interface HomesProps {
  readonly building: string;
  readonly storey: string;
  /** GlobalId of the IfcSpace whose home is opened. */
  readonly space?: string | undefined;
}

/** The homes of a storey with their records of 6.4.1-3. */
export function Homes({ building, storey, space }: HomesProps) {
  const { api } = useCenter();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>();
  const homes = useLoaded(`${building} ${storey}`, (signal) => api.houses(building, storey, signal));
  const inSpace = homes.state === 'ready' ? homes.value.find(({ ifcSpaceGuid }) => ifcSpaceGuid === space) : undefined;
  const open = chosen === undefined ? (inSpace?.code ?? null) : chosen;
  return (
    <Panel title={format.text('building.homes', { storey })} from="base">
      {homes.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {homes.state === 'failed' && <ProblemNotice cause={homes.cause} onRetry={homes.retry} />}
      {homes.state === 'ready' && homes.value.length === 0 && (
        <p className={styles.note}>{format.text('building.homesNone')}</p>
      )}
      {homes.state === 'ready' && homes.value.length > 0 && (
        <ul className={styles.homes}>
          {homes.value.map((home) => (
            <li key={home.code}>
              <button
                type="button"
                className={styles.home}
                aria-expanded={home.code === open}
                onClick={() => setChosen(home.code === open ? null : home.code)}
              >
                <span>{home.roomNumber}</span>
                <small>
                  {format.text('house.unit', { unit: home.unitNumber })} ·{' '}
                  {format.text('house.area', { area: format.number(home.areaM2) })}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {open !== null && <HomeRecord key={open} code={open} />}
    </Panel>
  );
}
