import type { GeoPoint } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { nearestIdle, occupancyOf } from './occupancy.ts';
import { OccupancyBar } from './occupancy-bar.tsx';

export interface OccupancyPanelProps {
  /** Where somebody looks for a port. */
  readonly from: GeoPoint;
  onFound(device: string): void;
}

/** How the charging ports of the estate are taken, and the way to the nearest that is free. */
export function OccupancyPanel({ from, onFound }: OccupancyPanelProps) {
  const { store } = useCenter();
  const format = useFormat();
  useNow();
  const { total, counts } = occupancyOf(store);
  return (
    <Panel
      from="live"
      title={format.text('charging.title')}
      aside={format.text('charging.idle', { idle: counts.get('idle') ?? 0, total })}
    >
      {total === 0 ? (
        <EmptyNotice title={format.text('charging.none')} />
      ) : (
        <OccupancyBar>
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
        </OccupancyBar>
      )}
    </Panel>
  );
}
