import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import type { InStep } from '../../../kit/video-tile/keep-in-step.ts';

const NEVER = () => () => undefined;
const NOTHING = () => null;

/** For a recording that begins at an instant (epoch ms): where it stands by the replay that is followed; null outside of one. */
export function useInStep(): (from: number) => InStep | null {
  const { course } = useCenter();
  const progress = useSyncExternalStore(course?.progress.subscribe ?? NEVER, course?.progress.get ?? NOTHING);
  return (from) =>
    progress && { position: (progress.at - from) / 1000, playing: progress.playing, speed: progress.speed };
}
