import { useCallback, useEffect, useState } from 'react';
import type { TimeSpan } from './time-range.ts';

/** A clock over a time span that runs many times faster than the real one, from where it is put; it stops at the end. Epoch ms. */
export function usePlayer({ from, to }: TimeSpan, speed: number) {
  const [time, setTime] = useState(to);
  const [playing, setPlaying] = useState(false);
  const within = Math.max(from, Math.min(to, time));
  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    let last = performance.now();
    const step = (now: number) => {
      const passed = (now - last) * speed;
      last = now;
      setTime((before) => Math.min(to, Math.max(from, before) + passed));
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, from, to, speed]);
  const ended = within >= to;
  return {
    time: within,
    playing: playing && !ended,
    play: useCallback(() => {
      if (ended) setTime(from);
      setPlaying(true);
    }, [ended, from]),
    pause: useCallback(() => setPlaying(false), []),
    seek: useCallback((to: number) => {
      setPlaying(false);
      setTime(to);
    }, []),
  };
}
