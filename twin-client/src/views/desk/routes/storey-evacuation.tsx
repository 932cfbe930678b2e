import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useAlarms } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './evacuation.module.css';
import { EvacuationPanel } from './evacuation-panel.tsx';

/** The ways out of a storey: by themselves while something burns in the building, else when they are asked for. */
export function StoreyEvacuation({ building, storey }: { building: string; storey: string }) {
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const burns = useAlarms().some((alarm) => alarm.building === building && alarm.procedure === 'fire' && alarm.active);
  if (asked || burns) return <EvacuationPanel building={building} storey={storey} />;
  return (
    <p className={styles.ask}>
      <Button data-testid="show-routes" onClick={() => setAsked(true)}>
        {format.text('routes.title')}
      </Button>
    </p>
  );
}
