import type { Behavior } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';

/** Gateways on a network in good order. */
export const gatewayBehaviors: Readonly<Record<string, Behavior>> = {
  'iot-gateway': {
    reportEveryMs: 15_000,
    notices: { lossPct: 5 },
    show: ({ salt, parts }, { timeMs }) => ({
      pingMs: between(salt, 1, 6, 14) + 4 * (1 + smoothNoise(salt, 2, timeMs, 20_000)),
      lossPct: Math.max(0, 0.3 + 0.4 * smoothNoise(salt, 3, timeMs, 90_000)),
      devicesOnline: parts.length,
    }),
  },
};
