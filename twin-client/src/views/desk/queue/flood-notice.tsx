import { useCenter, useIncidents } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './queue.module.css';
import { countIncidents } from './queue-filter.ts';

/** Says that there are more alarms than people can handle, and what the queue does about it. */
export function FloodNotice() {
  const { store, clock } = useCenter();
  const format = useFormat();
  const incidents = useIncidents();
  const { floodSince, alarms } = store.state;
  if (floodSince === null) return null;
  let gathered = 0;
  for (const { group } of alarms.values()) if (group?.why === 'flood') gathered++;
  return (
    <div className={styles.flood} role="status" data-testid="flood">
      <strong>{format.text('flood.since', { time: format.moment(floodSince, clock.now()) })}</strong>
      <p>
        {format.text('flood.counts', {
          incidents: format.number(countIncidents(incidents).open),
          alarms: format.number(alarms.size),
          gathered: format.number(gathered),
        })}
      </p>
    </div>
  );
}
