import { useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Coverage } from '../../../state/records/coverage.ts';
import styles from './coverage.module.css';
import { storeyChanges } from './coverage-difference.ts';
import { shareColor } from './coverage-picture.ts';

/** So many storeys are listed; the scene shows all. */
const MOST_STOREYS = 12;

interface RowsProps {
  readonly now: Coverage;
  /** As it would be; null where nothing is changed. */
  readonly then: Coverage | null;
}

/** Metres of the boundary without a fence zone, without a camera, without either. */
export function PerimeterRows({ now, then }: RowsProps) {
  const format = useFormat();
  const rows = [
    ['unfenced', now.perimeter.unfencedM, then?.perimeter.unfencedM],
    ['unseen', now.perimeter.unseenM, then?.perimeter.unseenM],
    ['neither', now.perimeter.openM, then?.perimeter.openM],
  ] as const;
  return (
    <section data-testid="coverage-perimeter">
      <h4>{format.text('coverage.perimeter', { length: format.number(now.perimeter.lengthM) })}</h4>
      <ul>
        {rows.map(([name, present, changed]) => {
          const shown = changed ?? present;
          return (
            <li key={name} data-gap={name} data-metres={shown} className={shown > 0 ? styles.gap : undefined}>
              <span>{format.text(`coverage.${name}`)}</span>
              <Value now={metres(present)} then={changed === undefined ? null : metres(changed)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
  function metres(value: number): string {
    return format.text('coverage.metres', { length: format.number(value) });
  }
}

/** The six kinds of key place, covered of how many. */
export function PlaceRows({ now, then }: RowsProps) {
  const format = useFormat();
  return (
    <section data-testid="coverage-places">
      <h4>{format.text('coverage.places')}</h4>
      <ul>
        {now.placeKinds.map(({ kind, places, covered }, i) => {
          const changed = then?.placeKinds[i]?.covered;
          const isGap = (changed ?? covered) < places;
          return (
            <li key={kind} data-kind={kind} className={isGap ? styles.partly : undefined}>
              <span>{format.text(`coverage.kind.${kind}`)}</span>
              <Value now={ofAll(covered, places)} then={changed === undefined ? null : ofAll(changed, places)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
  function ofAll(covered: number, places: number): string {
    return `${format.number(covered)} / ${format.number(places)}`;
  }
}

/** Each building's facade, in percent of its area; a bar for every storey, the lowest first. */
export function FacadeRows({ now, then }: RowsProps) {
  const site = useSite();
  const format = useFormat();
  const shown = then ?? now;
  const codes = [...new Set(shown.facades.map(({ building }) => building))].sort();
  const share = ({ facades }: Coverage, building: string) => {
    const bands = facades.filter((band) => band.building === building);
    const area = bands.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    return area === 0 ? 0 : bands.reduce((sum, { seenM2 }) => sum + seenM2, 0) / area;
  };
  const percent = (value: number) => `${format.number(Math.round(value * 100))} %`;
  return (
    <section data-testid="coverage-facades">
      <h4>{format.text('coverage.facades')}</h4>
      <ul>
        {codes.map((code) => (
          <li key={code} data-building={code}>
            <span>{site.buildings.find((building) => building.code === code)?.name ?? code}</span>
            <span className={styles.storeys} aria-hidden="true">
              {shown.facades
                .filter(({ building }) => building === code)
                .sort((a, b) => a.lowM - b.lowM)
                .map(({ storey, areaM2, seenM2 }) => (
                  <i
                    key={storey}
                    title={`${storey ?? ''} ${percent(seenM2 / areaM2)}`}
                    style={{ background: shareColor(seenM2 / areaM2) }}
                  />
                ))}
            </span>
            <Value now={percent(share(now, code))} then={then && percent(share(then, code))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The storeys whose facade is seen more or less than now, in percent. */
export function StoreyRows({ now, then }: { now: Coverage; then: Coverage }) {
  const site = useSite();
  const format = useFormat();
  const changes = storeyChanges(now, then);
  const percent = (value: number) => `${format.number(value * 100, 1)} %`;
  return (
    <section data-testid="coverage-storeys">
      <h4>{format.text('coverage.storeys')}</h4>
      <ul>
        {changes.slice(0, MOST_STOREYS).map(({ band: { building, storey }, before, after }) => (
          <li
            key={`${building} ${storey}`}
            data-storey={`${building} ${storey ?? ''}`}
            className={after < before ? styles.gap : undefined}
          >
            <span>
              {site.buildings.find(({ code }) => code === building)?.name ?? building} {storey ?? ''}
            </span>
            <Value now={percent(before)} then={percent(after)} />
          </li>
        ))}
      </ul>
      {changes.length > MOST_STOREYS && (
        <p className={styles.note}>{format.text('coverage.moreStoreys', { count: changes.length - MOST_STOREYS })}</p>
      )}
      {changes.length === 0 && <p className={styles.note}>{format.text('coverage.noStoreys')}</p>}
    </section>
  );
}

/** A number, and what becomes of it. */
function Value({ now, then }: { now: string; then: string | null }) {
  return (
    <b>
      {then !== null && then !== now && <s>{now}</s>} {then ?? now}
    </b>
  );
}
