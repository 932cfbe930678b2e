import { useSyncExternalStore } from 'react';
import { Signal } from '../state/signal.ts';

const TICK_MS = 1000;

const ticks = new Signal(0);
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every clock and age on the page, running while someone reads it. */
function subscribe(listener: () => void): () => void {
  if (readers++ === 0) timer = setInterval(() => ticks.set(ticks.get() + 1), TICK_MS);
  const leave = ticks.subscribe(listener);
  return () => {
    leave();
    if (--readers === 0) clearInterval(timer);
  };
}

/** Renders again once a second; returns the number of seconds counted. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, ticks.get);
}
