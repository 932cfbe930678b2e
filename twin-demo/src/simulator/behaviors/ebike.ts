import type { Behavior } from '../behavior.ts';
import { framesPerSecond } from './perimeter.ts';

/** Cameras in lift cars: most of the time there is no e-bike. */
export const ebikeBehaviors: Readonly<Record<string, Behavior>> = {
  'ebike-lift-camera': {
    reportEveryMs: 20_000,
    show: (subject, moment) => ({
      framesPerSecond: framesPerSecond(subject, moment),
      ebikeInside: false,
      voicePrompted: false,
      liftHeld: false,
    }),
  },
};
