import { ambientC, type Behavior } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { between, smoothNoise } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Rated load, kW, of a building's cabinet, of a feeder with buildings below it, and of a substation with feeders below. */
const LOAD_KW = [38, 130, 310] as const;

/** How many cabinets stand below each other under this one. */
function rank({ parts }: Subject): number {
  const cabinets = parts.filter(({ kind }) => kind === 'switch-cabinet');
  return cabinets.length === 0 ? 0 : 1 + Math.max(...cabinets.map(rank));
}

/** Share of the load that is drawn: a low by night, a peak when everybody is at home. */
const load = (hour: number) =>
  0.35 + 0.2 * dailyHump(hour, 8, 1.5) + 0.2 * dailyHump(hour, 12, 1.5) + 0.5 * dailyHump(hour, 19.5, 2.5);

/** Cabinets under the daily load, and the gateways of the meters. */
export const energyBehaviors: Readonly<Record<string, Behavior>> = {
  'switch-cabinet': {
    reportEveryMs: 20_000,
    notices: { voltageV: 6, temperatureC: 5 },
    show: (subject, moment) => {
      const { salt } = subject;
      const { timeMs, hour } = moment;
      const ratedKw = LOAD_KW[Math.min(rank(subject), LOAD_KW.length - 1)]!;
      const share = load(hour) * between(salt, 1, 0.85, 1.1) + 0.04 * smoothNoise(salt, 2, timeMs, 45_000);
      const voltageV = 226 - 5 * share + 0.8 * smoothNoise(salt, 3, timeMs, 60_000);
      const powerKw = ratedKw * share;
      return {
        breaker: 'closed',
        voltageV,
        currentA: (powerKw * 1000) / (3 * voltageV),
        powerKw,
        temperatureC: ambientC(subject, moment) + 24 * share + 0.4 * smoothNoise(salt, 4, timeMs, 300_000),
      };
    },
  },
  'meter-gateway': {
    reportEveryMs: 45_000,
    show: ({ salt }, { timeMs }) => ({
      metersOnline: Math.round(between(salt, 1, 80, 260)),
      lossPct: Math.max(0, 0.4 + 0.4 * smoothNoise(salt, 2, timeMs, 120_000)),
    }),
  },
};
