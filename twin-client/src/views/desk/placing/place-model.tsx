import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { useDesk } from '../desk.ts';
import styles from './placing.module.css';
import { PlacingPanel } from './placing-panel.tsx';

/** The way to placing a building's model, for who may; nothing for others and for buildings without one. */
export function PlaceModel({ building }: { building: BuildingView }) {
  const { session } = useCenter();
  const format = useFormat();
  const { placing } = useDesk();
  const open = useSyncExternalStore(placing.subscribe, placing.get) === building.code;
  const close = useCallback(() => placing.set(null), [placing]);
  // Who looks at another building is not placing this one any more.
  useEffect(
    () => () => {
      if (placing.get() === building.code) placing.set(null);
    },
    [placing, building.code],
  );
  if (building.model === null || !may(session, 'model.manage')) return null;
  if (open) return <PlacingPanel building={building} onClose={close} />;
  return (
    <div className={styles.entry}>
      <Button data-testid="place-model" onClick={() => placing.set(building.code)}>
        {format.text('placing.open')}
      </Button>
    </div>
  );
}
