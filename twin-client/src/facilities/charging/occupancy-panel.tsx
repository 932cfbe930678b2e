import type { GeoPoint } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import styles from './occupancy.module.css';
import { nearestIdle, occupancyOf } from './occupancy.ts';

export interface OccupancyPanelProps {
  /** Where somebody looks for a port. */
  readonly from: GeoPoint;
  onFound(device: string): void;
}

/** How many charging ports are idle, charging, full, stopped or faulty, and the way to the nearest that is free. */
export function OccupancyPanel({ from, onFound }: OccupancyPanelProps) {
  const { store } = useCenter();
  const format = useFormat();
  // Counted once a second, not at each of the ports' messages.
  useNow();
  const { total, counts, property } = occupancyOf(store);
  const states = [
    ...(property?.states ?? []).map(({ name, label }) => ({ name, word: format.label(label) })),
    { name: 'unknown', word: format.text('charging.unknown') },
  ].filter(({ name }) => counts.has(name));
  return (
    <Panel
      title={format.text('charging.title')}
      aside={format.text('charging.idle', { idle: counts.get('idle') ?? 0, total })}
    >
      {total === 0 ? (
        <EmptyNotice title={format.text('charging.none')} />
      ) : (
        <div className={styles.occupancy}>
          <div className={styles.bar} aria-hidden="true">
            {states.map(({ name }) => (
              <i key={name} className={styles[name]} style={{ flexGrow: counts.get(name) }} />
            ))}
          </div>
          <div className={styles.legend}>
            {states.map(({ name, word }) => (
              <span key={name}>
                <i className={styles[name]} />
                {word} {counts.get(name)}
              </span>
            ))}
            <Button
              look="quiet"
              disabled={!counts.get('idle')}
              data-testid="nearest-port"
              onClick={() => {
                const found = nearestIdle(store, from);
                if (found) onFound(found.code);
              }}
            >
              {format.text('charging.nearest')}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}
