import type { ToldWays, WayInTold, WaysOutTold } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './evacuation.module.css';
import { storeySpans } from './storey-spans.ts';

/** What people are told of ways, in a few lines: as it stands, or as it was kept with a step. */
export function ToldWaysLines({ told }: { told: ToldWays }) {
  return (
    <ul className={styles.told} data-testid={`told-${told.about}`}>
      {told.about === 'waysOut' ? <WaysOut told={told} /> : <WayIn told={told} />}
    </ul>
  );
}

function WaysOut({ told }: { told: WaysOutTold }) {
  const format = useFormat();
  const { storeys, exits, blocked, stranded, unplaced } = told;
  const order = storeys.map(({ storey }) => storey);
  const cut = storeys.filter((one) => one.stranded > 0);
  const leaving = storeys.filter(({ clearS }) => clearS !== null);
  const slowest = leaving.reduce((most, one) => ((one.clearS ?? 0) > (most?.clearS ?? 0) ? one : most), leaving[0]);
  const spans = (some: typeof storeys) => storeySpans(order, new Set(some.map(({ storey }) => storey))).join('、');
  return (
    <>
      {exits.map(({ name, persons, shelter }) => (
        <li key={`${name} ${persons}`} data-told="exit">
          {format.text(shelter ? 'told.exit' : 'told.exitAlone', {
            name,
            count: persons,
            shelter: shelter?.name ?? '',
            distance: format.number(shelter?.distanceM ?? 0),
          })}
        </li>
      ))}
      {slowest && (
        <li data-told="storeys">
          {format.text('told.storeys', {
            spans: spans(leaving),
            slowest: slowest.storey,
            time: format.duration((slowest.clearS ?? 0) * 1000),
          })}
        </li>
      )}
      {stranded > 0 && (
        <li className={styles.bad} data-told="stranded">
          {format.text('told.stranded', { count: stranded, spans: spans(cut) })}
        </li>
      )}
      {blocked.length > 0 && (
        <li className={styles.bad} data-told="blocked">
          {format.text('told.blocked', {
            places: blocked
              .map(({ storey, name, why }) => `${storey ?? ''} ${name} ${format.text(`routes.why.${why}`)}`.trim())
              .join('、'),
          })}
        </li>
      )}
      {unplaced > 0 && <li className={styles.doubt}>{format.text('routes.unplaced', { count: unplaced })}</li>}
    </>
  );
}

function WayIn({ told }: { told: WayInTold }) {
  const format = useFormat();
  const { gate, entrance, lengthM, lanes, fireLifts, riserInlets, riserOutlets, hydrants } = told;
  const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name).join('、');
  const occupied = lanes.filter((lane) => lane.occupied);
  const free = lanes.filter((lane) => lane.occupied === false);
  return (
    <>
      {gate && (
        <li data-told="gate">
          {format.text('told.gate', { gate: gate.name, length: format.number(gate.lengthM), entrance: entrance ?? '' })}
          {lengthM !== null && ` · ${format.text('routes.inInside', { length: format.number(lengthM) })}`}
        </li>
      )}
      {occupied.length > 0 && (
        <li className={styles.bad} data-told="occupied">
          {format.text('told.laneOccupied', { lanes: names(occupied) })}
        </li>
      )}
      {free.length > 0 && <li>{format.text('told.laneFree', { lanes: names(free) })}</li>}
      <li data-told="fire-lift">
        {fireLifts.length > 0
          ? format.text('routes.fireLifts', { lifts: names(fireLifts) })
          : format.text('routes.noFireLift')}
      </li>
      {riserInlets.length > 0 && (
        <li data-told="riser">
          {format.text('routes.riserInlets', { inlets: names(riserInlets) })}
          {riserOutlets.length > 0 && ` · ${format.text('routes.riserOutlets', { outlets: names(riserOutlets) })}`}
        </li>
      )}
      {hydrants.length > 0 && (
        <li>
          {format.text('told.hydrants', {
            hydrants: hydrants.map(({ name, distanceM }) => `${name} ${format.number(distanceM)} m`).join('、'),
          })}
        </li>
      )}
    </>
  );
}

/** Who is still on the way out by the estimate, so long after people were told to leave. */
export function StillClearing({ told, elapsedS }: { told: WaysOutTold; elapsedS: number }) {
  const format = useFormat();
  const left = told.storeys.filter(({ clearS, stranded }) => stranded > 0 || (clearS ?? 0) > elapsedS);
  const spans = storeySpans(
    told.storeys.map(({ storey }) => storey),
    new Set(left.map(({ storey }) => storey)),
  );
  return (
    <p className={left.length > 0 ? styles.doubt : styles.muted} data-testid="still-clearing">
      {left.length > 0 ? format.text('told.still', { spans: spans.join('、') }) : format.text('told.allOut')}
    </p>
  );
}
