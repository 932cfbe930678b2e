import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { WayIn } from '../../../state/records/route.ts';
import styles from './evacuation.module.css';

/** The way in for responders: gate, entrance, lanes, hydrants. */
export function WayInList({ building, space }: { building: string; space: string }) {
  const { api } = useCenter();
  const format = useFormat();
  const { last } = useLoaded(`${building} ${space}`, (signal) => api.routes.in(building, space, signal));
  if (!last) return null;
  const metres = (value: number) => format.number(value);
  const laneWord = ({ occupied, name }: WayIn['lanes'][number]) =>
    format.text(occupied === null ? 'routes.laneUnknown' : occupied ? 'routes.laneOccupied' : 'routes.laneFree', {
      name,
    });
  const hydrants = [...last.indoorHydrants.slice(0, 2), ...last.outdoorHydrants.slice(0, 2)];
  return (
    <div data-testid="way-in">
      <h5>{format.text('routes.in')}</h5>
      <ul className={styles.rows}>
        <li>
          {last.gate && (
            <span>{format.text('routes.inGate', { gate: last.gate.name, length: metres(last.gate.lengthM) })}</span>
          )}
          {last.lengthM !== null && <span>{format.text('routes.inInside', { length: metres(last.lengthM) })}</span>}
        </li>
        {last.lanes.map((lane) => (
          <li key={lane.code} data-lane={lane.code}>
            <span className={lane.occupied ? styles.bad : styles.muted}>{laneWord(lane)}</span>
          </li>
        ))}
        {hydrants.map(({ code, name, distanceM }) => (
          <li key={code}>
            <span className={styles.muted}>{format.text('routes.hydrant', { name, distance: metres(distanceM) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
