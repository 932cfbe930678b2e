import type { Alarm, WayInTold, WaysOutTold } from 'twin-core';
import { useIncidents, useSite } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { isHidden } from '../../state/incidents.ts';
import { fullPlaceName } from '../../state/place-name.ts';
import { RoutePainter } from '../desk/routes/route-painter.tsx';
import { storeySpans } from '../desk/routes/storey-spans.ts';
import { useAlarmWays, useEvacuation } from '../desk/routes/use-evacuation.ts';
import { useWayIn } from '../desk/routes/way-in-list.tsx';
import styles from './fire-ways.module.css';

/** Names said of what is shut: more do not fit what is read from afar. */
const NAMED = 2;

/** What burns: the most urgent fire that nobody called false. It stays on the wall after somebody has acknowledged it. */
export function useFire(): Alarm | null {
  const fire = useIncidents().find(({ lead }) => {
    const { procedure, active, falseAlarm, building } = lead;
    return procedure === 'fire' && active && !falseAlarm && building !== null && !isHidden(lead);
  });
  return fire?.lead ?? null;
}

/** Ways out of the building that burns and the way in, in letters that are read from eight metres (7.2.7-5, WALL). */
export function FireWays({ fire }: { fire: Alarm }) {
  const site = useSite();
  const format = useFormat();
  const ways = useAlarmWays(fire);
  const { evacuation } = useEvacuation(fire.building!, fire.storey);
  const target = evacuation?.routes.find(({ name }) => name === fire.space);
  const wayIn = useWayIn(fire.building!, target?.space ?? null);
  if (!ways?.out) return null;
  const { clearS } = ways.out;
  return (
    <section className={styles.ways} aria-label={format.text('routes.title')} data-testid="fire-ways">
      {evacuation && <RoutePainter evacuation={evacuation} storey={fire.storey} wayIn={wayIn} />}
      <h2>
        <span>{fullPlaceName(site, fire)}</span>
        <b>{format.text('wall.waysClear', { time: format.duration(clearS * 1000) })}</b>
      </h2>
      <WaysOut told={ways.out} />
      {ways.in && <WayIn told={ways.in} />}
    </section>
  );
}

function WaysOut({ told }: { told: WaysOutTold }) {
  const format = useFormat();
  const [exit] = told.exits;
  const cut = new Set(told.storeys.filter(({ stranded }) => stranded > 0).map(({ storey }) => storey));
  const spans = storeySpans(
    told.storeys.map(({ storey }) => storey),
    cut,
  );
  const shut = told.blocked.slice(0, NAMED).map(({ storey, name }) => `${storey ?? ''} ${name}`.trim());
  return (
    <>
      {told.stranded > 0 && (
        <p className={styles.bad} data-wall="stranded">
          {format.text('told.stranded', { count: told.stranded, spans: spans.join('、') })}
        </p>
      )}
      {exit && (
        <p data-wall="exit">
          {format.text(exit.shelter ? 'wall.waysExit' : 'wall.waysExitAlone', {
            exits: told.exits
              .map(({ name }) => name)
              .slice(0, NAMED)
              .join('、'),
            count: told.persons - told.stranded,
            shelter: exit.shelter?.name ?? '',
            distance: format.number(exit.shelter?.distanceM ?? 0),
          })}
        </p>
      )}
      {shut.length > 0 && (
        <p className={styles.bad} data-wall="blocked">
          {format.text('wall.waysShut', { places: shut.join('、'), more: moreOf(told.blocked.length - shut.length) })}
        </p>
      )}
    </>
  );
}

function WayIn({ told }: { told: WayInTold }) {
  const format = useFormat();
  const occupied = told.lanes.filter((lane) => lane.occupied).map(({ name }) => name);
  if (!told.gate) return null;
  return (
    <>
      <p data-wall="in">
        {format.text('wall.waysIn', {
          gate: told.gate.name,
          entrance: told.entrance ?? '',
          length: format.number(told.gate.lengthM),
        })}
      </p>
      <p data-wall="fire-lift">{told.fireLifts[0]?.name ?? format.text('routes.noFireLift')}</p>
      {occupied.length > 0 && (
        <p className={styles.bad} data-wall="occupied">
          {format.text('told.laneOccupied', { lanes: occupied.slice(0, NAMED).join('、') })}
        </p>
      )}
    </>
  );
}

const moreOf = (count: number) => (count > 0 ? ` +${count}` : '');
