import { useFormat } from '../../../kit/format-context.tsx';
import { QrCode } from '../../../kit/qr-code.tsx';
import type { EscapeRoute, Evacuation, RouteObstruction } from '../../../state/records/route.ts';
import { Link } from '../../link.tsx';
import { waysAddress } from '../../ways/ways-address.ts';
import styles from './evacuation.module.css';
import { RoutePainter } from './route-painter.tsx';
import { useEvacuation } from './use-evacuation.ts';
import { useWayIn, WayInList } from './way-in-list.tsx';

export interface EvacuationPanelProps {
  readonly building: string;
  /** Whose routes are listed and drawn. */
  readonly storey: string | null;
  /** Name of the space that burns: responders are shown the way there. */
  readonly fireIn?: string | null;
}

/** The ways out of a building as things stand: time to clear, exits with their shelters, what blocks, and the routes of a storey, which are drawn. */
export function EvacuationPanel({ building, storey, fireIn = null }: EvacuationPanelProps) {
  const format = useFormat();
  const { evacuation, failed } = useEvacuation(building, storey);
  const target = fireIn === null ? undefined : evacuation?.routes.find(({ name }) => name === fireIn);
  const wayIn = useWayIn(building, target?.space ?? null);
  if (!evacuation) {
    return failed ? (
      <section className={styles.panel} data-testid="evacuation">
        <p className={styles.muted}>{format.text('routes.none')}</p>
      </section>
    ) : null;
  }
  const blocks = evacuation.obstructions.filter(({ level }) => level === 'blocked');
  const routes = evacuation.routes.filter(({ use }) => use !== 'LIFT');
  const used = evacuation.exits.filter(({ persons }) => persons > 0);
  return (
    <section
      className={styles.panel}
      aria-label={format.text('routes.title')}
      data-testid="evacuation"
      data-blocked={blocks.length}
    >
      <RoutePainter evacuation={evacuation} storey={storey} wayIn={wayIn} />
      <Head evacuation={evacuation} />
      <ul className={styles.rows}>
        {used.map((exit) => (
          <ExitRow key={exit.exit} exit={exit} />
        ))}
      </ul>
      {blocks.length > 0 && (
        <>
          <h5>{format.text('routes.obstructions')}</h5>
          <ul className={styles.rows}>
            {blocks.map((one) => (
              <BlockRow key={`${one.at} ${one.cause}`} obstruction={one} />
            ))}
          </ul>
        </>
      )}
      {storey !== null && routes.length > 0 && (
        <>
          <h5>{format.text('routes.storey', { storey })}</h5>
          <ul className={styles.rows}>
            {routes.map((route) => (
              <RouteRow key={route.space} route={route} obstructions={evacuation.obstructions} />
            ))}
          </ul>
        </>
      )}
      {wayIn && <WayInList wayIn={wayIn} />}
      <ForPhone address={waysAddress({ building, storey, space: target?.space ?? null })} />
    </section>
  );
}

function Head({ evacuation }: { evacuation: Evacuation }) {
  const format = useFormat();
  const { clearS, persons, stranded, unplaced, inferred } = evacuation;
  return (
    <div className={styles.head}>
      <h4>{format.text('routes.title')}</h4>
      <span>{format.text('routes.clear', { time: format.duration(clearS * 1000) })}</span>
      <span className={styles.muted}>{format.text('routes.people', { count: persons })}</span>
      {stranded > 0 && (
        <strong className={styles.bad} data-testid="stranded">
          {format.text('routes.stranded', { count: stranded })}
        </strong>
      )}
      {unplaced.length > 0 && (
        <span className={styles.doubt}>{format.text('routes.unplaced', { count: unplaced.length })}</span>
      )}
      {inferred > 0 && <span className={styles.muted}>{format.text('routes.inferred', { count: inferred })}</span>}
    </div>
  );
}

function ExitRow({ exit }: { exit: Evacuation['exits'][number] }) {
  const format = useFormat();
  const { name, persons, clearS, shelter } = exit;
  const distance = format.number(shelter?.distanceM ?? 0);
  return (
    <li data-exit={exit.exit}>
      <span>{format.text('routes.exit', { name, count: persons })}</span>
      {clearS !== null && (
        <span className={styles.muted}>
          {format.text('routes.exitClear', { time: format.duration(clearS * 1000) })}
        </span>
      )}
      <span className={shelter ? styles.muted : styles.doubt}>
        {shelter
          ? format.text('routes.shelter', { name: shelter.name, distance, free: shelter.freeAfter })
          : format.text('routes.noShelter')}
      </span>
    </li>
  );
}

function BlockRow({ obstruction }: { obstruction: RouteObstruction }) {
  const format = useFormat();
  const { name, storey, why, cause, clearSince } = obstruction;
  return (
    <li data-block={`${storey} ${name}`}>
      <span className={styles.bad}>
        {[storey, name].filter(Boolean).join(' ')} · {format.text(`routes.why.${why}`)}
      </span>
      <span className={styles.muted}>{clearSince === null ? cause : format.text('routes.clearing')}</span>
    </li>
  );
}

function RouteRow({ route, obstructions }: { route: EscapeRoute; obstructions: readonly RouteObstruction[] }) {
  const format = useFormat();
  const { name, state, exitName, lengthM, walkS } = route;
  const causes = route.blockedBy.map((at) => {
    const one = obstructions.find((obstruction) => obstruction.at === at);
    return one ? `${one.storey ?? ''} ${one.name} ${format.text(`routes.why.${one.why}`)}`.trim() : at;
  });
  return (
    <li data-route={name} data-state={state}>
      <span>{name}</span>
      {state === 'blocked' && (
        <span className={styles.bad}>{format.text('routes.blocked', { causes: causes.join('、') })}</span>
      )}
      {state === 'unconnected' && <span className={styles.doubt}>{format.text('routes.unconnected')}</span>}
      {lengthM !== null && walkS !== null && (
        <span className={styles.muted}>
          {format.text('routes.way', {
            exit: exitName ?? '',
            length: format.number(lengthM),
            time: format.duration(walkS * 1000),
          })}
        </span>
      )}
      {state === 'smoky' && <span className={styles.doubt}>{format.text('routes.smoky')}</span>}
    </li>
  );
}

/** The ways page of this place: to be read off the screen by a phone. */
function ForPhone({ address }: { address: string }) {
  const format = useFormat();
  const url = new URL(address, location.origin).href;
  return (
    <details className={styles.phone} data-testid="for-phone">
      <summary>{format.text('ways.phone')}</summary>
      <QrCode className={styles.code} text={url} label={format.text('ways.scan')} />
      <Link href={address} data-testid="ways-link">
        {url}
      </Link>
    </details>
  );
}
