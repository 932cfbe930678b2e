import type { Behavior } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';
import { framesPerSecond } from './perimeter.ts';

/** Cameras that look up at the facades and record without a pause. */
export const fallingObjectsBehaviors: Readonly<Record<string, Behavior>> = {
  'falling-object-camera': {
    reportEveryMs: 8_000,
    show: (subject, moment) => ({
      framesPerSecond: framesPerSecond(subject, moment),
      // More light, more detail, more bits.
      bitrateKbps:
        between(subject.salt, 1, 3900, 4600) +
        1100 * moment.weather.sun +
        350 * smoothNoise(subject.salt, 2, moment.timeMs, 10_000),
      elevationDeg: between(subject.salt, 3, 48, 62) + 0.04 * smoothNoise(subject.salt, 4, moment.timeMs, 60_000),
      recording: true,
    }),
  },
};
