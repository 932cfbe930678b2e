import { type Behavior, batteryPct } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';

/** Covers that lie flat over sewers that run. */
export const manholeBehaviors: Readonly<Record<string, Behavior>> = {
  'manhole-cover': {
    reportEveryMs: 150_000,
    notices: { tiltDeg: 5, waterLevelM: 0.2, gasLel: 5 },
    show: (subject, moment) => ({
      openState: 'closed',
      tiltDeg: between(subject.salt, 1, 0.2, 1.6),
      waterLevelM: between(subject.salt, 2, 0.08, 0.2) + 0.03 * smoothNoise(subject.salt, 3, moment.timeMs, 600_000),
      gasLel: Math.max(0, 1.2 + 1.2 * smoothNoise(subject.salt, 4, moment.timeMs, 900_000)),
      batteryPct: batteryPct(subject, moment),
    }),
  },
};
