import type { ReactNode } from 'react';
import type { Device } from 'twin-core';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import styles from './occupancy.module.css';
import { occupancyOf } from './occupancy.ts';

/** How many of these ports are idle, charging, full, stopped or faulty, as a bar with its legend; those of the estate where none are named. */
export function OccupancyBar({ devices, children }: { devices?: readonly Device[]; children?: ReactNode }) {
  const { store } = useCenter();
  const format = useFormat();
  // Counted once a second, not at each of the ports' messages.
  useNow();
  const { counts, property } = occupancyOf(store, devices);
  const states = [
    ...(property?.states ?? []).map(({ name, label }) => ({ name, word: format.label(label) })),
    { name: 'unknown', word: format.text('charging.unknown') },
  ].filter(({ name }) => counts.has(name));
  return (
    <div className={styles.occupancy}>
      <div className={styles.bar} aria-hidden="true">
        {states.map(({ name }) => (
          <i key={name} className={styles[name]} style={{ flexGrow: counts.get(name) }} />
        ))}
      </div>
      <div className={styles.legend}>
        {states.map(({ name, word }) => (
          <span key={name} data-port-state={name}>
            <i className={styles[name]} />
            {word} {counts.get(name)}
          </span>
        ))}
        {children}
      </div>
    </div>
  );
}
