import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { DrawKind } from '../../../state/place/place-draft.ts';
import { DRAW_WAYS, PLACE_KINDS, type Place, type PlaceKind } from './place.ts';
import { PlaceFiles } from './place-files.tsx';
import { mayDraw } from './place-rights.ts';
import styles from './places.module.css';
import { ShelterCard } from './shelter-card.tsx';

export interface PlaceListProps {
  readonly places: readonly Place[];
  /** The list is being read again: what it shows may be older than what the server has. */
  readonly reading: boolean;
  readonly filter: PlaceKind | 'all';
  readonly chosen: string | null;
  onFilter(filter: PlaceKind | 'all'): void;
  onChoose(place: Place): void;
  onChange(place: Place): void;
  onBegin(kind: PlaceKind, way: DrawKind): void;
}

/** The places there are, and the ways to draw another. */
export function PlaceList({ places, reading, filter, chosen, onFilter, onChoose, onChange, onBegin }: PlaceListProps) {
  const { session } = useCenter();
  const format = useFormat();
  const [adding, setAdding] = useState<PlaceKind | null>(null);
  const shown = places.filter(({ kind }) => filter === 'all' || kind === filter);
  const drawable = PLACE_KINDS.filter((kind) => mayDraw(session, kind));
  return (
    <>
      <div className={styles.bar}>
        <select
          aria-label={format.text('places.filter')}
          value={filter}
          data-testid="place-filter"
          onChange={(event) => onFilter(event.target.value as PlaceKind | 'all')}
        >
          <option value="all">{format.text('places.all', { count: places.length })}</option>
          {PLACE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {format.text(`places.kind.${kind}`)} {places.filter((place) => place.kind === kind).length}
            </option>
          ))}
        </select>
        {drawable.length > 0 && (
          <select
            aria-label={format.text('places.new')}
            value=""
            data-testid="place-new"
            onChange={(event) => {
              const kind = event.target.value as PlaceKind;
              const ways = DRAW_WAYS[kind];
              if (ways.length > 1) setAdding(kind);
              else onBegin(kind, ways[0]);
            }}
          >
            <option value="">{format.text('places.new')}</option>
            {drawable.map((kind) => (
              <option key={kind} value={kind}>
                {format.text(`places.kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </div>
      {adding && (
        <div className={styles.ways}>
          <span>{format.text(`places.kind.${adding}`)}</span>
          {DRAW_WAYS[adding].map((way) => (
            <Button key={way} data-testid={`place-way-${way}`} onClick={() => onBegin(adding, way)}>
              {format.text(`places.way.${way}`)}
            </Button>
          ))}
        </div>
      )}
      {shown.length === 0 && <p className={styles.note}>{format.text('places.none')}</p>}
      <ul className={styles.list}>
        {shown.map((place) => (
          <li key={`${place.kind} ${place.code}`} aria-current={place.code === chosen}>
            <div className={styles.line}>
              <button type="button" className={styles.row} data-place={place.code} onClick={() => onChoose(place)}>
                <span>{place.name}</span>
                <small>
                  {format.text(`places.kind.${place.kind}`)} · {place.code}
                </small>
              </button>
              {mayDraw(session, place.kind) && (
                <Button
                  look="quiet"
                  disabled={reading}
                  data-testid={`place-edit-${place.code}`}
                  onClick={() => onChange(place)}
                >
                  {format.text('places.edit')}
                </Button>
              )}
            </div>
            {place.kind === 'shelter' && place.code === chosen && <ShelterCard place={place} />}
          </li>
        ))}
      </ul>
      <PlaceFiles />
    </>
  );
}
