import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useShownCoordinates } from '../../../kit/coordinates/coordinates.tsx';
import { placeNumbers, readPlace, systemName } from '../../../kit/coordinates/write-place.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { PlaceDraft } from '../../../state/place/place-draft.ts';
import { middlesOf } from '../../../state/place/place-shape.ts';
import styles from './places.module.css';

/** The corner that is meant, by its numbers in the system of choice; while it is drawn, the next corner by numbers. */
export function PlaceCorners({ draft }: { draft: PlaceDraft }) {
  const { site } = useCenter();
  const format = useFormat();
  const { system } = useShownCoordinates();
  const { shape, drawing, selected } = draft;
  const count = shape.points.length;
  const at = drawing === null && count > 0 ? Math.min(selected ?? 0, count - 1) : null;
  const place = at === null ? null : shape.points[at]!;
  const middle: LonLat = [site.frame.longitude, site.frame.latitude];
  const numbers = placeNumbers(system, site, place ?? shape.points.at(-1) ?? middle);
  const told = place ? numbers.map(({ text }) => text).join(' ') : '';
  // What is typed counts for the place it was typed over; another place shows its own numbers.
  const [over, setOver] = useState<{ readonly told: string; readonly typed: readonly [string, string] } | null>(null);
  const typed = over?.told === told ? over.typed : ([told.split(' ')[0] ?? '', told.split(' ')[1] ?? ''] as const);
  const setTyped = (typed: readonly [string, string]) => setOver({ told, typed });
  const read = readPlace(system, site, typed);
  const apply = () => {
    if (!read) return;
    if (at === null) {
      draft.press(read);
      setTyped(['', '']);
    } else if (typed.join(' ') !== told) draft.move(at, read);
  };
  return (
    <fieldset className={styles.corners} aria-label={format.text('places.corner')}>
      <div className={styles.cornerHead}>
        <span>
          {at === null ? format.text('places.nextCorner') : format.text('places.cornerOf', { at: at + 1, count })}
        </span>
        <small>{systemName(system, site)}</small>
        {at !== null && count > 1 && (
          <>
            <Button look="quiet" aria-label={format.text('places.before')} onClick={() => draft.selectNext(-1)}>
              ‹
            </Button>
            <Button look="quiet" aria-label={format.text('places.next')} onClick={() => draft.selectNext(1)}>
              ›
            </Button>
          </>
        )}
      </div>
      <div className={styles.numbers}>
        {numbers.map(({ label, text }, index) => (
          <label key={label}>
            <span>{format.text(`places.number.${label}`)}</span>
            <input
              inputMode="decimal"
              placeholder={at === null ? text : undefined}
              value={typed[index]}
              data-testid={`corner-${index}`}
              aria-invalid={read === null && typed.join('') !== ''}
              onChange={({ target }) => setTyped(index === 0 ? [target.value, typed[1]] : [typed[0], target.value])}
              onBlur={() => {
                if (at !== null) apply();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                apply();
              }}
            />
          </label>
        ))}
      </div>
      <div className={styles.cornerActs}>
        {at === null ? (
          <Button disabled={!read} onClick={apply}>
            {format.text('places.addCorner')}
          </Button>
        ) : (
          shape.kind !== 'point' && (
            <>
              <Button
                onClick={() => {
                  const middles = middlesOf(shape);
                  const next = middles.find((one) => one.at === at + 1) ?? middles.at(-1);
                  if (next) draft.insert(next.at, next.place);
                }}
              >
                {format.text('places.insertCorner')}
              </Button>
              <Button onClick={() => draft.remove(at)}>{format.text('places.removeCorner')}</Button>
            </>
          )
        )}
        <span className={styles.grow} />
        <Button
          look="quiet"
          disabled={!draft.canUndo}
          aria-label={format.text('places.undo')}
          onClick={() => draft.undo()}
        >
          ↶
        </Button>
        <Button
          look="quiet"
          disabled={!draft.canRedo}
          aria-label={format.text('places.redo')}
          onClick={() => draft.redo()}
        >
          ↷
        </Button>
      </div>
    </fieldset>
  );
}
