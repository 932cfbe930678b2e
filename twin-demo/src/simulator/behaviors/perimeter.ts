import type { Behavior, Moment } from '../behavior.ts';
import { between, smoothNoise, unit } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** A camera of 25 frames a second that loses one now and then. */
export function framesPerSecond({ salt }: Subject, { timeMs }: Moment): number {
  return unit(salt ^ 0x25, Math.floor(timeMs / 30_000)) < 0.04 ? 24 : 25;
}

/** The perimeter: armed day and night. */
export const perimeterBehaviors: Readonly<Record<string, Behavior>> = {
  'pulse-fence-zone': {
    reportEveryMs: 4_000,
    notices: { lineVoltageKv: 0.8 },
    show: ({ salt }, { timeMs, weather }) => ({
      // Damp insulators leak: a little less voltage in damp air.
      lineVoltageKv:
        between(salt, 1, 6.3, 6.8) +
        0.12 * smoothNoise(salt, 2, timeMs, 45_000) +
        0.05 * smoothNoise(salt, 3, timeMs, 4_000) -
        0.003 * (weather.humidityPct - 50),
      armed: true,
      tamper: false,
      lineBroken: false,
    }),
  },
  'infrared-beam': {
    reportEveryMs: 5_000,
    notices: { signalPct: 20 },
    show: ({ salt }, { timeMs, weather }) => ({
      signalPct: Math.min(
        100,
        between(salt, 1, 92, 98) + 2 * smoothNoise(salt, 2, timeMs, 60_000) - 0.05 * (weather.pm25 - 40),
      ),
      armed: true,
      tamper: false,
    }),
  },
  'perimeter-analytics': {
    reportEveryMs: 8_000,
    show: (subject, moment) => ({ armed: true, tamper: false, framesPerSecond: framesPerSecond(subject, moment) }),
  },
  'siren-strobe': {
    reportEveryMs: 20_000,
    show: () => ({ on: false }),
  },
};
