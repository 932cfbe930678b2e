import { useEffect, useMemo } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useTick } from '../../../kit/ticker.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import styles from './inside.module.css';
import type { Inside } from './inside.ts';
import { type RoomState, roomProperties, roomStates, roomValues } from './space-values.ts';
import { usePlacedDevices } from './use-placed-devices.ts';
import { SCALE_GRADIENT, scaleColor, scaleOf } from './value-scale.ts';

/** What rooms are colored by besides a property's name. */
export const NONE = '';
const ALARM = 'alarm:';

/** Colors of rooms by the state of their devices; null is hatched. */
const STATE_COLORS: Readonly<Record<RoomState, string | null>> = {
  normal: '#4f7c86',
  alarm: WALL_DARK.priority[1],
  fault: WALL_DARK.priority[2],
  unknown: null,
};

/** What the rooms are colored by: a property's name, the alarm state, or nothing. */
export type ColorBy = string;

export interface ColorProps extends Inside {
  readonly by: ColorBy;
}

/** What the rooms' devices say now, read once a second. */
function useRoomReading({ interior, building, by }: ColorProps) {
  const { store } = useCenter();
  useTick();
  const placed = usePlacedDevices(interior, building.code);
  const conditionOf = (slot: number) => store.condition(slot);
  const states = by === ALARM ? roomStates(placed, conditionOf) : null;
  const values = by === NONE || by === ALARM ? null : roomValues(store.state, placed, conditionOf, by);
  return { placed, states, values, scale: values && scaleOf([...values.values()]) };
}

/** Colors the rooms while it is on the page; draws nothing itself. */
export function RoomPainter(props: ColorProps) {
  const { interior, outline } = props;
  const { states, values, scale } = useRoomReading(props);
  const colors = outline.spaces.map(({ globalId }): [string, string | null] => {
    if (states) return [globalId, STATE_COLORS[states.get(globalId) ?? 'unknown']];
    const value = values?.get(globalId) ?? Number.NaN;
    return [globalId, scale && Number.isFinite(value) ? scaleColor(scale, value) : null];
  });
  // The same colors again are no reason to draw.
  const painted = JSON.stringify(colors);
  useEffect(() => interior.colorSpaces(new Map(JSON.parse(painted) as typeof colors)), [interior, painted]);
  useEffect(() => () => interior.colorSpaces(null), [interior]);
  return null;
}

/** Chooses what rooms are colored by, and says what the colors mean. */
export function ColorPanel({ onBy, ...props }: ColorProps & { onBy(by: ColorBy): void }) {
  const { store } = useCenter();
  const format = useFormat();
  const { by } = props;
  const { placed, values, scale } = useRoomReading(props);
  const known = [...(values?.values() ?? [])].filter(Number.isFinite).length;
  const properties = useMemo(() => roomProperties(store.catalogue, placed), [store, placed]);
  const property = properties.find(({ name }) => name === by)?.property;
  return (
    <div className={styles.body}>
      <label className={styles.field}>
        <span>{format.text('colors.by')}</span>
        <select value={by} data-testid="color-by" onChange={({ target }) => onBy(target.value)}>
          <option value={NONE}>{format.text('colors.none')}</option>
          <option value={ALARM}>{format.text('colors.alarm')}</option>
          {properties.map(({ name, property: { label, unit }, rooms: count }) => (
            <option key={name} value={name}>
              {`${format.label(label)}${unit ? ` ${unit}` : ''} (${count})`}
            </option>
          ))}
        </select>
      </label>
      {property && scale && (
        <div className={styles.scale} data-testid="color-scale">
          <span className={styles.bar} style={{ background: SCALE_GRADIENT }} />
          <span className={styles.ends}>
            <span>{format.quantity(property, scale.from)}</span>
            <span>{format.quantity(property, (scale.from + scale.to) / 2)}</span>
            <span>{format.quantity(property, scale.to)}</span>
          </span>
        </div>
      )}
      {by !== NONE && (
        <ul className={styles.legend}>
          {by === ALARM &&
            (
              [
                ['normal', 'colors.normal'],
                ['alarm', 'colors.inAlarm'],
                ['fault', 'colors.fault'],
              ] as const
            ).map(([state, text]) => (
              <li key={state}>
                <i style={{ background: STATE_COLORS[state] ?? '' }} />
                {format.text(text)}
              </li>
            ))}
          <li>
            <i className={styles.hatched} />
            {format.text('colors.unknown')}
          </li>
        </ul>
      )}
      {property && <p className={styles.hint}>{format.text('colors.rooms', { known, all: values?.size ?? 0 })}</p>}
    </div>
  );
}
