import { useSyncExternalStore } from 'react';
import type { AlarmSound } from '../../kit/alarm-sound.ts';
import { Button } from '../../kit/button.tsx';
import { useFormat } from '../../kit/format-context.tsx';

/** Says whether alarms can be heard here, and lets that be changed: a browser wants a click before it makes a sound. */
export function SoundButton({ sound }: { sound: AlarmSound }) {
  const format = useFormat();
  const state = useSyncExternalStore(sound.state.subscribe, sound.state.get);
  return (
    <Button
      aria-pressed={state === 'on'}
      data-testid="sound"
      data-state={state}
      onClick={() => (state === 'on' ? sound.mute() : void sound.unlock())}
    >
      {format.text(`wall.sound.${state}`)}
    </Button>
  );
}
