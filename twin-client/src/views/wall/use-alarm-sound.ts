import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Alarm } from 'twin-core';
import { AlarmSound } from '../../kit/alarm-sound.ts';

/** Sounds the most urgent alarm until somebody acknowledges it: at once, and every few seconds. */
export function useAlarmSound(top: Alarm | null): AlarmSound {
  const sound = useMemo(() => new AlarmSound(), []);
  useEffect(() => () => sound.close(), [sound]);
  const state = useSyncExternalStore(sound.state.subscribe, sound.state.get);
  const [id, priority] = [top?.id, top?.priority];
  useEffect(() => {
    if (id === undefined || priority === undefined || state !== 'on') return;
    sound.play(priority);
    // A notice is heard once.
    if (priority > 2) return;
    const timer = setInterval(() => sound.play(priority), priority === 1 ? 3_000 : 10_000);
    return () => clearInterval(timer);
  }, [sound, state, id, priority]);
  return sound;
}
