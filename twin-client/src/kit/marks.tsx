import type { DeviceState, Priority } from 'twin-core';
import { useFormat } from './format-context.tsx';
import { Glyph } from './glyph.tsx';
import styles from './marks.module.css';

/** Letter and number of a priority: A is for what cannot wait. */
const PRIORITY_CODE: Readonly<Record<Priority, string>> = { 1: 'A1', 2: 'A2', 3: 'B3', 4: 'B4' };

/** The class that colors by priority. */
export function priorityClass(priority: Priority): string {
  return styles[`p${priority}`] ?? '';
}

/** A priority by symbol, color, letter and number: never by color alone. */
export function PriorityMark({ priority, symbol }: { priority: Priority; symbol: string }) {
  const format = useFormat();
  return (
    <span className={`${styles.priority} ${priorityClass(priority)}`}>
      <Glyph path={symbol} />
      <span aria-hidden="true">{PRIORITY_CODE[priority]}</span>
      <span className="visually-hidden">{format.text(`priority.${priority}`)}</span>
    </span>
  );
}

/** The shapes of the scene's symbols, in a 16 × 16 box. */
const STATE_SHAPES: Readonly<Record<DeviceState, string>> = {
  alarm: 'M8 0 16 8 8 16 0 8z',
  fault: 'M8 1 15.500 14.500H.5zM7.200 5.500v4.500h1.600V5.500zM7.200 11.200v1.600h1.600v-1.600z',
  offline: 'M2 2h12v12H2zM3.500 3.500v7.400l7.400-7.400zM12.500 5.100 5.100 12.500h7.400z',
  stale:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11zM7.250 4.500v4.300h4V7.300H8.750V4.500z',
  unknown:
    'M2 2h12v12H2zM3.500 3.500v9h9v-9zM7.200 7.200h1.600v1.600H7.200zM4.600 7.200h1.600v1.600H4.600zM9.800 7.200h1.600v1.600H9.800z',
  normal: 'M8 3.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9z',
};

/** A device's state by shape, color and word. priority colors an alarm or fault as the scene does. */
export function StateMark({ state, priority }: { state: DeviceState; priority?: Priority | null | undefined }) {
  const format = useFormat();
  const colored = (state === 'alarm' || state === 'fault') && priority ? priorityClass(priority) : styles[state];
  return (
    <span className={`${styles.state} ${colored}`}>
      <svg viewBox="0 0 16 16" width="0.85em" height="0.85em" aria-hidden="true">
        <path d={STATE_SHAPES[state]} fill="currentColor" fillRule="evenodd" />
      </svg>
      {format.text(`state.${state}`)}
    </span>
  );
}
