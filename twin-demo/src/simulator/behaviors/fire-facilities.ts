import { type Behavior, batteryPct } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';

/** Fire facilities as they should be: lanes free, doors shut, water under pressure, pumps and fans ready. */
export const fireFacilitiesBehaviors: Readonly<Record<string, Behavior>> = {
  'fire-lane-sensor': { reportEveryMs: 30_000, show: () => ({ occupied: false, occupiedForS: 0 }) },
  'fire-door-monitor': {
    reportEveryMs: 80_000,
    show: (subject, moment) => ({ open: false, openForS: 0, batteryPct: batteryPct(subject, moment) }),
  },
  hydrant: {
    reportEveryMs: 60_000,
    notices: { pressureMpa: 0.05 },
    show: (subject, moment) => ({
      pressureMpa: between(subject.salt, 1, 0.16, 0.42) + 0.004 * smoothNoise(subject.salt, 2, moment.timeMs, 120_000),
      batteryPct: batteryPct(subject, moment),
    }),
  },
  'riser-inlet': { reportEveryMs: 240_000, show: () => ({ pressureMpa: 0 }) },
  'riser-outlet': { reportEveryMs: 240_000, show: () => ({ open: false }) },
  'sprinkler-end': {
    reportEveryMs: 60_000,
    notices: { pressureMpa: 0.05 },
    show: ({ salt }, { timeMs }) => ({
      pressureMpa: between(salt, 1, 0.24, 0.4) + 0.005 * smoothNoise(salt, 2, timeMs, 120_000),
      flowLs: 0,
    }),
  },
  'fire-tank': {
    reportEveryMs: 60_000,
    notices: { levelM: 0.2 },
    show: ({ salt }, { timeMs }) => ({
      levelM: between(salt, 1, 1.85, 2) + 0.02 * smoothNoise(salt, 2, timeMs, 3_600_000),
    }),
  },
  'fire-pump': {
    reportEveryMs: 40_000,
    show: ({ salt }, { timeMs }) => ({
      running: false,
      auto: true,
      fault: false,
      pressureMpa: between(salt, 1, 0.45, 0.6) + 0.01 * smoothNoise(salt, 2, timeMs, 300_000),
      flowLs: 0,
    }),
  },
  'smoke-fan': {
    reportEveryMs: 40_000,
    show: () => ({ running: false, auto: true, fault: false, airflowM3Min: 0 }),
  },
  'smoke-damper': { reportEveryMs: 80_000, show: () => ({ open: false, fault: false }) },
};
