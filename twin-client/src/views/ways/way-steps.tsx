import type { BuildingOutline } from 'twin-core';
import { useFormat } from '../../kit/format-context.tsx';
import type { EscapeRoute, Evacuation } from '../../state/records/route.ts';
import { roomName } from './find-rooms.ts';
import { legsOf, type RouteLeg } from './route-legs.ts';
import styles from './ways-page.module.css';

export interface WayStepsProps {
  readonly route: EscapeRoute;
  readonly model: BuildingOutline;
  readonly exit: Evacuation['exits'][number] | undefined;
}

/** The way in words: room by room, stair, exit, shelter. */
export function WaySteps({ route, model, exit }: WayStepsProps) {
  const format = useFormat();
  const spaces = new Map(model.spaces.map((space) => [space.globalId, space]));
  const heights = new Map(model.storeys.map(({ name, elevation }) => [name, elevation]));
  const namesOf = (ids: readonly string[]) => [
    ...new Set(ids.flatMap((id) => (spaces.has(id) ? [roomName(spaces.get(id)!)] : []))),
  ];
  const words = (leg: RouteLeg): string => {
    if (leg.by === 'floor')
      return format.text('ways.leg', {
        storey: leg.storey,
        rooms: namesOf(leg.spaces).join(' → '),
        length: format.number(leg.lengthM),
      });
    const isDown = (heights.get(leg.to) ?? 0) <= (heights.get(leg.from) ?? 0);
    const stair = namesOf(leg.stair === null ? [] : [leg.stair])[0] ?? format.text('ways.stairs');
    return format.text(isDown ? 'ways.down' : 'ways.up', { stair, storey: leg.to });
  };
  const legs = legsOf(route.line, (id) => spaces.get(id)?.objectType === 'STAIR');
  return (
    <ol className={styles.steps} data-testid="way-steps">
      {legs.map((leg) => {
        const text = words(leg);
        return <li key={text}>{text}</li>;
      })}
      <li>{format.text('ways.out', { exit: route.exitName ?? '' })}</li>
      {exit && (
        <li>
          {exit.shelter
            ? format.text('ways.shelter', {
                name: exit.shelter.name,
                distance: format.number(exit.shelter.distanceM),
                free: exit.shelter.freeAfter,
              })
            : format.text('routes.noShelter')}
        </li>
      )}
    </ol>
  );
}
