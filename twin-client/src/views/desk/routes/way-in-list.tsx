import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { WayIn } from '../../../state/records/route.ts';
import styles from './evacuation.module.css';

/** The way in for responders to a space, by GlobalId; null until it is known, and for no space. */
export function useWayIn(building: string, space: string | null): WayIn | null {
  const { api } = useCenter();
  const { last } = useLoaded(space === null ? null : `${building} ${space}`, (signal) =>
    api.routes.in(building, space!, signal),
  );
  return space === null ? null : last;
}

/** The way in for responders: gate, entrance, lanes, hydrants. */
export function WayInList({ wayIn }: { wayIn: WayIn }) {
  const format = useFormat();
  const metres = (value: number) => format.number(value);
  const laneWord = ({ occupied, name }: WayIn['lanes'][number]) =>
    format.text(occupied === null ? 'routes.laneUnknown' : occupied ? 'routes.laneOccupied' : 'routes.laneFree', {
      name,
    });
  const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name).join('、');
  const hydrants = [...wayIn.indoorHydrants.slice(0, 2), ...wayIn.outdoorHydrants.slice(0, 2)];
  return (
    <div data-testid="way-in">
      <h5>{format.text('routes.in')}</h5>
      <ul className={styles.rows}>
        <li>
          {wayIn.gate && (
            <span>{format.text('routes.inGate', { gate: wayIn.gate.name, length: metres(wayIn.gate.lengthM) })}</span>
          )}
          {wayIn.lengthM !== null && <span>{format.text('routes.inInside', { length: metres(wayIn.lengthM) })}</span>}
        </li>
        {wayIn.lanes.map((lane) => (
          <li key={lane.code} data-lane={lane.code}>
            <span className={lane.occupied ? styles.bad : styles.muted}>{laneWord(lane)}</span>
          </li>
        ))}
        <li data-in="fire-lift">
          <span>
            {wayIn.fireLifts.length > 0
              ? format.text('routes.fireLifts', { lifts: names(wayIn.fireLifts) })
              : format.text('routes.noFireLift')}
          </span>
        </li>
        {wayIn.riserInlets.length > 0 && (
          <li data-in="riser-inlet">
            <span>{format.text('routes.riserInlets', { inlets: names(wayIn.riserInlets.slice(0, 2)) })}</span>
          </li>
        )}
        {wayIn.riserOutlets.length > 0 && (
          <li data-in="riser-outlet">
            <span>{format.text('routes.riserOutlets', { outlets: names(wayIn.riserOutlets.slice(0, 2)) })}</span>
          </li>
        )}
        {hydrants.map(({ code, name, distanceM }) => (
          <li key={code}>
            <span className={styles.muted}>{format.text('routes.hydrant', { name, distance: metres(distanceM) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
