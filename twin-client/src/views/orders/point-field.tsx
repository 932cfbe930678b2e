import { useId, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { TextField } from '../../kit/text-field.tsx';
import type { Point } from '../../state/records/inspection.ts';
import styles from './orders.module.css';
import { subjectWords } from './subject-words.ts';

const PLACE_LIMIT = 100;
/** Devices that are proposed for what was typed. */
const PROPOSED = 12;

/** The points of a round: what is typed is a device where it is its code, else a place in words. */
export function PointField({
  points,
  onChange,
}: {
  points: readonly Point[];
  onChange(points: readonly Point[]): void;
}) {
  const center = useCenter();
  const { store } = center;
  const format = useFormat();
  const list = useId();
  const [text, setText] = useState('');
  const typed = text.trim();
  const proposed =
    typed.length < 2
      ? []
      : store.state.devices
          .filter((device) => device !== undefined)
          .filter(({ code, name }) => code.includes(typed.toUpperCase()) || name.includes(typed))
          .slice(0, PROPOSED);
  const add = () => {
    if (typed === '') return;
    const device = store.device(typed)?.code ?? store.device(typed.toUpperCase())?.code ?? null;
    const place = device === null ? typed : null;
    // Nobody comes by the same point twice.
    if (!points.some((point) => point.device === device && point.place === place))
      onChange([...points, { device, place }]);
    setText('');
  };
  return (
    <fieldset className={styles.points}>
      <legend>{format.text('round.pointsTitle')}</legend>
      <ol data-testid="round-points">
        {points.map((point, at) => (
          <li key={`${point.device} ${point.place}`}>
            <span>{subjectWords(center, point)}</span>
            <Button
              look="quiet"
              aria-label={format.text('round.removePoint', { point: subjectWords(center, point) })}
              onClick={() => onChange(points.filter((_, other) => other !== at))}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <div className={styles.add}>
        <TextField
          label={format.text('round.addPoint')}
          value={text}
          maxLength={PLACE_LIMIT}
          list={list}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Adds the point rather than storing the round.
            event.preventDefault();
            add();
          }}
          data-testid="round-point"
        />
        <Button disabled={typed === ''} onClick={add} data-testid="round-add-point">
          {format.text('round.add')}
        </Button>
        <datalist id={list}>
          {proposed.map((device) => (
            <option key={device.code} value={device.code}>
              {subjectWords(center, { device: device.code, place: null })}
            </option>
          ))}
        </datalist>
      </div>
    </fieldset>
  );
}
