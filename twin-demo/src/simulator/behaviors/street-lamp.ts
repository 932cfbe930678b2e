import type { Behavior, Moment, Values } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Lit from dusk to dawn of late November, dimmed while people sleep: local hours and brightness, percent. */
const SCHEDULE: readonly (readonly [fromHour: number, toHour: number, dimPct: number])[] = [
  [0, 5.5, 50],
  [5.5, 7.2, 100],
  [17, 23, 100],
  [23, 24, 50],
];
const MAINS_V = 225;
/** A lamp's own electronics, W. */
const IDLE_W = 1.5;
/** Day that energy is counted from: days since 1970, 1 January 2026. */
const INSTALLED_DAY = 20_454;

function dimPctAt(hour: number): number {
  return SCHEDULE.find(([from, to]) => hour >= from && hour < to)?.[2] ?? 0;
}

/** Hours at full brightness from midnight to an hour of the day. */
function fullHours(hour: number): number {
  return SCHEDULE.reduce((sum, [from, to, dimPct]) => {
    const lit = Math.max(0, Math.min(hour, to) - from);
    return sum + (lit * dimPct) / 100;
  }, 0);
}

const ratedW = ({ salt }: Subject): number => Math.round(between(salt, 1, 55, 75));

/** What a lamp shows at a brightness: dark at 0. */
export function lampAt(subject: Subject, dimPct: number, voltageV: number): Values {
  const powerW = IDLE_W + (ratedW(subject) * dimPct) / 100;
  return { on: dimPct > 0, dimPct, voltageV, currentA: powerW / voltageV, powerW };
}

function showLamp(subject: Subject, { timeMs, hour, day }: Moment): Values {
  const voltageV = MAINS_V + 1.5 * smoothNoise(subject.lineSalt, 2, timeMs, 60_000);
  const lit = (day - INSTALLED_DAY) * fullHours(24) + fullHours(hour);
  return {
    ...lampAt(subject, dimPctAt(hour), voltageV),
    energyKwh: (lit * ratedW(subject)) / 1000,
    fault: false,
    controlMode: 'schedule',
  };
}

const sum = (lamps: readonly Values[], property: string) =>
  lamps.reduce((total, lamp) => total + Number(lamp[property]), 0);

/** Street lamps by the clock, and circuits that show what their lamps do. */
export const streetLampBehaviors: Readonly<Record<string, Behavior>> = {
  'street-lamp': { reportEveryMs: 75_000, notices: { dimPct: 5 }, show: showLamp },
  'lamp-group': {
    reportEveryMs: 45_000,
    notices: { dimPct: 5, lampsOn: 1 },
    reads: 'parts',
    show: (subject, { timeMs }, lamps) => {
      const lampsOn = lamps.filter(({ on }) => on === true).length;
      return {
        on: lampsOn > 0,
        dimPct: Math.max(0, ...lamps.map(({ dimPct }) => Number(dimPct))),
        voltageV: MAINS_V + 1.5 * smoothNoise(subject.lineSalt, 2, timeMs, 60_000),
        currentA: sum(lamps, 'currentA'),
        powerW: sum(lamps, 'powerW'),
        energyKwh: sum(lamps, 'energyKwh'),
        fault: false,
        controlMode: 'schedule',
        lampsOn,
      };
    },
  },
};
