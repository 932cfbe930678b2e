import { ambientC, type Behavior, batteryPct, type Moment } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { between, smoothNoise, unit } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Local hours at which kitchens are busy. */
const MEALS = [7, 12, 18.6] as const;

/** How much cooking a detector senses, 0 to 1: on some days, for some minutes, at meal times. */
function cooking({ salt, surroundings }: Subject, { day, hour }: Moment): number {
  if (surroundings !== 'heated') return 0;
  return MEALS.reduce((strongest, meal, index) => {
    const draw = day * MEALS.length + index;
    if (unit(salt ^ 0x51, draw) > 0.3) return strongest;
    const at = meal + between(salt ^ 0x52, draw, -0.6, 0.6);
    return Math.max(strongest, between(salt ^ 0x53, draw, 0.3, 1) * dailyHump(hour, at, 0.12));
  }, 0);
}

/** Detectors of the fire alarm system: quiet, with a little dust and the smell of cooking. */
export const fireAlarmBehaviors: Readonly<Record<string, Behavior>> = {
  'smoke-detector': {
    reportEveryMs: 20_000,
    notices: { obscurationPctM: 1 },
    show: (subject, moment) => ({
      obscurationPctM:
        between(subject.salt, 1, 0.03, 0.08) +
        0.015 * smoothNoise(subject.salt, 2, moment.timeMs, 30_000) +
        0.7 * cooking(subject, moment),
      alarm: false,
      fault: false,
      batteryPct: batteryPct(subject, moment),
    }),
  },
  'heat-detector': {
    reportEveryMs: 20_000,
    notices: { temperatureC: 2 },
    show: (subject, moment) => ({
      temperatureC:
        ambientC(subject, moment) +
        3 * cooking(subject, moment) +
        0.1 * smoothNoise(subject.salt, 2, moment.timeMs, 40_000),
      alarm: false,
      fault: false,
    }),
  },
  'combustible-gas-detector': {
    reportEveryMs: 20_000,
    notices: { concentrationLel: 1 },
    show: (subject, moment) => ({
      concentrationLel: Math.max(
        0,
        0.2 + 0.25 * smoothNoise(subject.salt, 2, moment.timeMs, 60_000) + 1.5 * cooking(subject, moment),
      ),
      alarm: false,
      fault: false,
    }),
  },
};
