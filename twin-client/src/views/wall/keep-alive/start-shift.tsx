import { useSyncExternalStore } from 'react';
import type { AlarmSound } from '../../../kit/alarm-sound.ts';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './start-shift.module.css';

/** The loudest it may be at the start of a shift: that it is heard is the point. */
const PROOF = 2;

/** A band above everything while the browser blocks the sound of alarms, with the one click that begins a shift. Covers nothing. */
export function StartShift({ sound }: { sound: AlarmSound }) {
  const format = useFormat();
  const state = useSyncExternalStore(sound.state.subscribe, sound.state.get);
  if (state !== 'blocked') return null;
  return (
    <div className={styles.band} role="status" data-testid="start-shift">
      <p>
        <strong>{format.text('shift.silent')}</strong>
        <span>{format.text('shift.why')}</span>
      </p>
      <Button look="action" onClick={() => void sound.unlock().then(() => sound.play(PROOF))}>
        {format.text('shift.start')}
      </Button>
    </div>
  );
}
