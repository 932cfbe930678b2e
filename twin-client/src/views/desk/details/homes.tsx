import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from './details.module.css';

/** The homes of a storey: 6.4.1-3. People stay with the server. */
export function Homes({ building, storey }: { building: string; storey: string }) {
  const { api } = useCenter();
  const format = useFormat();
  const homes = useLoaded(`${building} ${storey}`, (signal) => api.houses(building, storey, signal));
  return (
    <Panel title={format.text('building.homes', { storey })}>
      {homes.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {homes.state === 'failed' && <ProblemNotice cause={homes.cause} onRetry={homes.retry} />}
      {homes.state === 'ready' && homes.value.length === 0 && (
        <p className={styles.note}>{format.text('building.homesNone')}</p>
      )}
      {homes.state === 'ready' && homes.value.length > 0 && (
        <ul className={styles.homes}>
          {homes.value.map((home) => (
            <li key={home.code} className={styles.home}>
              <span>{home.roomNumber}</span>
              <small>
                {format.text('house.unit', { unit: home.unitNumber })} ·{' '}
                {format.text('house.area', { area: format.number(home.areaM2) })}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
