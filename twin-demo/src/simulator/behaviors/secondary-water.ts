import type { Behavior } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { between, smoothNoise } from '../noise.ts';

/** Pressure that the pumps of each zone hold, MPa: for 11, 22 and 33 storeys. */
const SET_MPA: Readonly<Record<string, number>> = { 'PU-16-1': 0.55, 'PU-16-2': 0.9, 'PU-16-3': 1.25 };

/** Water that is drawn, 0 to 1. */
const drawn = (hour: number) =>
  Math.min(1, 0.1 + 0.8 * dailyHump(hour, 7.2, 1.2) + 0.4 * dailyHump(hour, 12, 1.2) + 0.9 * dailyHump(hour, 20, 2));

/** Secondary water supply: tanks that sink when people wash and cook, pumps that hold their pressure. */
export const secondaryWaterBehaviors: Readonly<Record<string, Behavior>> = {
  'water-tank': {
    reportEveryMs: 30_000,
    notices: { tankLevelM: 0.1 },
    show: ({ salt }, { timeMs, hour }) => ({
      tankLevelM: 2.35 - 0.7 * drawn(hour) + 0.05 * smoothNoise(salt, 1, timeMs, 600_000),
      doorOpen: false,
    }),
  },
  'water-quality': {
    reportEveryMs: 30_000,
    notices: { residualChlorineMgL: 0.05, turbidityNtu: 0.2 },
    show: ({ salt }, { timeMs }) => ({
      ph: between(salt, 1, 7.4, 7.7) + 0.05 * smoothNoise(salt, 2, timeMs, 1_800_000),
      turbidityNtu: between(salt, 3, 0.18, 0.3) + 0.04 * smoothNoise(salt, 4, timeMs, 900_000),
      residualChlorineMgL: between(salt, 5, 0.16, 0.24) + 0.03 * smoothNoise(salt, 6, timeMs, 1_200_000),
      temperatureC: 11.5 + 0.6 * smoothNoise(salt, 7, timeMs, 7_200_000),
    }),
  },
  pump: {
    reportEveryMs: 20_000,
    notices: { pressureMpa: 0.05 },
    show: ({ code, salt }, { timeMs, hour }) => ({
      pressureMpa: (SET_MPA[code] ?? 0.55) + 0.008 * smoothNoise(salt, 1, timeMs, 20_000),
      flowM3H: 34 * drawn(hour) * (1 + 0.15 * smoothNoise(salt, 2, timeMs, 60_000)),
      running: true,
      fault: false,
    }),
  },
};
