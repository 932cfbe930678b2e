import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { BroadcastPlace } from '../../../state/records/broadcast.ts';
import styles from './broadcast.module.css';

/** Zones and buildings with loudspeakers, of which some are chosen; those that the session may not use are not offered. */
export function PlaceChoice({
  places,
  chosen,
  onChange,
}: {
  places: readonly BroadcastPlace[];
  chosen: readonly string[];
  onChange(codes: string[]): void;
}) {
  const format = useFormat();
  const [first] = useState(chosen);
  const offered = places
    .filter(({ allowed, code }) => allowed || chosen.includes(code))
    // What was chosen already stands where it is seen.
    .sort((a, b) => Number(first.includes(b.code)) - Number(first.includes(a.code)));
  const zones = offered.filter(({ kind }) => kind === 'zone').map(({ code }) => code);
  return (
    <fieldset className={styles.places} data-testid="broadcast-places">
      <legend>
        {format.text('broadcast.places', { count: chosen.length })}
        <span>
          <Button look="quiet" onClick={() => onChange(zones)}>
            {format.text('broadcast.allZones')}
          </Button>
          <Button look="quiet" disabled={chosen.length === 0} onClick={() => onChange([])}>
            {format.text('broadcast.noPlace')}
          </Button>
        </span>
      </legend>
      {offered.length === 0 && <p>{format.text('broadcast.nowhere')}</p>}
      <ul>
        {offered.map(({ code, name, loudspeakers }) => {
          const on = chosen.includes(code);
          return (
            <li key={code}>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  data-place={code}
                  onChange={() => onChange(on ? chosen.filter((one) => one !== code) : [...chosen, code])}
                />
                <span>{name}</span>
                <small>{format.text('broadcast.loudspeakers', { count: loudspeakers })}</small>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
