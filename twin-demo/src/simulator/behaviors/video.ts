import type { Behavior, Moment } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { between, smoothNoise } from '../noise.ts';
import type { Subject } from '../subject.ts';
import { framesPerSecond } from './perimeter.ts';

/** A stream that runs and is recorded: by day there is more to see, and more bits. */
function stream(subject: Subject, moment: Moment) {
  const { salt } = subject;
  return {
    online: true,
    framesPerSecond: framesPerSecond(subject, moment),
    bitrateKbps:
      between(salt, 1, 1800, 2400) + 700 * moment.weather.sun + 250 * smoothNoise(salt, 2, moment.timeMs, 10_000),
    recording: true,
  };
}

/** Ground that an analysing camera counts people on, square metres. */
const SEEN_M2 = 300;

/** People in view: children after school, walkers in the evening, few by night. */
function people({ salt }: Subject, { timeMs, hour }: Moment): number {
  const busy = dailyHump(hour, 8, 1) + dailyHump(hour, 16.8, 1.5) + 1.2 * dailyHump(hour, 19.5, 1.2);
  return Math.max(0, Math.round(between(salt, 5, 8, 22) * busy + 3 * smoothNoise(salt, 6, timeMs, 90_000)));
}

/** Cameras of the estate. */
export const videoBehaviors: Readonly<Record<string, Behavior>> = {
  camera: { reportEveryMs: 15_000, show: stream },
  'ptz-camera': {
    reportEveryMs: 15_000,
    notices: { panDeg: 1, tiltDeg: 1, zoom: 0.2 },
    show: (subject, moment) => ({
      ...stream(subject, moment),
      panDeg: Math.round(between(subject.salt, 7, 0, 359)),
      tiltDeg: -18,
      zoom: 1,
    }),
  },
  'video-analytics': {
    reportEveryMs: 15_000,
    notices: { peopleCount: 8 },
    show: (subject, moment) => {
      const peopleCount = people(subject, moment);
      return { ...stream(subject, moment), armed: true, peopleCount, densityPerM2: peopleCount / SEEN_M2 };
    },
  },
};
