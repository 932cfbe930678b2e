import { isPresented } from 'twin-core';
import { useAlarms } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useAddress, useDesk } from './desk.ts';
import { useDeskKeys } from './desk-keys.ts';
import styles from './scene-tools.module.css';
import { useStoreys } from './use-storeys.ts';

/** Storeys shown around the chosen one: as many as fit beside the smallest scene. */
const WINDOW = 9;

/** The storeys of the selected building, top first; a click isolates one. */
export function StoreyStepper() {
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const alarms = useAlarms();
  const at = desk.buildingOf(selection);
  const storeys = useStoreys(at?.building ?? null);
  const index = at?.storey ? storeys.indexOf(at.storey) : -1;
  const above = storeys[index + 1];
  const below = storeys[index < 0 ? storeys.length - 1 : index - 1];
  const step = (name: string | undefined) => {
    if (!at || storeys.length < 2) return false;
    if (name !== undefined) desk.open({ kind: 'building', code: at.building.code, storey: name });
    return true;
  };
  useDeskKeys({
    pageup: () => step(above),
    ']': () => step(above),
    pagedown: () => step(below),
    '[': () => step(below),
  });
  if (!at || storeys.length < 2) return null;
  const { building, storey } = at;
  const go = (name: string | null) => desk.open({ kind: 'building', code: building.code, storey: name });
  const hot = new Set(
    alarms.flatMap((alarm) =>
      alarm.building === building.code && alarm.storey !== null && !alarm.fault && isPresented(alarm)
        ? [alarm.storey]
        : [],
    ),
  );
  const start = Math.max(0, Math.min(storeys.length - WINDOW, (index < 0 ? storeys.length : index) - 4));
  const shown = storeys.slice(start, start + WINDOW).reverse();
  return (
    <nav className={styles.storeys} aria-label={format.text('storeys.label')} data-testid="storeys">
      <button
        type="button"
        aria-label={format.text('storeys.up')}
        disabled={index < 0 || above === undefined}
        onClick={() => go(above ?? null)}
      >
        ▴
      </button>
      {shown.map((name) => (
        <button
          key={name}
          type="button"
          className={hot.has(name) ? styles.hotStorey : undefined}
          aria-current={name === storey}
          onClick={() => go(name)}
        >
          {name}
          {hot.has(name) && <span aria-hidden="true"> ◂</span>}
        </button>
      ))}
      <button
        type="button"
        aria-label={format.text('storeys.down')}
        disabled={index === 0}
        onClick={() => go(below ?? null)}
      >
        ▾
      </button>
      <button type="button" aria-current={storey === null} onClick={() => go(null)}>
        {format.text('storeys.all')}
      </button>
    </nav>
  );
}
