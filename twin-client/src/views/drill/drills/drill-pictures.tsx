import { useCallback, useEffect, useRef } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { DrillsPort } from '../../../state/ports/drills.ts';
import type { DrillDetail } from '../../../state/records/drill.ts';
import { useRoom } from '../../desk/desk.ts';
import styles from './drill-panel.module.css';

const LONGEST_PX = 1280;
/** After an alarm the scene flies there; and alarms that come together are one moment. */
const SETTLED_MS = 4_000;
const APART_MS = 15_000;
/** Kept by itself at most, so that some are left to keep by hand. */
const MOST_BY_ITSELF = 14;

/** Pictures of the scene for the report: at each alarm by the leader's own page, and by hand. */
export function DrillPictures({ drill, port }: { drill: DrillDetail; port: DrillsPort }) {
  const { store } = useCenter();
  const format = useFormat();
  const room = useRoom();
  const keptAt = useRef(0);
  const latest = useRef({ drill, room });
  useEffect(() => {
    latest.current = { drill, room };
  });
  const { number, leads } = drill;
  const keep = useCallback(
    async (moment: string) => {
      const picture = await latest.current.room?.site?.capture(LONGEST_PX, format.text('drill.word'));
      // A picture is a help to the report: where there is none, the drill goes on.
      if (picture) await port.addPicture(number, moment.slice(0, 80), picture).catch(() => undefined);
    },
    [port, number, format],
  );
  useEffect(() => {
    if (!leads) return;
    return store.onRaised(([alarm]) => {
      const now = performance.now();
      if (!alarm || now - keptAt.current < APART_MS || latest.current.drill.pictures.length >= MOST_BY_ITSELF) return;
      keptAt.current = now;
      const label = store.catalogue.rule(alarm.code)?.label;
      const moment = format.text('drill.momentAlarm', { label: label ? format.label(label) : alarm.code });
      setTimeout(() => void keep(moment), SETTLED_MS);
    });
  }, [leads, store, format, keep]);
  if (!room?.site) return null;
  return (
    <div className={styles.steering}>
      <Button data-testid="drill-capture" onClick={() => void keep(format.text('drill.momentHand'))}>
        {format.text('drill.capture')}
      </Button>
      {drill.pictures.length > 0 && (
        <small data-testid="drill-captured">{format.text('drill.captured', { count: drill.pictures.length })}</small>
      )}
    </div>
  );
}
