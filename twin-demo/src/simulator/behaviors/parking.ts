import type { Behavior } from '../behavior.ts';
import { passing } from './access-control.ts';

/** Barriers that rise for cars. */
export const parkingBehaviors: Readonly<Record<string, Behavior>> = {
  'barrier-gate': {
    reportEveryMs: 35_000,
    show: (subject, moment) => ({
      position: passing(subject, moment, 45_000, 8_000) ? 'open' : 'closed',
      fault: false,
    }),
  },
};
