import { useCallback, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import styles from './placing.module.css';
import { PlacingPanel } from './placing-panel.tsx';

/** The way to placing a building's model, for who may; nothing for others and for buildings without one. */
export function PlaceModel({ building }: { building: BuildingView }) {
  const { session } = useCenter();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  if (building.model === null || !may(session, 'model.manage')) return null;
  if (open) return <PlacingPanel building={building} onClose={close} />;
  return (
    <div className={styles.entry}>
      <Button data-testid="place-model" onClick={() => setOpen(true)}>
        {format.text('placing.open')}
      </Button>
    </div>
  );
}
